// Applies rules to what happens: each event is counted by the rules it concerns, and a rule that is full gives a verdict.
// Use: Judge judge(rules, ports);  for (const auto& verdict : judge.take(event)) carry it out.
// Promises: time is that of the events, never of a clock, so a judge that is fed a recorded stream gives the verdicts it gave live.
//   After a verdict the subject begins at nothing again. take() may be called on any thread and waits for nothing.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "base/time.h"
#include "events/security.h"
#include "guard/entry.h"
#include "guard/rule.h"
#include "guard/tally.h"

namespace postern::guard {

// Whether a rule counts this event; the same wrong password again is among them, and adds nothing.
bool counts(const Rule&, const events::SecurityEvent&);

enum class Subject : std::uint8_t { address, prefix, account };

struct Verdict {
  std::shared_ptr<const Rule> rule;
  Subject subject = Subject::address;
  TallyKey key{};  // of an address: with the host part of IPv6 cleared
  Time at;
  std::uint64_t sum = 0;
  std::vector<Mark> marks;  // what led to it, newest first
};

class Judge {
 public:
  struct Ports {
    std::function<bool(AccountId, Time)>
        is_established;  // older than its first month; internal spammers have another limit then
    std::function<Bypasses(const events::SecurityEvent&)> spared = {};  // what the allow list spares whom it comes from
  };
  // A prefix has as many addresses as it has: it takes so many times a rule's threshold to act on all of them.
  static constexpr std::uint64_t kPrefixFactor = 16;

  // Goes on with what `before` has counted by rules that count the same, whatever else they say; both may be fed.
  Judge(const std::vector<Rule>&, Ports, std::uint64_t seed, Tally::Limits = {}, const Judge* before = nullptr);
  ~Judge();

  std::vector<Verdict> take(const events::SecurityEvent&);
  // Counts what has happened by the rules that go on with nothing, and gives no verdicts: the next event that counts does.
  void learn(const events::SecurityEvent&);
  [[nodiscard]] bool has_to_learn() const;

  // The longest window of all rules: how far back a fresh judge has to be fed to know what this one knows.
  [[nodiscard]] std::chrono::seconds memory() const;
  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Watch;
  struct Counted {
    TallyKey key{};
    Tally::Sum sum;
  };
  std::optional<Counted> count(Watch&, const events::SecurityEvent&) const;
  void judge(Watch&, const events::SecurityEvent&, std::vector<Verdict>&) const;

  Ports ports_;
  std::vector<std::unique_ptr<Watch>> watches_;
};

}  // namespace postern::guard
