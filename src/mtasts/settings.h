// What an administrator says of the MTA-STS policies of our own domains. The values are the hardened ones.
#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "smtp/client/mta_sts.h"

namespace postern::mtasts {

// Of one domain, in place of what holds for all.
struct DomainPolicy {
  std::string domain;
  smtp::client::StsPolicy::Mode mode = smtp::client::StsPolicy::Mode::testing;

  friend bool operator==(const DomainPolicy&, const DomainPolicy&) = default;
};

struct Settings {
  smtp::client::StsPolicy::Mode mode = smtp::client::StsPolicy::Mode::testing;
  std::chrono::seconds max_age = std::chrono::hours(7 * 24);
  std::vector<DomainPolicy> domains = {};
  std::vector<std::string> authorities = {};  // that may issue certificates for our domains
};

}  // namespace postern::mtasts
