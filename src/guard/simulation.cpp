// A judge of one rule, and the logins that came after its verdicts.
#include "guard/simulation.h"

#include <utility>

#include "guard/detectors/detector.h"

namespace postern::guard {
namespace {

std::vector<Rule> switched_on(Rule rule) {
  rule.enabled = true;
  return {std::move(rule)};
}

}  // namespace

Simulation::Simulation(Rule rule, Judge::Ports ports, std::uint64_t seed)
    : judge_(std::make_unique<Judge>(switched_on(std::move(rule)), std::move(ports), seed)) {}

void Simulation::take(const events::SecurityEvent& e) {
  if (e.signal == events::Signal::login && e.cause == events::Cause::none) note_login(e);
  for (auto& verdict : judge_->take(e)) {
    if (++verdicts_ > kMostFound) continue;
    last_[verdict.key] = found_.size();
    found_.push_back({std::move(verdict), {}});
  }
}

void Simulation::note_login(const events::SecurityEvent& e) {
  const auto address = key_of_address(e.ip);
  note_login(address, e);
  note_login(prefix_of(address), e);
  note_login(key_of_account(e.account), e);
}

void Simulation::note_login(const TallyKey& subject, const events::SecurityEvent& e) {
  const auto last = last_.find(subject);
  if (last == last_.end()) return;
  auto& found = found_[last->second];
  if (e.at < found.verdict.at + found.verdict.rule->lasts) found.rightful.insert(e.account);
}

}  // namespace postern::guard
