// Something that is done every so often, on a thread of its own, which may wait.
// Use: Ticker ticker(std::chrono::seconds(1), [&] { look(); });  ...  ticker.stop() while all that it looks at is still there.
// Promises: the first time is one step from now; stop() waits for a turn under way.
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace postern::app {

class Ticker {
 public:
  Ticker(std::chrono::milliseconds every, std::function<void()> turn);
  ~Ticker() { stop(); }
  void stop();

 private:
  void run();

  std::chrono::milliseconds every_;
  std::function<void()> turn_;
  std::mutex lock_;  // with a condition variable, hence not a Locked
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace postern::app
