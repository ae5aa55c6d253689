// The one thread that changes the store: takes all intents that wait, runs them in turn, writes once, syncs once.
// Use: auto ticket = Ticket{...}; co_await committer.served(ticket); the answer is in ticket.outcome.
// Promises: never waits for more to arrive; a group has at most 512 intents or about 8 MB; a group that holds a synced intent
//   is synced; observers hear of a group before its callers go on; each executor is woken once a group. After a write that found
//   no room nothing is acknowledged until the engine has recovered, which is tried once a second; after any other that failed, never.
#pragma once
#include <atomic>
#include <coroutine>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <span>
#include <thread>
#include <vector>

#include "base/executor.h"
#include "base/inbox.h"
#include "events/events.h"
#include "kv/disk_watch.h"
#include "kv/engine.h"
#include "kv/group.h"
#include "kv/kv.h"

namespace postern::kv {

// One caller who waits. It lives in the caller's coroutine frame until the caller goes on.
struct Ticket {
  Shard shard;
  Intent intent;
  Durability durability = Durability::synced;
  Purpose purpose = Purpose::grow;
  Result<void> outcome;
  Executor* home = nullptr;
  std::coroutine_handle<> caller;
};

class Committer {
 public:
  using Observer = std::function<void(std::span<const std::shared_ptr<const Notice>>)>;

  Committer(Engine&, DiskWatch&, events::Sink*, bool one_shard);
  // Serves those that wait, then ends the thread.
  ~Committer();

  struct Served {
    Committer& committer;
    Ticket& ticket;
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<>);
    void await_resume() const noexcept {}
  };
  Served served(Ticket& ticket) { return {*this, ticket}; }

  void observe(Observer observer) { observers_.push_back(std::move(observer)); }
  [[nodiscard]] bool accepts() const { return state_ == State::open; }

 private:
  enum class State : std::uint8_t { open, full, stopped };
  struct Waker {
    Executor* home;
    std::vector<std::coroutine_handle<>> callers;
  };

  void loop();
  bool take(std::deque<Ticket*>& waiting);
  void serve(std::deque<Ticket*>& waiting);
  void go_on();
  bool run_intents(std::deque<Ticket*>& waiting);
  Result<void> run(Ticket&, bool disk_low);
  void write(bool sync);
  void stop(const Error&);
  void wake();

  Engine& engine_;
  DiskWatch& disk_;
  events::Sink* const sink_;
  std::vector<Observer> observers_;
  Inbox<Ticket*> inbox_;
  std::atomic<State> state_{State::open};

  // Of the committer thread:
  Group group_;
  std::vector<Ticket*> served_;

  std::thread thread_;  // last: it uses all of the above
};

}  // namespace postern::kv
