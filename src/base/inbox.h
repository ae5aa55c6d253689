// A queue between threads: anyone puts, one or several threads wait and take.
// Promises: items come out in the order they went in; a waiter sleeps without spinning; put() wakes only when one sleeps.
#pragma once
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

#include "base/executor.h"

namespace postern {

template <class T>
class Inbox {
 public:
  // False once closed: the item was not taken. The notice is given under the lock, so that the taker of the last
  // item may destroy the inbox at once.
  bool put(T item) {
    const std::lock_guard guard(lock_);
    if (closed_) return false;
    items_.push_back(std::move(item));
    if (waiting_ > 0) ready_.notify_one();
    return true;
  }

  // Waits for an item. Nothing once closed and empty.
  std::optional<T> take() {
    std::unique_lock guard(lock_);
    wait(guard);
    return pop();
  }

  // As take(), but gives nothing when `until` passes first.
  std::optional<T> take_until(Deadline until) {
    std::unique_lock guard(lock_);
    ++waiting_;
    ready_.wait_until(guard, until, [this] { return closed_ || !items_.empty(); });
    --waiting_;
    return pop();
  }

  std::optional<T> take_now() {
    const std::lock_guard guard(lock_);
    return pop();
  }

  // Moves all that is there behind `into`; waits for the first item only when `into` is empty.
  void take_all(std::deque<T>& into) {
    std::unique_lock guard(lock_);
    if (into.empty()) {
      wait(guard);
      into.swap(items_);
      return;
    }
    for (auto& item : items_) into.push_back(std::move(item));
    items_.clear();
  }

  // As take_all(), but comes back at `until` with what there is, if anything. False once closed and empty.
  bool take_all_until(std::deque<T>& into, Deadline until) {
    std::unique_lock guard(lock_);
    if (into.empty()) {
      ++waiting_;
      ready_.wait_until(guard, until, [this] { return closed_ || !items_.empty(); });
      --waiting_;
    }
    for (auto& item : items_) into.push_back(std::move(item));
    items_.clear();
    return !closed_ || !into.empty();
  }

  // No more items are accepted; those that wait are still given out.
  void close() {
    const std::lock_guard guard(lock_);
    closed_ = true;
    ready_.notify_all();
  }

 private:
  void wait(std::unique_lock<std::mutex>& guard) {
    ++waiting_;
    ready_.wait(guard, [this] { return closed_ || !items_.empty(); });
    --waiting_;
  }
  std::optional<T> pop() {
    if (items_.empty()) return std::nullopt;
    std::optional<T> first(std::move(items_.front()));
    items_.pop_front();
    return first;
  }

  std::mutex lock_;
  std::condition_variable ready_;
  std::deque<T> items_;
  int waiting_ = 0;
  bool closed_ = false;
};

}  // namespace postern
