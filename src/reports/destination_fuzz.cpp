// Any text as a record.
#include <cstdlib>

#include "reports/destination.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace postern::reports;
  const std::string in(reinterpret_cast<const char*>(data), size);
  postern::dns::Answer answer{.status = postern::dns::Status::found};
  answer.records.emplace_back(in);
  for (const auto& all : {parse_destinations(in), tls_destinations(answer), dmarc_destinations(answer)}) {
    if (all.size() > kMostDestinations) std::abort();
    for (const auto& one : all)
      if (one.mailbox.empty() == !one.url) std::abort();
  }
  return 0;
}
