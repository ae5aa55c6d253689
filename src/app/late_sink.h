// A sink of events that exists before the logs do: what comes earlier than set() is dropped.
#pragma once
#include <atomic>

#include "events/events.h"

namespace postern::app {

// Ports are bound, and rooms are made, before the first thread may start; the logs have a thread.
class LateSink final : public events::Sink {
 public:
  using Sink::write;
  void write(events::Event event, SessionId session, std::span<const events::Field> fields) override {
    if (auto* to = to_.load(std::memory_order_acquire)) to->write(event, session, fields);
  }
  [[nodiscard]] bool wants(events::Event event) const override {
    const auto* to = to_.load(std::memory_order_acquire);
    return to && to->wants(event);
  }
  void set(events::Sink* to) { to_.store(to, std::memory_order_release); }

 private:
  std::atomic<events::Sink*> to_ = nullptr;
};

}  // namespace postern::app
