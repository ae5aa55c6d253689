// A complaint about one message that was sent in a domain's name: that it is unwanted, or that its proof failed.   RFC 5965, RFC 6591
// Use: auto report = FeedbackReport::read(fields);   the octets of a message/feedback-report part
// Promises: read() takes what somebody hostile wrote: text is printable and bounded, lists too; what it does not know is passed over.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace postern::reports {

inline constexpr std::size_t kMostMentioned = 20;                       // of each list
inline constexpr std::size_t kLargestFeedback = std::size_t{64} << 10;  // octets

struct FeedbackReport {
  std::string type = {};        // "abuse", "auth-failure", "fraud", ...
  std::string user_agent = {};  // of who reports
  std::string mail_from = {};
  std::vector<std::string> rcpt_to = {};
  std::string source = {};  // the address that the message came from
  std::string reporting_mta = {}, delivery_result = {};
  std::vector<std::string> results = {};  // Authentication-Results
  std::vector<std::string> domains = {}, uris = {};
  std::string auth_failure = {}, dkim_domain = {}, dkim_selector = {}, identity_alignment = {};
  std::uint64_t incidents = 1;
  // What the message that brought it says.
  std::string organization = {}, id = {};                // who reports, and under which Message-ID
  std::string from = {}, subject = {}, message_id = {};  // of the message that is complained of
  Time end = {};                                         // when that arrived

  [[nodiscard]] std::string text() const;  // as fields
  static Result<FeedbackReport> read(std::string_view fields);
  friend bool operator==(const FeedbackReport&, const FeedbackReport&) = default;
};

}  // namespace postern::reports
