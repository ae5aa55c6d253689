// Any octets as a complaint.
#include <cstdlib>

#include "reports/feedback_report.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace postern::reports;
  const auto report = FeedbackReport::read({reinterpret_cast<const char*>(data), size});
  if (!report) return 0;
  if (report->rcpt_to.size() > kMostMentioned || report->uris.size() > kMostMentioned) std::abort();
  const auto again = FeedbackReport::read(report->text());
  if (!again || again->type != report->type || again->domains.size() > report->domains.size()) std::abort();
  return 0;
}
