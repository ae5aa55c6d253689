// From settings to a policy's text.
#include "mtasts/own_policies.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/codec.h"

namespace postern::mtasts {

using smtp::client::StsPolicy;

StsPolicy own_policy(const Settings& settings, std::string_view domain, std::string_view host) {
  StsPolicy out{.mode = settings.mode, .mx = {std::string(host)}, .max_age = settings.max_age};
  const auto own = std::ranges::find(settings.domains, domain, &DomainPolicy::domain);
  if (own != settings.domains.end()) out.mode = own->mode;
  return out;
}

std::string policy_text(const StsPolicy& policy) {
  std::string out;
  for (const auto& line : smtp::client::lines_of(policy)) out += line + "\r\n";
  return out;
}

std::string policy_id(const StsPolicy& policy) {
  const auto text = policy_text(policy);
  const auto first = crc32c(text);
  return fmt::format("{:08x}{:08x}", first, crc32c(text, ~first));
}

std::string policy_record(const StsPolicy& policy) { return fmt::format("v=STSv1; id={};", policy_id(policy)); }

}  // namespace postern::mtasts
