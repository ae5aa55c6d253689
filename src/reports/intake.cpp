// The part with the report, and what kind it is of.
#include "reports/intake.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "mime/transfer.h"
#include "reports/packing.h"
#include "reports/word.h"
#include "senderauth/crypto.h"

namespace postern::reports {
namespace {

// RFC 8460 §5.3, RFC 7489 §7.2.1.1, and what programs call them besides.
constexpr std::array<std::string_view, 6> kOwnTypes{"tlsrpt+gzip", "tlsrpt+json", "tlsrpt", "gzip", "x-gzip", "dmarc+xml"};
constexpr std::array<std::string_view, 6> kEndings{".xml", ".xml.gz", ".json", ".json.gz", ".zip", ".gz"};

bool is_feedback(const mime::Part& part) { return part.type_given && part.type.is("message", "feedback-report"); }

bool may_be_report(const mime::Message& message, mime::PartIndex at) {
  const auto& part = message.parts[at];
  if (part.inside != mime::Inside::leaf || !part.type_given || part.type.is("multipart")) return false;
  if (is_feedback(part)) return true;
  const auto is = [&](std::string_view subtype) { return part.type.is("application", subtype); };
  if (std::ranges::any_of(kOwnTypes, is)) return true;
  const auto name = to_lower(mime::file_name(message, at));
  return std::ranges::any_of(kEndings, [&](std::string_view ending) { return name.ends_with(ending); });
}

// A letter without a Message-ID is called by what it says: the same again is no other complaint.
std::string name_by(std::string_view fields, const FeedbackReport& report) {
  senderauth::Sha256 hash;
  for (const auto text : {fields, std::string_view(report.from), std::string_view(report.subject)}) hash.feed(text);
  hash.feed(report.message_id);
  return to_hex(hash.finish());
}

// RFC 5965 §2: behind it comes the message, or its header.
Result<FeedbackReport> feedback_in(const mime::Message& message, mime::PartIndex at, std::string_view fields) {
  auto report = FeedbackReport::read(fields);
  if (!report) return report;
  report->organization = word(message.unfolded(0, "From"));
  report->id = word(message.unfolded(0, "Message-ID"));
  const auto original = at + 1 < message.parts.size() ? message.parts[at + 1].first_child : mime::kNoPart;
  if (original != mime::kNoPart) {
    report->from = word(message.unfolded(original, "From"));
    report->subject = word(message.unfolded(original, "Subject"));
    report->message_id = word(message.unfolded(original, "Message-ID"));
  }
  if (report->id.empty()) report->id = name_by(fields, *report);
  return report;
}

template <class Report>
Result<AnyReport> any(Result<Report> report) {
  if (!report) return pass_on(report);
  return AnyReport(std::move(*report));
}

}  // namespace

bool may_carry_report(const mime::Message& message) {
  for (mime::PartIndex i = 0; i < message.parts.size(); ++i)
    if (may_be_report(message, i)) return true;
  return false;
}

Result<AnyReport> read_report(std::string_view file) {
  auto text = unpack(file);
  if (!text) return pass_on(text);
  std::string_view report = *text;
  if (report.starts_with("\xEF\xBB\xBF")) report.remove_prefix(3);
  report = trim(report);
  if (report.starts_with('{')) return any(TlsReport::read(report));
  return any(DmarcReport::read(report));
}

Result<AnyReport> report_in(const mime::Message& message, std::string_view whole) {
  Result<AnyReport> found = fail(Failure::not_found, "There is no report in it");
  if (whole.size() > kLargestMessage) return fail(Failure::too_large, "The message is larger than one with a report may be");
  for (mime::PartIndex i = 0; i < message.parts.size() && !found; ++i) {
    if (!may_be_report(message, i)) continue;
    const auto& part = message.parts[i];
    if (part.body.end > whole.size()) break;
    const auto text = mime::decode_transfer(part.encoding, whole.substr(part.body.start, part.body.size()));
    found = is_feedback(part) ? any(feedback_in(message, i, text)) : read_report(text);
  }
  return found;
}

}  // namespace postern::reports
