// Settings: declared once, in the room that uses them, and read as immutable snapshots that change while the server runs.
// Use: the room's header has `struct Settings { config::Octets max_message_size{50_MiB}; };`, the initialiser being the
// hardened
//   value; the room's settings.cpp has its Schema (config/schema.h); code takes a Live<Settings> and asks current() at the
//   moment its settings take effect: once a session, or each time.
// Promises: a snapshot never changes; current() is cheap and may be called on any thread; a change is one step for all its
// keys.
#pragma once
#include <compare>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "base/locked.h"
#include "base/units.h"

namespace postern::config {

// A number of octets; written and read as "50 MiB".
struct Octets {
  std::uint64_t value = 0;

  constexpr Octets() = default;
  constexpr explicit Octets(std::uint64_t n) : value(n) {}
  friend constexpr auto operator<=>(Octets, Octets) = default;
};

struct Table;

// The fields of T, type-erased. Defined in config/schema.h; each room instantiates it once for each of its structs.
template <class T>
const Table& table();

// The place of one value that is replaced as a whole; the untyped half of Live<T>.
class Cell : public std::enable_shared_from_this<Cell> {
 public:
  using Observer = std::function<void(const void*)>;

  explicit Cell(std::shared_ptr<const void> value) : value_(std::move(value)) {}
  [[nodiscard]] std::shared_ptr<const void> current() const;
  void set(std::shared_ptr<const void>);
  std::uint64_t observe(Observer);
  void forget(std::uint64_t observer);

 private:
  struct Observers {
    std::uint64_t last = 0;
    std::vector<std::pair<std::uint64_t, Observer>> list;
  };
  Locked<std::shared_ptr<const void>> value_;
  Locked<Observers> observers_;
};

// Ends an observation when it goes. After its destructor the observer is not called again. Must not go inside its own call.
class Subscription {
 public:
  Subscription() = default;
  Subscription(std::weak_ptr<Cell> cell, std::uint64_t id) : cell_(std::move(cell)), id_(id) {}
  Subscription(Subscription&& other) noexcept : cell_(std::move(other.cell_)), id_(std::exchange(other.id_, 0)) {}
  Subscription& operator=(Subscription&& other) noexcept;
  ~Subscription() { end(); }

 private:
  void end() noexcept;
  std::weak_ptr<Cell> cell_;
  std::uint64_t id_ = 0;
};

// A handle on the settings of one room; copies share them. Made by Registry::add, or by hand in tests.
template <class T>
class Live {
 public:
  Live() : Live(T{}) {}
  explicit Live(T value) : cell_(std::make_shared<Cell>(std::make_shared<const T>(std::move(value)))) {}
  explicit Live(std::shared_ptr<Cell> cell) : cell_(std::move(cell)) {}

  [[nodiscard]] std::shared_ptr<const T> current() const { return std::static_pointer_cast<const T>(cell_->current()); }
  // Calls `observer` with each later value, in order, on the thread that changes it. It must be short and change no setting.
  [[nodiscard]] Subscription observe(std::function<void(const T&)> observer) const {
    return {cell_, cell_->observe([tell = std::move(observer)](const void* value) { tell(*static_cast<const T*>(value)); })};
  }
  // For tests and for values that no Registry holds.
  void set(T value) const { cell_->set(std::make_shared<const T>(std::move(value))); }

 private:
  std::shared_ptr<Cell> cell_;
};

}  // namespace postern::config
