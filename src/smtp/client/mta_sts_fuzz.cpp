// Any bytes as a policy and as a record: what is read keeps to the limits.
#include <cstdint>
#include <cstdlib>

#include "smtp/client/mta_sts.h"

using namespace postern;  // a fuzzer is a program of its own
using namespace postern::smtp::client;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto policy = parse_sts_policy(bytes)) {
    require(policy->mx.size() <= kMostPatterns && policy->max_age <= kLongestPolicyAge && policy->max_age.count() >= 0);
    require(!policy->mx.empty() || policy->mode == StsPolicy::Mode::none);
    for (const auto& one : policy->mx)
      if (const auto host = dns::parse_name(one); host && !one.starts_with('*')) require(policy->matches(*host));
  }
  if (const auto id = parse_sts_record(bytes)) require(!id->empty() && id->size() <= 32);
  return 0;
}
