// Reports out of the messages that bring them.
// Promises: pure; no more of a message is unpacked than a report may have; who wrote it may be hostile.
#pragma once
#include <optional>
#include <string_view>
#include <variant>

#include "mime/message.h"
#include "reports/dmarc_report.h"
#include "reports/feedback_report.h"
#include "reports/tls_report.h"

namespace postern::reports {

inline constexpr std::size_t kLargestMessage = std::size_t{4} << 20;  // octets: a larger one is not looked at

using AnyReport = std::variant<TlsReport, DmarcReport, FeedbackReport>;

// Whether one of its parts may be a report, by type and name.
bool may_carry_report(const mime::Message&);

// The first that there is, or why what looks like one is none.
Result<AnyReport> report_in(const mime::Message&, std::string_view whole);

// A report by itself, packed or not.
Result<AnyReport> read_report(std::string_view file);

}  // namespace postern::reports
