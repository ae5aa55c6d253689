// What a run measures: how long each operation took, what failed, and the clock over all.
// Use: Measure m; m.begin(); on_each_lane(n, m, [&](Lane& lane) {...}); m.end(); print(m.report(name, n));
#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "options.h"

namespace mailload {

using Clock = std::chrono::steady_clock;

// One connection after the other, on a thread of its own. Its figures join those of the others at its end.
class Lane {
 public:
  explicit Lane(std::size_t number) : number_(number) {}
  [[nodiscard]] std::size_t number() const { return number_; }

  void done(Clock::time_point since) { times_.push_back(Clock::now() - since); }
  void failed(const std::exception&);
  // After so many failures the server is not there: the lane gives up.
  [[nodiscard]] bool hopeless() const { return errors_ > 50; }

 private:
  friend class Measure;
  std::size_t number_;
  std::vector<Clock::duration> times_;
  std::size_t errors_ = 0;
  std::string first_error_;
};

class Measure {
 public:
  void begin();
  void end();
  [[nodiscard]] Clock::time_point begun() const { return begin_; }
  [[nodiscard]] std::size_t operations() const { return times_.size(); }
  [[nodiscard]] bool failed() const { return errors_ != 0; }

  void join(Lane&&);                               // any thread
  void note(std::string_view name, double value);  // one more figure for the report
  // One line of JSON.
  [[nodiscard]] std::string report(std::string_view workload, std::size_t connections);

 private:
  [[nodiscard]] double quantile_ms(double) const;

  std::mutex lock_;  // for join()
  std::vector<Clock::duration> times_;
  std::size_t errors_ = 0;
  std::string first_error_;
  std::string notes_;
  Clock::time_point begin_, end_;
  double cpu_ = 0;
};

// Runs `work` on `lanes` threads and waits for all. A fault that `work` lets through ends its lane.
void on_each_lane(std::size_t lanes, Measure&, const std::function<void(Lane&)>& work);

}  // namespace mailload
