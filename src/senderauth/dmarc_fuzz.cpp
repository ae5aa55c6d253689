// DMARC records from any bytes, and verdicts with every name having that record.
#include "senderauth/dmarc.h"

#include <cstdlib>
#include <string_view>

using namespace postern;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const auto record = senderauth::parse_dmarc_record(text))
    if (record->aggregate_reports.size() > senderauth::kMostReportAddresses) std::abort();
  const auto domain = dns::parse_name(text.substr(0, text.find('\n')));
  senderauth::DmarcQuery query;
  query.authors = {.fields = 1, .domains = {domain && !domain->is_root() ? *domain : dns::parse_name("a.b.example").value()}};
  query.spf.outcome = senderauth::Outcome::pass;
  query.spf.domain = "x.b.example";
  dns::Answers answers;
  const auto record = text.substr(std::min(text.find('\n'), size - (size > 0 ? 1 : 0)) + (size > 0 ? 1 : 0));
  for (int round = 0; round < 3; ++round) {
    if (senderauth::check_dmarc(query, answers)) return 0;
    for (const auto& question : answers.take_wanted())
      answers.put(question, {.status = dns::Status::found, .records = {record}});
  }
  std::abort();
}
