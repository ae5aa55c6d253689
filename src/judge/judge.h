// What a message is worth: all stages at once, within one deadline.
// Use: Judge judge({live_settings, &resolver, time});  const auto verdict = co_await judge.judge(std::move(facts), others);
// Promises: what is not known by the deadline weighs nothing and is said; calls of many sessions at once; the ports outlive it.
#pragma once
#include <memory>

#include "base/locked.h"
#include "base/task.h"
#include "base/time.h"
#include "config/config.h"
#include "dns/resolver.h"
#include "judge/facts.h"
#include "judge/rulebook.h"
#include "judge/verdict.h"

namespace postern::judge {

class Judge {
 public:
  struct Ports {
    config::Live<Settings> settings;
    dns::Resolver& dns;
    const TimeSource& time;
  };
  explicit Judge(Ports ports) : ports_(std::move(ports)) {}

  // `others`: opinions of those who look at messages elsewhere, such as scanners. The facts and what they refer to outlive the task.
  Task<Verdict> judge(const Facts&, Opinions others);
  // The settings of this moment.
  [[nodiscard]] std::shared_ptr<const Rulebook> rulebook() const;

 private:
  Ports ports_;
  mutable Locked<std::shared_ptr<const Rulebook>> rulebook_;
};

}  // namespace postern::judge
