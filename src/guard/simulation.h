// A rule tried on what has happened: whom it would have acted on, when, and who of them was a rightful user.
// Use: Simulation simulation(rule, ports, seed);  for each recorded event, oldest first: simulation.take(event);  simulation.found().
// Promises: the verdicts are those of a Judge that hears the same stream, so those that the rule gives live.
#pragma once
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "base/ids.h"
#include "events/security.h"
#include "guard/judge.h"
#include "guard/rule.h"

namespace postern::guard {

class Simulation {
 public:
  static constexpr std::size_t kMostFound = 10'000;  // further ones are only counted

  struct Found {
    Verdict verdict;
    // Accounts that logged in rightly from there, or as that one, while it would have been blocked.
    std::set<AccountId> rightful;
  };

  Simulation(Rule, Judge::Ports, std::uint64_t seed);

  void take(const events::SecurityEvent&);
  [[nodiscard]] const std::vector<Found>& found() const { return found_; }
  [[nodiscard]] std::size_t verdicts() const { return verdicts_; }

 private:
  void note_login(const events::SecurityEvent&);
  void note_login(const TallyKey&, const events::SecurityEvent&);

  std::unique_ptr<Judge> judge_;
  std::vector<Found> found_;
  std::map<TallyKey, std::size_t> last_;  // of each subject, the place of its last verdict
  std::size_t verdicts_ = 0;
};

}  // namespace postern::guard
