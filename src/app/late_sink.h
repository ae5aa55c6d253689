// A sink of events that exists before the logs do: what comes earlier than set() is dropped, and counted when it is an error.
#pragma once
#include <atomic>

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
    if (auto* also = also_.load(std::memory_order_acquire)) also->write(event, session, fields);
  }
  [[nodiscard]] bool wants(events::Event event) const override {
    const auto* to = to_.load(std::memory_order_acquire);
    return to && to->wants(event);
  }
  void set(events::Sink* to) { to_.store(to, std::memory_order_release); }
  // Who else hears all of them; it outlives every thread that writes some.
  void also(events::Sink* hears) { also_.store(hears, std::memory_order_release); }
  // Of all that came, before set() too.
  [[nodiscard]] const events::Tally& errors() const { return errors_; }

 private:
  std::atomic<events::Sink*> to_ = nullptr;
  std::atomic<events::Sink*> also_ = nullptr;
  events::Tally errors_;
};

}  // namespace postern::app
