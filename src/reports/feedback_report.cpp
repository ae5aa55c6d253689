// One row a field; those that come with the report itself, and those that we note besides.
#include "reports/feedback_report.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "mime/date.h"
#include "mime/message.h"
#include "reports/word.h"

namespace postern::reports {
namespace {

struct TextField {
  std::string_view name;
  std::string FeedbackReport::* member;
};
constexpr std::array kTexts{TextField{"Feedback-Type", &FeedbackReport::type},
                            TextField{"User-Agent", &FeedbackReport::user_agent},
                            TextField{"Original-Mail-From", &FeedbackReport::mail_from},
                            TextField{"Source-IP", &FeedbackReport::source},
                            TextField{"Reporting-MTA", &FeedbackReport::reporting_mta},
                            TextField{"Delivery-Result", &FeedbackReport::delivery_result},
                            TextField{"Auth-Failure", &FeedbackReport::auth_failure},
                            TextField{"DKIM-Domain", &FeedbackReport::dkim_domain},
                            TextField{"DKIM-Selector", &FeedbackReport::dkim_selector},
                            TextField{"Identity-Alignment", &FeedbackReport::identity_alignment},
                            TextField{"Noted-Reporter", &FeedbackReport::organization},
                            TextField{"Noted-Report", &FeedbackReport::id},
                            TextField{"Noted-From", &FeedbackReport::from},
                            TextField{"Noted-Subject", &FeedbackReport::subject},
                            TextField{"Noted-Message-ID", &FeedbackReport::message_id}};

struct ListField {
  std::string_view name;
  std::vector<std::string> FeedbackReport::* member;
};
constexpr std::array kLists{
    ListField{"Original-Rcpt-To", &FeedbackReport::rcpt_to}, ListField{"Authentication-Results", &FeedbackReport::results},
    ListField{"Reported-Domain", &FeedbackReport::domains}, ListField{"Reported-URI", &FeedbackReport::uris}};

// RFC 5965 §3.2; RFC 6591 has the older name too.
Time arrival_in(const mime::Message& fields) {
  for (const auto* name : {"Arrival-Date", "Received-Date"})
    if (const auto date = mime::parse_date(fields.unfolded(0, name))) return date->at;
  return {};
}

}  // namespace

Result<FeedbackReport> FeedbackReport::read(std::string_view text) {
  if (text.size() > kLargestFeedback) return fail(Failure::too_large, "The report is larger than it may be");
  const auto fields = mime::parse(std::string(trim(text)) + "\r\n\r\n");
  FeedbackReport out;
  for (const auto& one : kTexts) out.*one.member = word(fields.unfolded(0, one.name));
  for (const auto& one : kLists)
    for (const auto& value : fields.all(0, one.name))
      if ((out.*one.member).size() < kMostMentioned) (out.*one.member).push_back(word(value));
  out.incidents = number<std::uint64_t>(fields.unfolded(0, "Incidents"), UINT32_MAX).value_or(1);
  out.end = arrival_in(fields);
  if (out.type.empty() || fields.unfolded(0, "Version") != "1")
    return fail(Failure::invalid, "The report is of no form that is understood here");
  return out;
}

std::string FeedbackReport::text() const {
  std::string out = "Version: 1\r\n";
  const auto put = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) out += std::string(name) + ": " + word(value) + "\r\n";
  };
  for (const auto& one : kTexts) put(one.name, this->*one.member);
  for (const auto& one : kLists)
    for (const auto& value : this->*one.member) put(one.name, value);
  if (incidents != 1) put("Incidents", std::to_string(incidents));
  if (end != Time{}) put("Arrival-Date", rfc5322_date(end));
  return out;
}

}  // namespace postern::reports
