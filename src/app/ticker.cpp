// The thread of a ticker.
#include "app/ticker.h"

#include <utility>

namespace postern::app {

Ticker::Ticker(std::chrono::milliseconds every, std::function<void()> turn)
    : every_(every), turn_(std::move(turn)), thread_([this] { run(); }) {}

void Ticker::stop() {
  {
    const std::lock_guard guard(lock_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Ticker::run() {
  std::unique_lock guard(lock_);
  while (!wake_.wait_for(guard, every_, [this] { return stopping_; })) {
    guard.unlock();
    turn_();
    guard.lock();
  }
}

}  // namespace postern::app
