// Security events to the store, in batches.
#include "guard/recorder.h"

#include "base/codec.h"

namespace postern::guard {
namespace {

constexpr kv::Shard kShard{~std::uint64_t{0} - 1000};  // a shard of its own: no account, no queue partition

std::string key_of(Time at, std::uint32_t sequence) {
  return Encoder().big64(static_cast<std::uint64_t>(at.ms)).big32(sequence).take();
}

}  // namespace

void Recorder::run_on(Executor* executor) {
  waiting_.with([&](Waiting& w) {
    w.executor = executor;
    if (!w.rows.empty()) schedule(w);  // what came before
  });
}

void Recorder::schedule(const Waiting& waiting) {
  if (waiting.executor) waiting.executor->post([this] { spawn(write_soon()); });
}

void Recorder::record(events::SecurityEvent event) {
  auto bytes = events::encode(event);
  waiting_.with([&](Waiting& w) {
    if (w.rows.size() >= kMostWaiting) {
      ++dropped_;
      return;
    }
    if (w.rows.empty()) schedule(w);
    w.rows.emplace_back(key_of(event.at, ++w.sequence), std::move(bytes));
  });
}

Task<void> Recorder::write_soon() {
  co_await pause_until{time_.steady() + kInterval};
  auto done = co_await write();
  ignore(done, "the store has said why, and write() has counted what is lost");
}

Task<Result<void>> Recorder::write() {
  auto rows = waiting_.with([](Waiting& w) { return std::exchange(w.rows, {}); });
  if (rows.empty()) co_return Result<void>{};
  kv::Intent intent = [&rows](kv::Transaction& in) -> Result<void> {
    for (const auto& [key, value] : rows) in.put(kv::Family::security, key, value);
    return {};
  };
  auto done = co_await kv_.commit(kShard, std::move(intent), kv::Durability::relaxed);
  if (!done) dropped_ += rows.size();
  co_return done;
}

Task<Result<void>> Recorder::each(Time since, std::function<void(const events::SecurityEvent&)> visit) {
  kv::Visitor decode = [&](std::string_view, std::string_view value) {
    if (const auto event = events::decode_security_event(value)) visit(*event);
    return true;
  };
  co_return co_await kv_.scan(kv::Family::security, key_of(since, 0), std::string(13, '\xFF'), std::move(decode));
}

Task<Result<void>> Recorder::back_to(Time since, std::function<bool(const events::SecurityEvent&)> visit) {
  kv::Visitor decode = [&](std::string_view, std::string_view value) {
    const auto event = events::decode_security_event(value);
    return !event || visit(*event);
  };
  const kv::ScanOptions how{.reverse = true, .once = true};
  co_return co_await kv_.scan(kv::Family::security, key_of(since, 0), std::string(13, '\xFF'), std::move(decode), how);
}

Task<Result<std::vector<events::SecurityEvent>>> Recorder::read(Time since, std::size_t limit) {
  std::vector<events::SecurityEvent> out;
  kv::Visitor collect = [&](std::string_view, std::string_view value) {
    if (auto event = events::decode_security_event(value)) out.push_back(std::move(*event));
    return out.size() < limit;
  };
  auto done = co_await kv_.scan(kv::Family::security, key_of(since, 0), std::string(13, '\xFF'), std::move(collect));
  if (!done) co_return pass_on(done);
  co_return out;
}

}  // namespace postern::guard
