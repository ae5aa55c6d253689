// One thread a second wins the right to ask.
#include "kv/disk_watch.h"

#include "events/table.h"

namespace postern::kv {

bool DiskWatch::low() {
  if (watermark_ == 0) return false;
  const auto now = time_.steady();
  auto due = ask_again_.load();
  if (now.time_since_epoch().count() < due) return low_;
  if (!ask_again_.compare_exchange_strong(due, (now + std::chrono::seconds(1)).time_since_epoch().count())) return low_;
  const auto left = engine_.free_bytes();
  const bool low = left < watermark_;
  if (low_.exchange(low) != low && low && sink_) {
    using enum events::Key;
    sink_->write(events::Event::disk_low, {}, {{size, left}, {value, watermark_}});
  }
  return low;
}

}  // namespace postern::kv
