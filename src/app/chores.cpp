// The chores, each a loop of bounded steps.
#include "app/chores.h"

#include "admin/quarantine.h"
#include "app/password_chore.h"
#include "app/system_calls.h"
#include "base/clock_watch.h"
#include "events/table.h"

namespace postern::app {

struct Chores::State {
  Parts& parts;
  std::atomic<bool> stopping = false;

  void failed(const Error& e) const {
    parts.events.write(events::Event::server_error, {}, {{events::Key::reason, e.text}, {events::Key::text, e.detail}});
  }
};

namespace {

constexpr std::chrono::minutes kPurgeEvery{1};
constexpr std::chrono::hours kSweepEvery{24};
constexpr std::chrono::hours kRenewEvery{6};
constexpr std::chrono::seconds kTellEvery{1};
constexpr std::chrono::seconds kFollowCeilingsEvery{1};
constexpr std::chrono::minutes kFollowAgain{1};  // after an error, which is told each time
constexpr std::chrono::minutes kEndBlocksEvery{10};
constexpr std::chrono::minutes kEndQuarantineEvery{30};
constexpr std::chrono::minutes kEndSessionsEvery{1};
constexpr std::chrono::minutes kTendKeysEvery{10};
constexpr std::chrono::minutes kTendSendersEvery{1};
constexpr std::chrono::minutes kCountEvery{1};
constexpr std::chrono::minutes kLookForOldestEvery{10};
constexpr std::chrono::hours kSweepCountsEvery{24};
constexpr std::chrono::minutes kFirstNotices{10};
constexpr std::chrono::hours kNoticesEvery{24};
constexpr std::size_t kPurgeStep = 1000;

template <class State>
Task<void> purge(std::shared_ptr<State> state) {
  while (!state->stopping) {
    co_await pause_until{Clock::now() + kPurgeEvery};
    for (bool more = true; more && !state->stopping;) {
      auto removed = co_await state->parts.store->purge_expunged(kPurgeStep);
      if (!removed) state->failed(removed.error());
      more = removed && *removed == kPurgeStep;
    }
  }
}

// Once: a disk may be full of what a crash left.
template <class State>
Task<void> tidy(std::shared_ptr<State> state) {
  auto done = co_await state->parts.blobs->tidy();
  if (!done) state->failed(done.error());
}

template <class State>
Task<void> sweep(std::shared_ptr<State> state) {
  while (!state->stopping) {
    co_await pause_until{Clock::now() + kSweepEvery};
    if (state->stopping) break;
    const auto named_elsewhere = [state] { return state->parts.queue->named_blobs(); };
    auto swept = co_await state->parts.store->sweep_blobs(named_elsewhere);
    if (!swept)
      state->failed(swept.error());
    else if (*swept > 0)
      state->parts.events.write(events::Event::blob_swept, {}, {{events::Key::count, *swept}});
    const auto all = state->parts.directory->snapshot();
    for (const auto& account : all->accounts(directory::Snapshot::all)) {
      auto purged = co_await state->parts.store->purge_delivery_keys(account->id);
      if (!purged) state->failed(purged.error());
    }
  }
}

// What the filter of system calls has refused: nothing of ours asks for such a call.
template <class State>
Task<void> watch_calls(std::shared_ptr<State> state) {
  while (!state->stopping) {
    co_await pause_until{Clock::now() + kTellEvery};
    tell_refused_calls(state->parts.events);
  }
}

// Domains that were given a ceiling of storage: it holds from then on.
template <class State>
Task<void> follow_ceilings(std::shared_ptr<State> state) {
  for (Clock::duration pause = kFollowCeilingsEvery; !state->stopping;) {
    co_await pause_until{Clock::now() + pause};
    auto counted = co_await state->parts.domain_storage->count(*state->parts.store);
    if (!counted) state->failed(counted.error());
    pause = counted ? Clock::duration(kFollowCeilingsEvery) : kFollowAgain;
  }
}

// The own certificate before it ends, also on a server that nobody restarts.
template <class State>
Task<void> renew(std::shared_ptr<State> state) {
  while (!state->stopping) {
    co_await pause_until{Clock::now() + kRenewEvery};
    if (state->stopping || !state->parts.certificates->is_due()) continue;
    auto problems = co_await state->parts.certificates->reload();
    if (!problems) state->failed(problems.error());
  }
}

// A block that has run out holds no more; this gives back the room it takes.
template <class State>
Task<void> end_blocks(std::shared_ptr<State> state) {
  while (!state->stopping) {
    co_await pause_until{Clock::now() + kEndBlocksEvery};
    if (state->stopping) break;
    auto swept = co_await state->parts.guard->sweep();
    if (!swept) state->failed(swept.error());
  }
}

// What nobody has released in time is deleted, and said to be.
template <class State>
Task<void> end_quarantine(std::shared_ptr<State> state) {
  auto& parts = state->parts;
  while (!state->stopping) {
    co_await pause_until{Clock::now() + kEndQuarantineEvery};
    const auto keep = parts.settings.queue.current()->keep_quarantine;
    if (state->stopping || keep.count() == 0) continue;
    auto ended = co_await admin::end_quarantine(*parts.queue, parts.events, system_time().now() - keep);
    if (!ended) state->failed(ended.error());
  }
}

// DKIM keys: what is due, and the first of a domain that were not made with it.
template <class State>
Task<void> tend_keys(std::shared_ptr<State> state) {
  while (!state->stopping) {
    auto tended = co_await state->parts.keyring->tend();
    if (!tended) state->failed(tended.error());
    co_await pause_until{Clock::now() + kTendKeysEvery};
  }
}

// Who acts in a user's name no longer: the log says so when it is over, not when somebody asks.
template <class State>
Task<void> end_sessions(std::shared_ptr<State> state) {
  while (!state->stopping) {
    co_await pause_until{Clock::now() + kEndSessionsEvery};
    if (!state->stopping && state->parts.users) state->parts.users->sweep();
  }
}

// Passwords that are about to end (H07). Soon after the start too: a server that is started every morning tells them as well.
template <class State>
Task<void> watch_passwords(std::shared_ptr<State> state) {
  auto& parts = state->parts;
  delivery::Delivery delivery({*parts.directory, *parts.store, *parts.queue, system_time(), parts.events});
  for (auto next = Clock::now() + kFirstNotices; !state->stopping; next += kNoticesEvery) {
    co_await pause_until{next};
    if (state->stopping) break;
    const auto server = parts.settings.server.current();
    PasswordChore chore{*parts.directory,   delivery,        *parts.settings.password.current(),
                        host_name(*server), system_random(), system_time(),
                        server->language};
    auto told = co_await tell_about_passwords(std::move(chore));
    if (!told) state->failed(told.error());
  }
}

// How much of what he may send each has used up is noted by the time at which he has it again.
template <class State>
Task<void> watch_clock(std::shared_ptr<State> state) {
  ClockWatch watch;
  while (!state->stopping) {
    const auto by = watch.set_back(system_time());
    if (by) {
      auto done = co_await state->parts.throttle->clock_was_set_back(*by);
      if (!done) state->failed(done.error());
    }
    co_await pause_until{Clock::now() + kTellEvery};
  }
}

// What senders have sent is written down, and who has not been heard of is forgotten.
template <class State>
Task<void> tend_senders(std::shared_ptr<State> state) {
  auto& parts = state->parts;
  while (!state->stopping) {
    co_await pause_until{Clock::now() + kTendSendersEvery};
    if (state->stopping) break;
    auto written = co_await parts.reputation->write();
    if (!written) state->failed(written.error());
    const auto settings = parts.settings.spam.current();
    auto waiting = co_await parts.greylist->sweep(*settings, kPurgeStep);
    if (!waiting) state->failed(waiting.error());
    auto forgotten = co_await parts.reputation->sweep(kPurgeStep);
    if (!forgotten) state->failed(forgotten.error());
  }
}

// How long the oldest of what waits has waited, in seconds. What is in quarantine waits for nobody.
Task<Result<std::uint64_t>> oldest_in_queue(queue::Queue& queue, Time now) {
  auto all = co_await queue.waited();
  if (!all) co_return pass_on(all);
  auto oldest = now;
  for (const auto& [hop, waited] : *all)
    if (waited.first) oldest = std::min(oldest, waited.first->first);
  co_return static_cast<std::uint64_t>((now - oldest).count() / 1000);
}

std::vector<DomainId> domains_of(const Parts& parts) {
  std::vector<DomainId> out;
  for (const auto& domain : parts.directory->snapshot()->domains()) out.push_back(domain->id);
  return out;
}

// What is counted is written down, and what nothing tells is looked at: at once, so that a short life shows, too.
template <class State>
Task<void> count(std::shared_ptr<State> state) {
  auto& parts = state->parts;
  for (auto sweep_at = Clock::now(), look_at = sweep_at; !state->stopping;) {
    if (Clock::now() >= look_at) {
      auto oldest = co_await oldest_in_queue(*parts.queue, system_time().now());
      if (!oldest) state->failed(oldest.error());
      parts.counts->measure(counts::series::kQueueOldest, oldest ? *oldest : 0);
      look_at = Clock::now() + kLookForOldestEvery;
    }
    parts.counts->measure(counts::series::kQueueLength, parts.queue->count());
    parts.counts->measure(counts::series::kConnections, parts.connections ? parts.connections().size() : 0);
    auto written = co_await parts.counts->write();
    if (!written) state->failed(written.error());
    if (parts.news) parts.news->tell(admin::Topic::count);
    if (Clock::now() >= sweep_at) {
      auto swept = co_await parts.counts->sweep(domains_of(parts));
      if (!swept) state->failed(swept.error());
      sweep_at = Clock::now() + kSweepCountsEvery;
    }
    co_await pause_until{Clock::now() + kCountEvery};
  }
}

}  // namespace

Chores::Chores(Parts& parts, Executor& executor) : state_(std::make_shared<State>(parts)) {
  executor.post([state = state_] {
    spawn(tidy(state));
    spawn(purge(state));
    spawn(sweep(state));
    spawn(follow_ceilings(state));
    spawn(renew(state));
    spawn(watch_calls(state));
    spawn(watch_clock(state));
    spawn(end_blocks(state));
    spawn(end_quarantine(state));
    spawn(end_sessions(state));
    spawn(tend_keys(state));
    spawn(tend_senders(state));
    spawn(count(state));
    spawn(watch_passwords(state));
  });
}

void Chores::stop() { state_->stopping = true; }

}  // namespace postern::app
