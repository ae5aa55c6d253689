// DNS lists of addresses, of the domains of senders and of the domains that links lead to.   RFC 5782
#include <fmt/format.h>

#include <algorithm>

#include "base/said.h"
#include "dns/reverse.h"
#include "judge/links.h"
#include "judge/stages.h"

namespace postern::judge {
namespace {

constexpr std::size_t kMostLinks = 20;

// What a list is asked about.
struct Asked {
  std::string labels;  // in front of the zone
  std::string known_as;
};
using AskedAll = std::vector<Asked>;

void add(AskedAll& all, Asked one) {
  if (std::ranges::find(all, one.labels, &Asked::labels) == all.end()) all.push_back(std::move(one));
}

void add_domain(AskedAll& all, const dns::Name& name, const Facts& facts) {
  const auto organisation = organisation_of(name, facts.suffixes).text();
  if (!organisation.empty()) add(all, {organisation, organisation});
}

AskedAll senders(const Facts& facts) {
  AskedAll all;
  const auto& path = facts.envelope->reverse_path;
  if (path && !path->literal())
    if (const auto name = dns::parse_name(path->domain().ascii())) add_domain(all, *name, facts);
  add_domain(all, author_domain(*facts.message), facts);
  return all;
}

AskedAll links(const Facts& facts) {
  AskedAll all;
  for (const auto& text : facts.texts) {
    for (const auto& host : link_hosts(text, kMostLinks)) {
      if (all.size() >= kMostLinks) return all;
      if (const auto ip = IpAddress::parse(host))
        add(all, {dns::reversed_labels(*ip), host});
      else if (const auto name = dns::parse_name(host))
        add_domain(all, *name, facts);
    }
  }
  return all;
}

AskedAll asked_of(ListKind kind, const Facts& facts) {
  switch (kind) {
    case ListKind::address:
      return facts.client ? AskedAll{{dns::reversed_labels(*facts.client), facts.client->text()}} : AskedAll{};
    case ListKind::sender: return senders(facts);
    case ListKind::link: return links(facts);
  }
  return {};
}

// Of one list, once however much of the message it has. Nothing when it has none of it.
std::optional<Opinion> opinion(const Rulebook::Listing& list, const AskedAll& all, dns::Answers& answers) {
  const auto stage = "list " + list.zone.text();
  std::optional<Opinion> doubt;
  for (const auto& one : all) {
    const auto name = dns::join(one.labels, list.zone);
    const auto* found = name ? answers.ask({*name, dns::Type::a}) : nullptr;
    if (!found || found->empty()) continue;
    const auto addresses = dns::records_of<IpAddress>(*found);
    const bool answers_as_list = std::ranges::all_of(addresses, is_list_answer);
    if (found->unknown() || !answers_as_list) {
      doubt = cannot_say(stage, found->unknown() ? said<"the DNS does not answer">().english()
                                                 : said<"the answer is not one of a list">().english());
      continue;
    }
    const auto hit = std::ranges::find_if(addresses, [&](const auto& ip) { return list.answers.counts(ip); });
    if (hit != addresses.end())
      return Opinion{stage, list.row->weight * kPoint, fmt::format("has {}: {}", one.known_as, hit->text())};
  }
  return doubt;
}

// Whether all that is to be known is known; what is not is asked.
bool ask_all(const Rulebook::Listing& list, const AskedAll& all, dns::Answers& answers) {
  bool known = true;
  for (const auto& one : all)
    if (const auto name = dns::join(one.labels, list.zone)) known = answers.ask({*name, dns::Type::a}) && known;
  return known;
}

}  // namespace

std::optional<Opinions> judge_lists(const Facts& facts, const Rulebook& rules, dns::Answers& answers) {
  if (rules.lists().empty()) return Opinions{};
  const AskedAll of_kind[] = {asked_of(ListKind::address, facts), asked_of(ListKind::sender, facts),
                              asked_of(ListKind::link, facts)};
  const auto asked = [&](const Rulebook::Listing& list) -> const AskedAll& {
    return of_kind[static_cast<std::size_t>(list.row->kind)];
  };
  bool known = true;
  for (const auto& list : rules.lists()) known = ask_all(list, asked(list), answers) && known;
  if (!known) return {};
  Opinions out;
  for (const auto& list : rules.lists())
    if (auto one = opinion(list, asked(list), answers)) out.push_back(std::move(*one));
  return out;
}

}  // namespace postern::judge
