// Snapshots of settings and those who want to hear of the next one.
#include "config/config.h"

#include <algorithm>

namespace postern::config {

std::shared_ptr<const void> Cell::current() const {
  return value_.with([](const auto& value) { return value; });
}

// The observers' lock is held over both steps, so that all of them hear of all values in the same order.
void Cell::set(std::shared_ptr<const void> value) {
  observers_.with([&](Observers& observers) {
    value_.with([&](auto& held) { held = value; });
    for (const auto& [id, tell] : observers.list) tell(value.get());
  });
}

std::uint64_t Cell::observe(Observer observer) {
  return observers_.with([&](Observers& observers) {
    observers.list.emplace_back(++observers.last, std::move(observer));
    return observers.last;
  });
}

void Cell::forget(std::uint64_t observer) {
  observers_.with(
      [&](Observers& observers) { std::erase_if(observers.list, [&](const auto& one) { return one.first == observer; }); });
}

Subscription& Subscription::operator=(Subscription&& other) noexcept {
  if (this != &other) {
    end();
    cell_ = std::move(other.cell_);
    id_ = std::exchange(other.id_, 0);
  }
  return *this;
}

void Subscription::end() noexcept {
  if (id_ == 0) return;
  if (const auto cell = cell_.lock()) cell->forget(id_);
  id_ = 0;
}

}  // namespace postern::config
