// A thread that follows, and the reactor that takes what it has found.
#include "api/live.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>

#include "api/doorkeeper.h"
#include "base/locked.h"

namespace postern::api {
namespace {

using namespace std::chrono_literals;
namespace json = boost::json;

constexpr std::size_t kMost = 192;                 // a console has one
constexpr std::size_t kMostOfOne = 40;             // in some browsers; one that has gone is known in two seconds
constexpr std::size_t kMostWaiting = 1024 * 1024;  // octets that a client has not taken
constexpr auto kLook = 200ms;                      // no coroutine is woken across threads: the reactor looks

std::string event_of(const json::value& v, std::string_view key) {
  const auto* object = key.empty() ? nullptr : v.if_object();
  const auto* id = object ? object->if_contains(key) : nullptr;
  return (id ? fmt::format("id: {}\n", json::serialize(*id)) : std::string()) + "data: " + json::serialize(v) + "\n\n";
}

}  // namespace

// Shared by the thread and the source, either of which may be gone first.
struct Live::Feed {
  struct Lines {
    std::string text;
    bool ended = false;
  };
  Locked<Lines> lines;
  std::atomic<bool> unwanted = false;

  // False when it is not wanted any more, or nobody takes it.
  bool add(std::string event) {
    return lines.with([&](Lines& l) {
      if (l.text.size() + event.size() > kMostWaiting) return false;
      l.text += event;
      return true;
    }) && !unwanted;
  }
};

class Live::FeedSource final : public http::Source {
 public:
  FeedSource(std::shared_ptr<Feed> feed, const TimeSource& time, std::function<bool()> still)
      : feed_(std::move(feed)), time_(time), still_(std::move(still)), ask_at_(time.steady() + kAskAgain) {}
  ~FeedSource() override { feed_->unwanted = true; }
  FeedSource(const FeedSource&) = delete;
  FeedSource& operator=(const FeedSource&) = delete;

  [[nodiscard]] std::string_view heartbeat() const override { return ":\n\n"; }

  Task<Result<std::optional<std::string>>> next(Deadline until) override {
    while (is_let_in()) {
      auto [text, ended] = feed_->lines.with([](Feed::Lines& l) { return std::pair(std::exchange(l.text, {}), l.ended); });
      if (!text.empty()) co_return std::optional(std::move(text));
      if (ended) co_return std::optional<std::string>();
      const auto now = time_.steady();
      if (now >= until) co_return std::optional(std::string());
      co_await pause_until{std::min<Deadline>(until, now + kLook)};
    }
    co_return std::optional<std::string>();
  }

 private:
  bool is_let_in() {
    const auto now = time_.steady();
    if (now < ask_at_) return true;
    ask_at_ = now + kAskAgain;
    return still_();
  }

  std::shared_ptr<Feed> feed_;
  const TimeSource& time_;
  std::function<bool()> still_;
  Deadline ask_at_;
};

void Live::run(Feed& feed, const Route& route, const json::object& arguments, const admin::Caller& caller) {
  const admin::Progress progress = [&](const json::value& v) {
    if (stopping_ || feed.unwanted) return false;
    return v.is_null() || feed.add(event_of(v, route.key));
  };
  const auto done = admin::run_operation(world_, route.operation, arguments, caller, progress);
  if (!done)
    feed.add("event: problem\ndata: " +
             json::serialize(json::object{{"kind", name(done.error().kind)}, {"detail", done.error().text}}) + "\n\n");
  else if (done->is_array())
    for (const auto& v : done->get_array()) feed.add(event_of(v, route.key));
  feed.lines.with([](Feed::Lines& l) { l.ended = true; });
}

Result<std::unique_ptr<http::Source>> Live::follow(const Route& route, json::object arguments, admin::Caller caller,
                                                   std::function<bool()> still) {
  auto feed = std::make_shared<Feed>();
  const std::lock_guard guard(lock_);
  if (stopping_) return fail(Failure::unavailable, "The server is stopping");
  std::size_t all = 0;
  for (const auto& [who, count] : running_) all += count;
  const auto his = running_.find(caller.name);
  if (all >= kMost || (his != running_.end() && his->second >= kMostOfOne))
    return fail(Failure::unavailable, "Too many streams are open: close one, or try again later");
  try {
    std::thread([this, feed, &route, arguments = std::move(arguments), caller] {
      run(*feed, route, arguments, caller);
      const std::lock_guard ending(lock_);
      if (const auto at = running_.find(caller.name); --at->second == 0) running_.erase(at);
      ended_.notify_all();
    }).detach();
  } catch (const std::system_error&) {
    return fail(Failure::unavailable, "The system has no thread to spare: try again");
  }
  ++running_[caller.name];
  return std::make_unique<FeedSource>(std::move(feed), time_, std::move(still));
}

void Live::stop() {
  stopping_ = true;
  std::unique_lock guard(lock_);
  ended_.wait(guard, [&] { return running_.empty(); });
}

}  // namespace postern::api
