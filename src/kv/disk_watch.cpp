// One thread a second wins the right to ask.
#include "kv/disk_watch.h"

#include "events/table.h"

namespace postern::kv {
namespace {

constexpr std::chrono::seconds kTryEvery{1};

}  // namespace

bool DiskWatch::low() {
  if (watermark_ == 0) return false;
  look();
  return low_;
}

Disk DiskWatch::disk() {
  look();
  return seen_.with([](const Disk& seen) { return seen; });
}

void DiskWatch::look() {
  const auto now = time_.steady();
  auto due = ask_again_.load();
  if (now.time_since_epoch().count() < due) return;
  if (!ask_again_.compare_exchange_strong(due, (now + kTryEvery).time_since_epoch().count())) return;
  const auto [free, whole] = engine_.space();
  const bool low = free < watermark_;
  const bool was_low = low_.exchange(low);
  seen_.with([&](Disk& seen) {
    const auto since = was_low && seen.low_since ? seen.low_since : time_.now();
    seen = {.free = free, .whole = whole, .least = watermark_, .low_since = low ? since : std::nullopt};
  });
  if (low == was_low) return;
  if (!low) return tell_of_room();
  is_told_ = true;
  using enum events::Key;
  if (sink_) sink_->write(events::Event::disk_low, {}, {{size, free}, {value, watermark_}});
}

void DiskWatch::ran_full(std::string_view why) {
  full_ = true;
  is_told_ = true;
  next_try_ = time_.steady() + kTryEvery;
  if (sink_) sink_->write(events::Event::disk_full, {}, {{events::Key::reason, why}});
}

bool DiskWatch::is_due() {
  const auto now = time_.steady();
  if (now < next_try_) return false;
  next_try_ = now + kTryEvery;
  return true;
}

void DiskWatch::goes_on() {
  full_ = false;
  low();
  tell_of_room();
}

// By whoever is the last to know.
void DiskWatch::tell_of_room() {
  if (full_ || low_ || !is_told_.exchange(false) || !sink_) return;
  sink_->write(events::Event::disk_has_room, {}, {{events::Key::size, engine_.space().free}});
}

}  // namespace postern::kv
