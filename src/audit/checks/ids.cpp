// Intrusion detection (H14 to H21): each shipped rule is there, and at least as strict as it ships.
#include <fmt/format.h>

#include <algorithm>

#include "audit/checks/groups.h"
#include "config/table.h"

namespace postern::audit {
namespace on_ids {
namespace {

bool covers(const guard::Services now, const guard::Services wanted) { return (now.bits & wanted.bits) == wanted.bits; }

std::vector<Said> weaknesses(const guard::Rule& now, const guard::Rule& shipped) {
  std::vector<Said> found;
  const auto say = [&](Said what) { found.push_back(said<"{}: {}">(shipped.id, std::move(what))); };
  if (!now.enabled) say(said<"it is switched off">());
  if (now.kind != shipped.kind) say(said<"it counts something else">());
  if (now.threshold > shipped.threshold) say(said<"it lets {} pass, not {}">(now.threshold, shipped.threshold));
  if (now.threshold_established > shipped.threshold_established) say(said<"it lets more of old accounts pass">());
  if (now.share > shipped.share) say(said<"it lets a larger share pass">());
  if (now.window < shipped.window) say(said<"it forgets after {} min, not {}">(now.window.count(), shipped.window.count()));
  if (now.action != shipped.action) say(said<"it does something else than {}">(name(shipped.action)));
  if (now.lasts < shipped.lasts) say(said<"it lasts {} min, not {}">(now.lasts.count(), shipped.lasts.count()));
  if (shipped.notify && !now.notify) say(said<"it tells nobody">());
  if (!covers(guard::counted_services(now), guard::counted_services(shipped))) say(said<"it does not count every service">());
  if (!covers(guard::blocked_services(now), guard::blocked_services(shipped))) say(said<"it does not hold on every service">());
  const bool scores =
      now.score_unknown_account < shipped.score_unknown_account || now.score_wrong_password < shipped.score_wrong_password ||
      now.score_account_disabled < shipped.score_account_disabled || now.score_second_factor < shipped.score_second_factor ||
      now.score_application_password < shipped.score_application_password;
  if (scores) say(said<"some failed logins count less">());
  return found;
}

Said line_of(const guard::Rule& rule) {
  return said<"{}: from {} in {} min on, {} for {} min">(rule.id, rule.threshold, rule.window.count(), name(rule.action),
                                                         rule.lasts.count());
}

bool is_weaker(const std::vector<guard::Rule>& rules, const guard::Rule& shipped) {
  const auto there = std::ranges::find(rules, shipped.id, &guard::Rule::id);
  return there == rules.end() || !weaknesses(*there, shipped).empty();
}

// All rules that are weaker, as they ship: one change, whichever of them it is for.
config::Change mended(guard::Settings settings) {
  for (const auto& rule : guard::shipped(guard::Preset::strict)) {
    if (!is_weaker(settings.rules, rule)) continue;
    const auto there = std::ranges::find(settings.rules, rule.id, &guard::Rule::id);
    if (there == settings.rules.end())
      settings.rules.push_back(rule);
    else
      *there = rule;
  }
  auto text = config::get(config::table<guard::Settings>(), &settings, "rules");
  return {"guard.rules", text ? std::optional<std::string>(*text) : std::nullopt};
}

Outcome compare(const Subject& subject, const guard::Rule& shipped) {
  const auto there = std::ranges::find(subject.guard.rules, shipped.id, &guard::Rule::id);
  auto out = there == subject.guard.rules.end() ? failed(said<"{} is missing">(shipped.id))
                                                : unless(weaknesses(*there, shipped), {line_of(*there)});
  if (out.state == State::failed) out.fix.settings.push_back(mended(subject.guard));
  return out;
}

Outcome room_for_blocks(const Subject& subject) {
  if (subject.blocks_given_up == 0) return passed(said<"no block was given up before its time">());
  return failed(said<"the blocks of {} {network|networks} were given up before their time">(subject.blocks_given_up));
}

}  // namespace
}  // namespace on_ids

void ids_checks(const Subject&, std::vector<Check>& all) {
  for (const auto& rule : guard::shipped(guard::Preset::strict))
    all.push_back({.id = "ids." + rule.id,
                   .group = Group::ids,
                   .severity = rule.kind == guard::Kind::brute_force_by_address ? Severity::critical : Severity::high,
                   .title = said<"The rule {} is at least as strict as it ships">(rule.id),
                   .why = said<"{}: without it nobody notices, and nothing stops it.">(Said::declared(rule.description)),
                   .what_to_do = said<"postern ids preset strict, or raise the rule in guard.rules">(),
                   .run = [rule](const Subject& s) { return on_ids::compare(s, rule); }});
  all.push_back({.id = "ids.room-for-blocks",
                 .group = Group::ids,
                 .severity = Severity::high,
                 .title = said<"There is room for all blocks">(),
                 .why = said<"More networks attack than are kept out at once: those whose blocks end first get in again.">(),
                 .what_to_do = said<"postern ids fold: one block of a prefix in place of many">(),
                 .run = on_ids::room_for_blocks});
}

}  // namespace postern::audit
