// One thread a second wins the right to ask.
#include "kv/disk_watch.h"

#include "events/table.h"

namespace postern::kv {

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
  if (!ask_again_.compare_exchange_strong(due, (now + std::chrono::seconds(1)).time_since_epoch().count())) return;
  const auto [free, whole] = engine_.space();
  const bool low = free < watermark_;
  const bool was_low = low_.exchange(low);
  seen_.with([&](Disk& seen) {
    const auto since = was_low && seen.low_since ? seen.low_since : time_.now();
    seen = {.free = free, .whole = whole, .least = watermark_, .low_since = low ? since : std::nullopt};
  });
  if (low && !was_low && sink_) {
    using enum events::Key;
    sink_->write(events::Event::disk_low, {}, {{size, free}, {value, watermark_}});
  }
}

}  // namespace postern::kv
