// Reverse, and forward again.
#include "senderauth/iprev.h"

#include <algorithm>

#include "base/said.h"
#include "dns/reverse.h"

namespace postern::senderauth {

std::optional<IprevVerdict> check_iprev(const IpAddress& ip, dns::Answers& answers) {
  const auto type = ip.is_v4() ? dns::Type::a : dns::Type::aaaa;
  const auto* reverse = answers.ask({dns::reverse_name(ip), dns::Type::ptr});
  if (!reverse) return {};
  if (reverse->unknown())
    return IprevVerdict{
        .outcome = Outcome::temperror, .reason = std::string(phrase<"no answer from the DNS for the address">()), .name = {}};
  auto names = dns::records_of<dns::Name>(*reverse);
  if (names.empty())
    return IprevVerdict{.outcome = Outcome::permerror, .reason = std::string(phrase<"the address has no name">()), .name = {}};
  if (names.size() > kIprevNames) names.resize(kIprevNames);

  bool waiting = false, unknown = false;
  for (const auto& name : names) waiting = !answers.ask({name, type}) || waiting;
  if (waiting) return {};
  for (const auto& name : names) {
    const auto& forward = *answers.ask({name, type});
    unknown = unknown || forward.unknown();
    if (std::ranges::find(forward.records, dns::Record(ip)) != forward.records.end())
      return IprevVerdict{.outcome = Outcome::pass, .reason = {}, .name = name.text()};
  }
  if (unknown)
    return IprevVerdict{.outcome = Outcome::temperror,
                        .reason = std::string(phrase<"no answer from the DNS for a name">()),
                        .name = {},
                        .claimed = names.front().text()};
  return IprevVerdict{.outcome = Outcome::fail,
                      .reason = std::string(phrase<"no name of the address leads back to it">()),
                      .name = {},
                      .claimed = names.front().text()};
}

}  // namespace postern::senderauth
