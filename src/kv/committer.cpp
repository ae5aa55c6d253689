// The commit loop. A ticket may be gone as soon as its caller is woken, so the wakers are gathered first.
#include "kv/committer.h"

#include <pthread.h>

#include <algorithm>
#include <cassert>

#include "events/table.h"
#include "kv/kill_point.h"

namespace postern::kv {
namespace {

constexpr std::size_t kMostIntents = 512;
constexpr std::size_t kMostBytes = 8'000'000;
constexpr std::chrono::seconds kLookEvery{1};

std::unexpected<Error> stopped_error() { return fail(Failure::io, "Storage has stopped"); }

}  // namespace

Committer::Committer(Engine& engine, DiskWatch& disk, events::Sink* sink, bool one_shard)
    : engine_(engine), disk_(disk), sink_(sink), group_(engine, one_shard), thread_([this] { loop(); }) {
  pthread_setname_np(thread_.native_handle(), "commit");
}

Committer::~Committer() {
  inbox_.close();
  thread_.join();
}

bool Committer::Served::await_suspend(std::coroutine_handle<> caller) {
  ticket.home = Executor::here();
  assert(ticket.home);
  ticket.caller = caller;
  if (committer.inbox_.put(&ticket)) return true;  // from here the ticket is the committer's
  ticket.outcome = fail(Failure::closed, "Storage is closed");
  return false;
}

void Committer::loop() {
  std::deque<Ticket*> waiting;
  for (;;) {
    if (!take(waiting)) return;
    go_on();
    if (!waiting.empty()) serve(waiting);
  }
}

// Waits for no ticket while the disk is full: nobody may come as long as nothing is accepted.
bool Committer::take(std::deque<Ticket*>& waiting) {
  if (state_ == State::full) return inbox_.take_all_until(waiting, Deadline::clock::now() + kLookEvery);
  inbox_.take_all(waiting);
  return !waiting.empty();
}

// What callers were told to be durable is there; what they were told to be refused is not.
void Committer::go_on() {
  if (state_ != State::full || !disk_.is_due()) return;
  auto recovered = engine_.recover();
  if (!recovered) {
    if (recovered.error().kind != Failure::unavailable) stop(recovered.error());
    return;
  }
  state_ = State::open;
  disk_.goes_on();
}

void Committer::serve(std::deque<Ticket*>& waiting) {
  kill_point("commit.before-intents");
  const bool sync = run_intents(waiting);
  write(sync);
  kill_point("commit.before-observers");
  const bool written = state_ == State::open;
  if (written && !group_.notices().empty()) {
    for (const auto& observer : observers_) observer(group_.notices());
  }
  kill_point("commit.before-resume");
  wake();
  if (written)
    group_.clear();
  else
    group_.forget();
}

// True when one of those that succeeded asks for a sync.
bool Committer::run_intents(std::deque<Ticket*>& waiting) {
  const bool disk_low = disk_.low();
  bool sync = false;
  while (!waiting.empty() && served_.size() < kMostIntents && group_.bytes() < kMostBytes) {
    Ticket& ticket = *waiting.front();
    waiting.pop_front();
    ticket.outcome = run(ticket, disk_low);
    sync |= ticket.outcome.has_value() && ticket.durability == Durability::synced;
    served_.push_back(&ticket);
  }
  return sync;
}

Result<void> Committer::run(Ticket& ticket, bool disk_low) {
  if (state_ == State::stopped) return stopped_error();
  if (state_ == State::full) return no_room();
  // Relaxed writes are counters and bounded records: they may go on.
  if (disk_low && ticket.durability == Durability::synced && ticket.purpose == Purpose::grow) return no_room();
  return group_.run(ticket.intent);
}

void Committer::write(bool sync) {
  const auto changes = group_.changes();
  if (changes.empty()) return;
  kill_point("commit.before-write");
  auto written = engine_.write(changes, sync);
  if (written) return;
  const bool is_full = written.error().kind == Failure::unavailable;
  if (is_full) {
    state_ = State::full;
    disk_.ran_full(written.error().detail);
  } else {
    stop(written.error());
  }
  for (Ticket* ticket : served_) {
    if (ticket->outcome) ticket->outcome = is_full ? no_room() : stopped_error();
  }
}

// For good: what the disk holds is not known any more.
void Committer::stop(const Error& why) {
  state_ = State::stopped;
  if (sink_) sink_->write(events::Event::store_failed, {}, {{events::Key::reason, why.detail}});
}

void Committer::wake() {
  std::vector<Waker> wakers;  // as many as there are executors: a few
  for (const Ticket* ticket : served_) {
    auto at = std::ranges::find(wakers, ticket->home, &Waker::home);
    if (at == wakers.end()) at = wakers.insert(at, {ticket->home, {}});
    at->callers.push_back(ticket->caller);
  }
  served_.clear();
  for (auto& [home, callers] : wakers) {
    if (callers.size() == 1) {
      home->resume(callers.front());
    } else {
      home->post([all = std::move(callers)] {
        for (const auto caller : all) caller.resume();
      });
    }
  }
}

}  // namespace postern::kv
