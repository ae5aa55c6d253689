// Reading a download piece by piece.
#include "api/download.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "api/doorkeeper.h"

namespace postern::api {
namespace {

using namespace std::chrono_literals;

constexpr auto kLongest = 1h;
constexpr auto kAgain = 200ms;  // when all threads are taken

class DownloadSource final : public http::Source {
 public:
  using Next = std::function<Result<std::optional<std::string>>()>;

  DownloadSource(Next next, auth::HashPool& threads, NetworkGroup group, const TimeSource& time, std::function<bool()> still)
      : next_(std::make_shared<Next>(std::move(next))),
        threads_(threads),
        group_(group),
        time_(time),
        still_(std::move(still)),
        until_(time.steady() + kLongest),
        ask_at_(time.steady() + kAskAgain) {}

  Task<Result<std::optional<std::string>>> next(Deadline) override {
    if (time_.steady() >= until_) co_return fail(Failure::timeout, "The download took too long");
    if (time_.steady() >= ask_at_) {
      if (!still_()) co_return fail(Failure::denied, "Log in first");
      ask_at_ = time_.steady() + kAskAgain;
    }
    const auto piece = std::make_shared<Result<std::optional<std::string>>>();
    auto job = [next = next_, piece] { *piece = (*next)(); };  // owns what it touches: the client may be gone by then
    auto ran = co_await threads_.run(group_, std::move(job));
    if (ran) co_return std::move(*piece);
    if (!ran.error().temporary()) co_return pass_on(ran);
    co_await pause_until{time_.steady() + kAgain};
    co_return std::optional(std::string());
  }

 private:
  std::shared_ptr<Next> next_;
  auth::HashPool& threads_;
  NetworkGroup group_;
  const TimeSource& time_;
  std::function<bool()> still_;
  Deadline until_, ask_at_;
};

}  // namespace

http::Response answer_of(admin::Download download, auth::HashPool& threads, NetworkGroup group, const TimeSource& time,
                         std::function<bool()> still) {
  return {.content_type = std::move(download.content_type),
          .fields = {{"Content-Disposition", fmt::format("attachment; filename=\"{}\"", download.name)}},
          .source = std::make_unique<DownloadSource>(std::move(download.next), threads, group, time, std::move(still))};
}

}  // namespace postern::api
