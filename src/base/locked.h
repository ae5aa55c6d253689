// A value that can only be reached while its lock is held.
// Use: Locked<Map> map; map.with([&](Map& m) { ... }). Never await, post or write to a peer inside.
#pragma once
#include <mutex>
#include <utility>

namespace postern {

template <class T>
class Locked {
 public:
  Locked() = default;
  explicit Locked(T value) : value_(std::move(value)) {}

  template <class F>
  decltype(auto) with(F&& use) {
    const std::lock_guard guard(lock_);
    return std::forward<F>(use)(value_);
  }
  template <class F>
  decltype(auto) with(F&& use) const {
    const std::lock_guard guard(lock_);
    return std::forward<F>(use)(value_);
  }

 private:
  mutable std::mutex lock_;
  T value_{};
};

}  // namespace postern
