// All settings of the server, by key: "smtp.max_message_size". Made in app, which lists the rooms; knows none itself.
// Use: auto smtp = registry.add<smtp::Settings>("smtp"); registry.load(stored);
//   auto plan = registry.plan(changes); store plan->overrides durably; registry.apply(std::move(*plan)).
// Promises: a plan is all or nothing and nothing is changed by it; apply() puts all of it in place, room by room, and then
//   tells the observers; two plans made from the same state cannot both be applied. add() and load() come before other
//   threads; all else may be called on any thread.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/locked.h"
#include "base/result.h"
#include "config/config.h"
#include "config/table.h"

namespace postern::config {

// What an administrator has set, by full key; everything else has its shipped value. The text is what print() gives.
using Overrides = std::map<std::string, std::string, std::less<>>;

enum class Origin : std::uint8_t { shipped, system };

// In place of a secret that is set.
inline constexpr std::string_view kHidden = "(hidden)";

struct Setting {
  std::string key;  // "smtp.max_message_size"
  const Entry* entry = nullptr;
  std::string text;     // its value; "(hidden)" for a secret that is set
  std::string shipped;  // the hardened value
  Origin origin = Origin::shipped;
};

// No text: back to the shipped value.
struct Change {
  std::string key;
  std::optional<std::string> text;
};

// What a plan does to one key; secrets are hidden here.
struct Difference {
  std::string key;
  std::string before;
  std::string after;
  Apply apply = Apply::live;
  std::string note = {};     // what the judge of its room had to say
  std::uint64_t change = 0;  // the number of the change that it is in, once that was made
};

// What a judge says of values that would do.
struct Judgement {
  std::string note;  // for who asks for the change, when there is something to say
  std::shared_ptr<const void>
      held;  // kept until the change is in place or given up: a port that was opened to see if it can be
};

struct Plan {
  std::vector<Difference> differences;  // empty when every key has that value already
  Overrides overrides;                  // to be stored: all keys that are set once the plan is applied
  std::uint64_t made_from = 0;
  std::vector<std::pair<std::size_t, std::shared_ptr<const void>>> rooms;
  std::vector<std::shared_ptr<const void>> held;  // by judges, for as long as the plan lives
};

class Registry {
 public:
  Registry();
  ~Registry();

  // Throws std::logic_error when the room is there already or a shipped value is outside its own bounds: our own mistake.
  // `title`: of rooms that share their settings' declaration; else the declaration has it.
  template <class T>
  Live<T> add(std::string_view room, std::string_view title = table<T>().title) {
    return Live<T>(add(room, title, table<T>()));
  }

  // Asks `judge` of each later value of a room before it is stored: what only the running server can tell. It may refuse it, and
  // holds up nobody else while it looks. An empty one ends that.
  template <class T>
  void judge_by(std::string_view room, std::function<Result<Judgement>(const T&)> judge) {
    judge_by(room, table<T>(),
             judge ? [ask = std::move(judge)](const void* value) { return ask(*static_cast<const T*>(value)); } : Judge());
  }

  // Stored overrides at start. What no longer fits (a key that is gone, a value outside its bounds) keeps its shipped value
  // and is named in the answer; it never keeps the server from starting.
  std::vector<Error> load(const Overrides&);

  [[nodiscard]] Result<Setting> find(std::string_view key) const;
  [[nodiscard]] std::vector<Setting> settings() const;  // in the order of rooms and fields
  [[nodiscard]] Result<Plan> plan(std::span<const Change>) const;
  // The way back to what was in use already: no judge is asked, for it holds whatever has become of the world around it since.
  [[nodiscard]] Result<Plan> plan_back(std::span<const Change>) const;
  // What a plan makes of a room; null: nothing else than it is.
  template <class T>
  [[nodiscard]] std::shared_ptr<const T> after(const Plan& plan, std::string_view room) const {
    return std::static_pointer_cast<const T>(after(plan, room, table<T>()));
  }
  Result<void> apply(Plan);  // Failure::conflict when another plan came between
  [[nodiscard]] Overrides overrides() const;

  struct Room {
    std::string name;
    std::string title;  // empty: the name is as good
    const Table* table = nullptr;
    std::shared_ptr<Cell> cell;
    std::shared_ptr<const void> shipped;
  };
  [[nodiscard]] const std::vector<Room>& rooms() const { return rooms_; }

 private:
  using Judge = std::function<Result<Judgement>(const void*)>;
  struct State {
    Overrides overrides;
    std::uint64_t version = 0;
  };
  struct Place {
    std::size_t room = 0;
    const Entry* entry = nullptr;
  };
  std::shared_ptr<Cell> add(std::string_view room, std::string_view title, const Table&);
  [[nodiscard]] std::shared_ptr<const void> after(const Plan&, std::string_view room, const Table&) const;
  [[nodiscard]] Result<Place> locate(std::string_view key) const;
  [[nodiscard]] std::string likely(std::string_view key) const;  // what was meant by a key that is none; empty: no idea
  [[nodiscard]] Setting describe(const Room&, const Entry&, const Overrides&) const;
  [[nodiscard]] Plan plan_from(const State&, std::span<const Change>, std::vector<Error>& problems) const;
  void settle(Plan&, std::vector<Error>& problems) const;
  void judge(Plan&, std::vector<Error>& problems) const;
  [[nodiscard]] Plan plan_unjudged(std::span<const Change>, std::vector<Error>& problems) const;

  void judge_by(std::string_view room, const Table&, Judge);

  std::vector<Room> rooms_;
  Locked<State> state_;
  Locked<std::map<std::size_t, Judge>> judges_;  // by room
};

// schema.json: every room with its fields, bounds, choices, help and shipped values; what forms and clients are made from.
std::string schema_json(const Registry&);
// The fields of one table as they stand there, with the values of `shipped`: an array.
std::string fields_json(const Table&, const void* shipped);
// docs/reference/settings.md.
std::string settings_reference(const Registry&);

}  // namespace postern::config
