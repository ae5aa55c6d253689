// An event sink that keeps what it is told, for tests that ask what was reported.
#pragma once
#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "base/locked.h"
#include "events/events.h"
#include "events/table.h"

namespace postern {

class EventList final : public events::Sink {
 public:
  struct Kept {
    events::Event event;
    SessionId session;
    std::vector<std::pair<events::Key, std::string>> fields;
  };

  using events::Sink::write;
  void write(events::Event event, SessionId session, std::span<const events::Field> fields) override {
    Kept kept{event, session, {}};
    for (const auto& field : fields) {
      const auto* number = std::get_if<std::int64_t>(&field.value);
      kept.fields.emplace_back(field.key,
                               number ? std::to_string(*number) : std::string(std::get<std::string_view>(field.value)));
    }
    kept_.with([&](std::vector<Kept>& all) { all.push_back(std::move(kept)); });
  }
  [[nodiscard]] bool wants(events::Event) const override { return true; }

  [[nodiscard]] std::vector<Kept> all() const {
    return kept_.with([](const std::vector<Kept>& all) { return all; });
  }
  [[nodiscard]] std::size_t count(events::Event event) const {
    const auto kept = all();
    return static_cast<std::size_t>(std::ranges::count(kept, event, &Kept::event));
  }
  // The value of a field in the last event of that kind; empty when there is none.
  [[nodiscard]] std::string last(events::Event event, events::Key key) const {
    std::string found;
    for (const auto& kept : all())
      if (kept.event == event)
        for (const auto& [k, value] : kept.fields)
          if (k == key) found = value;
    return found;
  }

 private:
  Locked<std::vector<Kept>> kept_;
};

}  // namespace postern
