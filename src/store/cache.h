// Open mailboxes of all accounts, kept up to date from the notices of durable commits, within one budget of bytes.
// Promises: a mailbox is loaded by one caller at a time, others wait for it; a view only ever gives way to a later one.
#pragma once
#include <coroutine>
#include <cstdint>
#include <list>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/executor.h"
#include "base/locked.h"
#include "kv/kv.h"
#include "store/notice.h"
#include "store/view.h"

namespace postern::store {

class ViewCache {
 public:
  struct Key {
    AccountId account;
    MailboxId mailbox;
    friend bool operator==(const Key&, const Key&) = default;
  };

  explicit ViewCache(std::uint64_t budget) : budget_(budget) {}

  // The cached view, most recently used from here on; null when there is none.
  View find(Key);

  // What a caller has to do who found nothing. As loader it loads and gives loaded() or lets the turn go.
  class Turn {
   public:
    Turn(Turn&& other) noexcept : cache_(std::exchange(other.cache_, nullptr)), key_(other.key_) {}
    ~Turn();  // not loaded: the next one who waits becomes the loader
    // Brings the view up to date with what was committed while it loaded, and shares it.
    View loaded(View);

   private:
    friend class ViewCache;
    Turn(ViewCache* cache, Key key) : cache_(cache), key_(key) {}
    ViewCache* cache_;
    Key key_;
  };
  // co_await cache.turn(key): gives a Turn to the one who shall load, nothing once another has finished (find again).
  struct Waiting {
    ViewCache& cache;
    Key key;
    bool loader = false;
    [[nodiscard]] bool await_ready() { return false; }
    bool await_suspend(std::coroutine_handle<>);
    std::optional<Turn> await_resume();
  };
  Waiting turn(Key key) { return {*this, key}; }

  // On the committer thread, after a group is durable.
  void update(std::span<const std::shared_ptr<const MailNotice>>);

  [[nodiscard]] std::uint64_t bytes() const;

 private:
  struct Waiter {
    Executor* home;
    std::coroutine_handle<> who;
  };
  struct Entry {
    View view;
    bool loading = false;
    std::uint64_t bytes = 0;
    std::vector<std::shared_ptr<const MailNotice>> missed;  // while loading
    std::vector<Waiter> waiters;
    std::list<Key>::iterator used;
  };
  struct Hash {
    std::size_t operator()(const Key& k) const noexcept {
      return std::hash<std::uint64_t>{}((k.account.value * 0x9E3779B97F4A7C15u) ^ k.mailbox.value);
    }
  };
  struct State {
    std::unordered_map<Key, Entry, Hash> entries;
    std::list<Key> used;  // most recent first
    std::uint64_t bytes = 0;
  };

  void give_up(Key);
  void set(State&, Entry&, Key, View);
  void erase(State&, Key);
  void evict(State&);

  std::uint64_t budget_;
  Locked<State> state_;
};

// The view after the notices of its mailbox, in order; the same view when they hold nothing later; null when the mailbox is
// gone or a chunk cannot be read.
View brought_forward(View, std::span<const MailNotice::Box* const>);

}  // namespace postern::store
