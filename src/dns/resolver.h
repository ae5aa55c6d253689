// Who asks the DNS, and the driver between it and a function that judges over answers.
// Use: auto verdict = co_await find_out(resolver, answers, [&](Answers& known) { return check_spf(query, known); });
// Promises: asking never fails: what cannot be found out in time is an Answer that is `failed`, which is a temporary verdict. Questions
//   that a judge has at the same time are asked at the same time, and all of them together end by `until`.
#pragma once
#include <functional>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/all_of.h"
#include "base/executor.h"
#include "base/task.h"
#include "dns/answers.h"

namespace postern::dns {

class Resolver {
 public:
  virtual ~Resolver() = default;
  // Any thread that is an executor's; goes on there. What is not known by `until` is `failed`.
  virtual Task<Answer> ask(Question, Deadline until) = 0;
  Task<Answer> ask(Question question) { return ask(std::move(question), Deadline::max()); }
};

// Where there is none: everything is unknown, which is a temporary verdict.
class NoResolver final : public Resolver {
 public:
  using Resolver::ask;
  Task<Answer> ask(Question, Deadline) override { co_return Answer{}; }
};

// Asks what the answers lack until `judge` has no more questions. Ends, because Answers bounds what is asked.
template <class Judge>
Task<typename std::invoke_result_t<Judge&, Answers&>::value_type> find_out(Resolver& resolver, Answers& answers, Judge judge,
                                                                           Deadline until = Deadline::max()) {
  for (;;) {
    if (auto verdict = judge(answers)) co_return std::move(*verdict);
    const auto wanted = answers.take_wanted();
    std::vector<Task<Answer>> asked;
    asked.reserve(wanted.size());
    for (const auto& question : wanted) asked.push_back(resolver.ask(question, until));
    auto found = co_await all_of(std::move(asked));
    for (std::size_t i = 0; i < wanted.size(); ++i) answers.put(wanted[i], std::move(found[i]));
  }
}

}  // namespace postern::dns
