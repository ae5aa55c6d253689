// Gathering figures and writing them down.
#include "measure.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <iterator>
#include <thread>
#include <utility>

namespace mailload {
namespace {

double cpu_seconds() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double seconds(Clock::duration d) { return std::chrono::duration<double>(d).count(); }

std::string json_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 32) out += c;
  }
  return out;
}

}  // namespace

void Lane::failed(const std::exception& error) {
  if (errors_++ == 0) first_error_ = error.what();
}

void Measure::begin() {
  cpu_ = -cpu_seconds();
  begin_ = Clock::now();
}

void Measure::end() {
  end_ = Clock::now();
  cpu_ += cpu_seconds();
  std::ranges::sort(times_);
}

void Measure::join(Lane&& lane) {
  const std::lock_guard guard(lock_);
  std::ranges::copy(lane.times_, std::back_inserter(times_));
  if (errors_ == 0) first_error_ = std::move(lane.first_error_);
  errors_ += lane.errors_;
}

void Measure::note(std::string_view name, double value) { notes_ += fmt::format(",\"{}\":{:.3f}", name, value); }

// The middle one, or the mean of the two in the middle, for a half.
double Measure::quantile_ms(double q) const {
  if (times_.empty()) return 0;
  const double place = q * static_cast<double>(times_.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const auto above = std::min(below + 1, times_.size() - 1);
  const double share = place - static_cast<double>(below);
  return (seconds(times_[below]) * (1 - share) + seconds(times_[above]) * share) * 1e3;
}

std::string Measure::report(std::string_view workload, std::size_t connections) {
  const auto took = seconds(end_ - begin_);
  if (errors_ != 0) notes_ += fmt::format(",\"first_error\":\"{}\"", json_text(first_error_));
  return fmt::format(
      "{{\"workload\":\"{}\",\"conns\":{},\"ops\":{},\"secs\":{:.4f},\"ops_per_s\":{:.1f},\"p50_ms\":{:.3f},\"p99_ms\":{:.3f},"
      "\"max_ms\":{:.3f},\"errors\":{},\"client_cpu_s\":{:.3f}{}}}",
      workload, connections, times_.size(), took, took > 0 ? static_cast<double>(times_.size()) / took : 0, quantile_ms(.5),
      quantile_ms(.99), quantile_ms(1), errors_, cpu_, notes_);
}

void on_each_lane(std::size_t lanes, Measure& measure, const std::function<void(Lane&)>& work) {
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < lanes; ++i) {
    threads.emplace_back([&measure, &work, i] {
      Lane lane(i);
      try {
        work(lane);
      } catch (const std::exception& error) {
        lane.failed(error);
      }
      measure.join(std::move(lane));
    });
  }
}

}  // namespace mailload
