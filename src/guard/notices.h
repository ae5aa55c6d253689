// What administrators are told of: the verdicts of rules that say so, once a rule, subject and time frame.
// Use: if (notices.is_due(verdict)) tell.
// Promises: any thread; at most kMost subjects are remembered, and of further ones nobody is told.
#pragma once
#include <cstddef>
#include <string>
#include <unordered_map>

#include "base/locked.h"
#include "base/time.h"
#include "guard/judge.h"

namespace postern::guard {

class Notices {
 public:
  static constexpr std::size_t kMost = 10'000;

  // True once, and then not again until the rule's time frame is over.
  bool is_due(const Verdict&);

 private:
  using Told = std::unordered_map<std::string, Time>;  // by rule and subject, until when that is enough
  Locked<Told> told_;
};

}  // namespace postern::guard
