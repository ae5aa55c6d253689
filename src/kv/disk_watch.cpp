// One thread a second wins the right to ask.
#include "kv/disk_watch.h"

#include "events/table.h"

namespace postern::kv {
namespace {

constexpr std::chrono::seconds kTryEvery{1};

}  // namespace

bool DiskWatch::low() {
  if (watermark_ == 0) return false;
  const auto now = time_.steady();
  auto due = ask_again_.load();
  if (now.time_since_epoch().count() < due) return low_;
  if (!ask_again_.compare_exchange_strong(due, (now + kTryEvery).time_since_epoch().count())) return low_;
  const auto left = engine_.free_bytes();
  const bool low = left < watermark_;
  if (low_.exchange(low) == low) return low;
  if (!low) {
    tell_of_room();
    return low;
  }
  using enum events::Key;
  is_told_ = true;
  if (sink_) sink_->write(events::Event::disk_low, {}, {{size, left}, {value, watermark_}});
  return low;
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
  sink_->write(events::Event::disk_has_room, {}, {{events::Key::size, engine_.free_bytes()}});
}

}  // namespace postern::kv
