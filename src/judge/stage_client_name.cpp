// The name of the client's address: whether there is one, whether it leads back, and whether it is one that somebody has chosen.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/said.h"
#include "base/text.h"
#include "dns/reverse.h"
#include "judge/stages.h"

namespace postern::judge {
namespace {

constexpr std::string_view kClientName = "client-name";
constexpr std::array<std::string_view, 10> kWordsOfPools{"dsl",  "dyn",    "dynamic", "dhcp",  "dial",
                                                         "pool", "dialup", "ppp",     "cable", "broadband"};

// The numbers in the name, in its order.
std::vector<std::string_view> numbers_in(std::string_view name) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const auto begin = at;
    while (at < name.size() && is_digit(name[at])) ++at;
    if (at > begin) out.push_back(name.substr(begin, at - begin));
  }
  return out;
}

// Three octets of the address side by side, in either direction: a name that a provider gives to every customer.
bool tells_its_address(std::string_view name, const IpAddress& ip) {
  if (!ip.is_v4()) return name.contains(to_hex({reinterpret_cast<const char*>(ip.bytes.data() + 8), 8}));
  const auto numbers = numbers_in(name);
  std::vector<std::string> octets;
  for (std::size_t i = 12; i < 16; ++i) octets.push_back(std::to_string(ip.bytes[i]));
  const auto has = [&](auto begin, auto end) {
    return std::search(numbers.begin(), numbers.end(), begin, end) != numbers.end();
  };
  return has(octets.begin(), octets.end() - 1) || has(octets.begin() + 1, octets.end()) ||
         has(octets.rbegin(), octets.rend() - 1) || has(octets.rbegin() + 1, octets.rend()) ||
         name.contains(to_hex({reinterpret_cast<const char*>(ip.bytes.data() + 12), 4}));
}

bool is_word_of_pools(std::string_view name) {
  while (!name.empty()) {
    const auto size = std::min(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), name.size());
    if (std::ranges::find(kWordsOfPools, name.substr(0, size)) != kWordsOfPools.end()) return true;
    name.remove_prefix(std::min(name.size(), size + 1));
  }
  return false;
}

Opinion weighs(std::int32_t points, std::string words) {
  return {.stage = std::string(kClientName), .weight = points * kPoint, .words = std::move(words)};
}

}  // namespace

std::optional<Opinions> judge_client_name(const Facts& facts, const Rulebook& rules, dns::Answers& answers) {
  if (facts.ours || !facts.client || facts.client->is_loopback()) return Opinions{};  // this host's own is in no DNS
  const auto& settings = rules.settings();
  const auto* found = answers.ask({dns::reverse_name(*facts.client), dns::Type::ptr});
  if (!found) return {};
  if (found->unknown()) return Opinions{cannot_say(kClientName, said<"the DNS does not answer">().english())};
  const auto names = dns::records_of<dns::Name>(*found);
  if (names.empty()) return Opinions{weighs(settings.no_client_name, said<"the client's address has no name">().english())};
  Opinions out;
  const auto& name = names.front().text();
  if (facts.origin && facts.origin->iprev && facts.origin->iprev->outcome == senderauth::Outcome::fail)
    out.push_back(weighs(settings.unconfirmed_client_name, said<"{} does not lead back to the client">(name).english()));
  const auto host =
      std::string_view(name).substr(0, name.size() - organisation_of(names.front(), facts.suffixes).text().size());
  if (tells_its_address(host, *facts.client) || is_word_of_pools(host))
    out.push_back(weighs(settings.generic_client_name, said<"{} looks like a name that every customer gets">(name).english()));
  return out;
}

}  // namespace postern::judge
