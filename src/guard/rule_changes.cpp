// Two lists of rules beside each other.
#include "guard/rule_changes.h"

#include <algorithm>

#include "config/config.h"
#include "config/table.h"

namespace postern::guard {
namespace {

// How much an action keeps from whom the rule is about.
int strength(Action action) {
  switch (action) {
    case Action::notify: return 0;
    case Action::delay: return 1;
    case Action::second_factor:
    case Action::hold_queue: return 2;
    case Action::block:
    case Action::suspend_sending: return 3;
  }
  return 0;
}

bool is_less(Services before, Services after) { return (before | after) != after; }
std::uint32_t limit_of_old(const Rule& r) { return r.threshold_established == 0 ? r.threshold : r.threshold_established; }

template <auto Member>
bool sinks(const Rule& before, const Rule& after) {
  return after.*Member < before.*Member;
}
template <auto Member>
bool rises(const Rule& before, const Rule& after) {
  return after.*Member > before.*Member;
}

// When a member lets more through than before. Those that are not named never do.
struct MemberRow {
  std::string_view key;
  bool (*is_weaker)(const Rule& before, const Rule& after);
};
constexpr std::array kMembers{
    MemberRow{"kind", [](const Rule&, const Rule&) { return true; }},  // what it counted it counts no more
    MemberRow{"enabled", sinks<&Rule::enabled>},
    MemberRow{"services", [](const Rule& b, const Rule& a) { return is_less(counted_services(b), counted_services(a)); }},
    MemberRow{"window", sinks<&Rule::window>},
    MemberRow{"threshold", rises<&Rule::threshold>},
    MemberRow{"threshold_established", [](const Rule& b, const Rule& a) { return limit_of_old(a) > limit_of_old(b); }},
    MemberRow{"share", rises<&Rule::share>},
    MemberRow{"action", [](const Rule& b, const Rule& a) { return strength(a.action) < strength(b.action); }},
    MemberRow{"lasts", sinks<&Rule::lasts>},
    MemberRow{"delay", sinks<&Rule::delay>},
    MemberRow{"block_services", [](const Rule& b, const Rule& a) { return is_less(blocked_services(b), blocked_services(a)); }},
    MemberRow{"notify", sinks<&Rule::notify>},
    MemberRow{"score_unknown_account", sinks<&Rule::score_unknown_account>},
    MemberRow{"score_wrong_password", sinks<&Rule::score_wrong_password>},
    MemberRow{"score_account_disabled", sinks<&Rule::score_account_disabled>},
    MemberRow{"score_password_expired", sinks<&Rule::score_password_expired>},
    MemberRow{"score_second_factor", sinks<&Rule::score_second_factor>},
    MemberRow{"score_not_permitted", sinks<&Rule::score_not_permitted>},
    MemberRow{"score_application_password", sinks<&Rule::score_application_password>},
};

bool is_weaker(std::string_view key, const Rule& before, const Rule& after) {
  const auto row = std::ranges::find(kMembers, key, &MemberRow::key);
  return before.enabled && row != kMembers.end() && row->is_weaker(before, after);
}

RuleChange change_of(const Rule& before, const Rule& after) {
  RuleChange out{.what = RuleChange::What::changed, .rule = before.id, .description = before.description, .members = {}};
  for (const auto& entry : config::table<Rule>().entries) {
    const auto was = entry.get(&before), is = entry.get(&after);
    if (was == is) continue;
    const auto key = entry.meta.key;
    out.members.push_back({.member = key,
                           .label = entry.meta.label,
                           .before = config::print(entry, was),
                           .after = config::print(entry, is),
                           .weaker = is_weaker(key, before, after)});
  }
  out.weaker = std::ranges::any_of(out.members, &MemberChange::weaker);
  return out;
}

}  // namespace

std::vector<RuleChange> changes_of(const std::vector<Rule>& before, const std::vector<Rule>& after) {
  std::vector<RuleChange> out;
  for (const auto& was : before) {
    const auto is = std::ranges::find(after, was.id, &Rule::id);
    if (is == after.end())
      out.push_back({.what = RuleChange::What::removed,
                     .rule = was.id,
                     .description = was.description,
                     .weaker = was.enabled,
                     .members = {}});
    else if (*is != was)
      out.push_back(change_of(was, *is));
  }
  for (const auto& is : after)
    if (std::ranges::find(before, is.id, &Rule::id) == before.end())
      out.push_back({.what = RuleChange::What::added, .rule = is.id, .description = is.description, .members = {}});
  return out;
}

std::string_view name(RuleChange::What what) {
  switch (what) {
    case RuleChange::What::added: return "added";
    case RuleChange::What::removed: return "removed";
    case RuleChange::What::changed: return "changed";
  }
  return "";
}

}  // namespace postern::guard
