// The threads that carry connections: one reactor a core, each an executor with its own timers and lent buffers.
// Use: Reactors reactors(0);  bind listeners;  reactors.start();  ...  reactors.stop();
// Promises: a job or coroutine given to a reactor runs on its one thread; making the reactors starts no thread.
#pragma once
#include <array>
#include <cstddef>
#include <memory>
#include <thread>
#include <vector>

#include "base/executor.h"
#include "net/timers.h"

namespace postern::net {

// Lent to a connection for as long as it has bytes to show.
using Buffer = std::array<char, 16 * 1024>;

class Reactor final : public Executor {
 public:
  struct Loop;  // Asio's side, in reactor.cpp

  explicit Reactor();
  ~Reactor();
  Reactor(const Reactor&) = delete;
  Reactor& operator=(const Reactor&) = delete;

  void post(Job) override;
  void resume(std::coroutine_handle<>) override;
  void resume_at(Deadline, std::coroutine_handle<>) override;

  // Own thread only, as all below. A deadline that is never (Deadline::max()) takes no room.
  void set(Timer&, Deadline);
  void set_soon(Timer&);  // fires in the loop's next turn
  void unset(Timer&);

  std::unique_ptr<Buffer> lend();
  void give_back(std::unique_ptr<Buffer>);

  [[nodiscard]] Loop& loop() { return *loop_; }

 private:
  friend class Reactors;
  void run();         // on the thread that becomes the reactor's, until stop()
  void stop();        // any thread
  void call_drain();  // any thread
  void drain();
  void fire_due();

  std::unique_ptr<Loop> loop_;
  Timers timers_;
  std::vector<std::unique_ptr<Buffer>> buffers_;
};

class Reactors {
 public:
  explicit Reactors(std::size_t count = 0);  // 0: one a core
  ~Reactors();                               // stops

  void start();
  // Ends the loops and joins the threads. Listeners are stopped and joined before, so that no session is left.
  void stop();

  [[nodiscard]] std::size_t size() const { return reactors_.size(); }
  [[nodiscard]] Reactor& operator[](std::size_t i) { return *reactors_[i]; }
  [[nodiscard]] Executor& executor(std::size_t i) { return *reactors_[i]; }

 private:
  std::vector<std::unique_ptr<Reactor>> reactors_;
  std::vector<std::jthread> threads_;
};

}  // namespace postern::net
