// Reading a download piece by piece.
#include "api/download.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace postern::api {
namespace {

using namespace std::chrono_literals;

constexpr auto kLongest = 1h;
constexpr auto kAgain = 200ms;  // when all threads are taken

class DownloadSource final : public http::Source {
 public:
  using Next = std::function<Result<std::optional<std::string>>()>;

  DownloadSource(Next next, auth::HashPool& threads, NetworkGroup group, const TimeSource& time)
      : next_(std::make_shared<Next>(std::move(next))),
        threads_(threads),
        group_(group),
        time_(time),
        until_(time.steady() + kLongest) {}

  Task<Result<std::optional<std::string>>> next(Deadline) override {
    if (time_.steady() >= until_) co_return fail(Failure::timeout, "The download took too long");
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
  Deadline until_;
};

}  // namespace

http::Response answer_of(admin::Download download, auth::HashPool& threads, NetworkGroup group, const TimeSource& time) {
  return {.content_type = std::move(download.content_type),
          .fields = {{"Content-Disposition", fmt::format("attachment; filename=\"{}\"", download.name)}},
          .source = std::make_unique<DownloadSource>(std::move(download.next), threads, group, time)};
}

}  // namespace postern::api
