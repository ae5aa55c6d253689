// A sink of events that exists before the logs do: what comes earlier than set() is dropped, and counted when it is an error.
#pragma once
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "base/time.h"
#include "events/events.h"
#include "events/tally.h"

namespace postern::app {

// Ports are bound, and rooms are made, before the first thread may start; the logs have a thread.
class LateSink final : public events::Sink {
 public:
  using Sink::write;
  void write(events::Event event, SessionId session, std::span<const events::Field> fields) override {
    errors_.note(event, system_time().now());
    if (auto* to = to_.load(std::memory_order_acquire)) to->write(event, session, fields);
    for (const auto& one : also_)
      if (auto* hears = one.load(std::memory_order_acquire)) hears->write(event, session, fields);
  }
  [[nodiscard]] bool wants(events::Event event) const override {
    const auto* to = to_.load(std::memory_order_acquire);
    return to && to->wants(event);
  }
  void set(events::Sink* to) { to_.store(to, std::memory_order_release); }
  // Who else hears all of them, a place each; it outlives every thread that writes some. Null: nobody.
  enum class Place : std::uint8_t { notices, counts, news };
  void also(Place place, events::Sink* hears) {
    also_[static_cast<std::size_t>(place)].store(hears, std::memory_order_release);
  }
  // Of all that came, before set() too.
  [[nodiscard]] const events::Tally& errors() const { return errors_; }

 private:
  std::atomic<events::Sink*> to_ = nullptr;
  std::array<std::atomic<events::Sink*>, 3> also_{};
  events::Tally errors_;
};

}  // namespace postern::app
