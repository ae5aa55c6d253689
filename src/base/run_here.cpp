// The loop of run_here(): jobs from any thread, timers of its own.
#include "base/run_here.h"

namespace postern {

void BlockingExecutor::post(Job job) { jobs_.put(std::move(job)); }
void BlockingExecutor::resume(std::coroutine_handle<> who) {
  jobs_.put([who] { who.resume(); });
}
void BlockingExecutor::resume_at(Deadline at, std::coroutine_handle<> who) { timers_.emplace(at, who); }

void BlockingExecutor::run(Job start, const bool& done) {
  const Here here(this);
  start();
  while (!done) run_one();
}

void BlockingExecutor::run_one() {
  auto job = timers_.empty() ? jobs_.take() : jobs_.take_until(timers_.begin()->first);
  if (job) return (*job)();
  const auto first = timers_.begin();  // no job came before it fell due
  const auto who = first->second;
  timers_.erase(first);
  who.resume();
}

}  // namespace postern
