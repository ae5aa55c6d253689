// The running logs: a queue that rooms write to, a thread that puts lines into files, another that looks after old files.
#include "logs/logs.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <list>
#include <mutex>
#include <thread>

#include "events/table.h"
#include "logs/keeper.h"
#include "logs/queue.h"
#include "logs/reading.h"
#include "logs/search.h"
#include "logs/writer.h"

namespace postern::logs {
namespace {

using std::chrono::milliseconds;

constexpr auto kGather = milliseconds(20);  // lines wait this long for company: a wake-up serves many
constexpr auto kRound = std::chrono::minutes(1);
constexpr std::size_t kIdleBuffer = 256 << 10;  // what a batch keeps of its memory when it is quiet again

std::array<Level, events::kLogs> levels_of(const Settings& s) {
  return {s.smtp_in, s.smtp_out, s.delivery, s.imap, s.pop3, s.web, s.ids, s.spam, s.administration, s.store, s.server};
}

// Connections and logins may go to any of the logs of services.
bool is_of_service(events::Event event) {
  return event >= events::Event::connection_opened && event <= events::Event::login_overloaded;
}

struct Follower {
  std::uint64_t id = 0;
  Match match;
  std::function<void(std::string_view)> tell;
};

struct Followers {
  std::uint64_t last = 0;
  std::list<Follower> all;
};

class FollowingOne final : public Following {
 public:
  FollowingOne(std::shared_ptr<Locked<Followers>> followers, std::uint64_t id) : followers_(std::move(followers)), id_(id) {}
  ~FollowingOne() override {
    followers_->with(
        [&](Followers& followers) { std::erase_if(followers.all, [&](const Follower& one) { return one.id == id_; }); });
  }

 private:
  std::shared_ptr<Locked<Followers>> followers_;
  std::uint64_t id_;
};

class Running final : public Logs {
 public:
  Running(std::filesystem::path folder, config::Live<Settings> settings, const TimeSource& time, Secret audit_key,
          AuditAnchor& anchor, std::string anchored_head)
      : folder_(std::move(folder)),
        settings_(std::move(settings)),
        time_(time),
        audit_key_(std::move(audit_key)),
        anchor_(anchor),
        writer_(folder_, audit_key_, anchor_, std::move(anchored_head)) {
    set_levels(*settings_.current());
    watching_ = settings_.observe([this](const Settings& s) { set_levels(s); });
    writer_thread_ = std::thread([this] { write_lines(); });
    keeper_thread_ = std::thread([this] { keep(); });
  }

  ~Running() override {
    watching_ = {};
    stopping_ = true;
    keeper_bell_.ring();
    writer_bell_.ring();
    gather_bell_.ring();
    keeper_thread_.join();
    writer_thread_.join();
    drain();
    writer_.close();
  }

  [[nodiscard]] bool wants(events::Event event) const override {
    const auto& row = events::row(event);
    if (!is_of_service(event)) return row.level <= level(row.log);
    for (const auto log : {Log::smtp_in, Log::imap, Log::pop3, Log::web, Log::server})
      if (row.level <= level(log)) return true;
    return false;
  }

  void write(events::Event event, SessionId session, std::span<const events::Field> fields) override {
    const auto& row = events::row(event);
    const auto log = events::log_of(row, fields);
    if (row.level > level(log)) return;
    thread_local std::string line;
    line.clear();
    Waiting waiting{.length = 0, .log = log, .at = time_.now(), .terms = {}};
    append_line(line, waiting.terms, waiting.at, row, log, session, fields);
    waiting.length = static_cast<std::uint32_t>(line.size());
    push(waiting, line);
  }

  [[nodiscard]] Result<Found> search(const Query& query) const override {
    return logs::search({folder_, writer_.open_segments()}, query);
  }

  [[nodiscard]] std::unique_ptr<Reader> read(Query query) const override {
    return std::make_unique<Reading>(Sources{folder_, writer_.open_segments()}, std::move(query));
  }

  [[nodiscard]] std::unique_ptr<Following> follow(Query query, std::function<void(std::string_view)> tell) override {
    const auto id = followers_->with([&](Followers& followers) {
      followers.all.push_back({++followers.last, Match(query), std::move(tell)});
      return followers.last;
    });
    return std::make_unique<FollowingOne>(followers_, id);
  }

  [[nodiscard]] Result<AuditReport> verify_audit() const override {
    const std::lock_guard no_removal(round_);
    const auto ends = anchor_.load();
    if (!ends) return std::unexpected(ends.error());
    return logs::verify_audit(folder_, audit_key_, *ends);
  }

  void settle() override {
    const auto number = batch_.with([](const Batch& batch) { return batch.lines.empty() ? batch.number : batch.number + 1; });
    written_.wait_for(number);
  }

  void tend() override {
    const std::lock_guard one_at_a_time(round_);
    const auto open = [this] {
      std::vector<Segment> segments;
      for (auto& one : writer_.open_segments()) segments.push_back(one.segment);
      return segments;
    };
    logs::tend(folder_, *settings_.current(), time_.now(), open, anchor_, [this] { return stopping_.load(); });
  }

