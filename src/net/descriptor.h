// A non-blocking socket on its reactor: waits until it can be read or written, with a deadline, a wake and a close.
// Use: auto ready = co_await descriptor.readable(until);  then recv() until EAGAIN.
// Promises: own reactor only; at most one wait a direction; destroying a waiting coroutine, or the descriptor, at any
//   moment is safe: nothing of either is touched afterwards.
#pragma once
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "base/executor.h"
#include "net/reactor.h"

namespace postern::net {

// Owns a file descriptor.
class Fd {
 public:
  Fd() = default;
  explicit Fd(int number) : number_(number) {}
  Fd(Fd&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Fd();
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] int release() { return std::exchange(number_, -1); }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_ = -1;
};

enum class Ready : std::uint8_t { ready, woken, timeout, closed };

class Descriptor {
 public:
  enum class Direction : std::uint8_t { reading, writing };
  using enum Direction;

  Descriptor(Reactor&, Fd);  // one that the kernel will not watch is closed at once
  ~Descriptor();
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  class Wait : Timer {
   public:
    Wait(Descriptor& descriptor, Direction direction, Deadline until)
        : descriptor_(&descriptor), reactor_(descriptor.reactor_), until_(until), direction_(direction) {}
    ~Wait();
    [[nodiscard]] bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<>);
    [[nodiscard]] Ready await_resume() const noexcept { return outcome_; }

   private:
    friend class Descriptor;
    void settle(Ready);       // no longer waiting; the caller resumes
    Descriptor* descriptor_;  // there only until it has been settled
    Reactor& reactor_;
    Deadline until_;
    std::coroutine_handle<> who_;
    Direction direction_;
    bool waits_ = false;
    Ready outcome_ = Ready::closed;
  };

  [[nodiscard]] Wait readable(Deadline until) { return {*this, reading, until}; }
  [[nodiscard]] Wait writable(Deadline until) { return {*this, writing, until}; }

  void wake();                                  // a pending readable() ends as woken; nothing happens when there is none
  void close();                                 // pending waits end as closed, and so does every later one
  Fd release();                                 // closed for us, but open for the next owner; not while something waits
  [[nodiscard]] int fd() const { return fd_; }  // -1 once closed
  [[nodiscard]] bool is_waiting(Direction direction) const { return waits_[index(direction)] != nullptr; }
  [[nodiscard]] bool is_closed() const { return fd_ < 0; }
  [[nodiscard]] Reactor& reactor() { return reactor_; }

 private:
  friend struct OnReady;
  struct Watch;  // Asio's side
  static constexpr std::size_t index(Direction direction) { return static_cast<std::size_t>(direction); }
  void answer(Direction);
  void end(Direction, Ready);
  void arm(Direction);

  Reactor& reactor_;
  std::shared_ptr<Watch> watch_;  // shared with the kernel's pending answers, which may come after our end
  Wait* waits_[2] = {};
  int fd_ = -1;
};

// Lets the others of this reactor have their turn.
class Yield : Timer {
 public:
  explicit Yield(Reactor& reactor) : reactor_(reactor) {}
  ~Yield() { reactor_.unset(*this); }
  [[nodiscard]] bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> who) {
    who_ = who;
    fire = [](Timer& timer) { static_cast<Yield&>(timer).who_.resume(); };
    reactor_.set_soon(*this);
  }
  void await_resume() const noexcept {}

 private:
  Reactor& reactor_;
  std::coroutine_handle<> who_;
};

}  // namespace postern::net