 private:
  void set_levels(const Settings& settings) {
    const auto levels = levels_of(settings);
    for (std::size_t i = 0; i < levels.size(); ++i) levels_[i].store(levels[i], std::memory_order_relaxed);
    queue_size_.store(static_cast<std::size_t>(settings.queue_size.value), std::memory_order_relaxed);
    segment_size_.store(settings.segment_size.value, std::memory_order_relaxed);
  }

  [[nodiscard]] Level level(Log log) const { return levels_[static_cast<std::size_t>(log)].load(std::memory_order_relaxed); }

  void push(const Waiting& waiting, std::string_view line) {
    const bool first = batch_.with([&](Batch& batch) {
      if (batch.text.size() + line.size() > queue_size_.load(std::memory_order_relaxed)) {
        ++batch.dropped;
        return false;
      }
      batch.text += line;
      batch.lines.push_back(waiting);
      return batch.lines.size() == 1;
    });
    if (first) writer_bell_.ring();
  }

  void write_lines() {
    while (!stopping_) {
      writer_bell_.wait_for(kRound);
      if (!stopping_) gather_bell_.wait_for(kGather);
      drain();
    }
  }

  void drain() {
    const auto number = batch_.with([&](Batch& batch) {
      std::swap(batch.text, taken_.text);
      std::swap(batch.lines, taken_.lines);
      taken_.dropped = std::exchange(batch.dropped, 0);
      return batch.number += taken_.lines.empty() ? 0 : 1;
    });
    put(taken_);
    written_.reach(number);
  }

  void put(Batch& batch) {
    const auto segment_size = segment_size_.load(std::memory_order_relaxed);
    std::string_view rest(batch.text);
    for (const auto& line : batch.lines) {
      writer_.add(line, rest.substr(0, line.length), segment_size);
      rest.remove_prefix(line.length);
    }
    const auto lost = writer_.flush() + batch.dropped;
    if (lost > 0) put_dropped(lost, segment_size);
    tell_followers(batch);
    const bool large = batch.text.capacity() > kIdleBuffer && batch.text.size() < kIdleBuffer / 8;
    if (large) batch = {};
    batch.text.clear();
    batch.lines.clear();
  }

  // What was dropped is itself a line; when that cannot be written either, the next one says it.
  void put_dropped(std::uint64_t count, std::uint64_t segment_size) {
    dropped_ += count;
    std::string line;
    Waiting waiting{.length = 0, .log = Log::server, .at = time_.now(), .terms = {}};
    const std::array<events::Field, 1> fields{events::Field(events::Key::count, dropped_)};
    append_line(line, waiting.terms, waiting.at, events::row(events::Event::log_lines_dropped), Log::server, SessionId(),
                fields);
    writer_.add(waiting, line, segment_size);
    if (writer_.flush() == 0) dropped_ = 0;
  }

  void tell_followers(const Batch& batch) {
    followers_->with([&](Followers& followers) {
      if (followers.all.empty()) return;
      std::string_view rest(batch.text);
      for (const auto& waiting : batch.lines) {
        const auto line = rest.substr(0, waiting.length);
        rest.remove_prefix(waiting.length);
        for (const auto& follower : followers.all)
          if (follower.match.takes(waiting.log) && follower.match.matches(line)) follower.tell(line);
      }
    });
  }

  void keep() {
    while (!stopping_) {
      tend();
      keeper_bell_.wait_for(kRound);
    }
  }

  const std::filesystem::path folder_;
  const config::Live<Settings> settings_;
  const TimeSource& time_;
  const Secret audit_key_;
  AuditAnchor& anchor_;
  std::array<std::atomic<Level>, events::kLogs> levels_{};
  std::atomic<std::size_t> queue_size_ = 0;
  std::atomic<std::uint64_t> segment_size_ = 0;
  std::atomic<bool> stopping_ = false;
  Locked<Batch> batch_;
  std::shared_ptr<Locked<Followers>> followers_ = std::make_shared<Locked<Followers>>();
  Bell writer_bell_;
  Bell gather_bell_;
  Bell keeper_bell_;
  mutable std::mutex round_;  // of the keeper: guards files, not memory
  Progress written_;
  Writer writer_;  // the writer's thread; its open_segments() any
  Batch taken_;    // the writer's thread
  std::uint64_t dropped_ = 0;
  config::Subscription watching_;
  std::thread writer_thread_;
  std::thread keeper_thread_;
};

}  // namespace

Result<std::unique_ptr<Logs>> open(std::filesystem::path folder, config::Live<Settings> settings, const TimeSource& time,
                                   Secret audit_key, AuditAnchor& anchor) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    return fail(Failure::io, "The folder of the logs cannot be made", fmt::format("{}: {}", folder.native(), error.message()));
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  if (error)
    return fail(Failure::io, "The folder of the logs is not ours", fmt::format("{}: {}", folder.native(), error.message()));
  remove_leftovers(folder);
  auto ends = anchor.load();
  if (!ends) return pass_on(ends);
  return std::make_unique<Running>(std::move(folder), std::move(settings), time, std::move(audit_key), anchor,
                                   std::move(ends->head));
}

}  // namespace postern::logs
