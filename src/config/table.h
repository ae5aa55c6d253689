// A room's settings without their C++ types: what each field is called, means and may be, and how its value is read and
// written. Everything that shows, checks, stores or documents settings is written once over this table.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace postern::config {

struct Table;

enum class Apply : std::uint8_t { live, new_sessions, restart };           // when a change takes effect
enum class Scope : std::uint8_t { system, domain_default, domain, user };  // who may change it
enum class Kind : std::uint8_t { boolean, integer, octets, duration, choice, text, list, records };

// Which way a value is weaker than the shipped one, and how much that matters. What is not declared here is a matter of taste.
enum class Weaker : std::uint8_t { never, lower, higher };
enum class Severity : std::uint8_t { low, medium, high, critical };
struct Hardened {
  Weaker weaker = Weaker::never;
  Severity severity = Severity::medium;
  bool zero_lifts = false;  // 0 is no limit: weaker than any
};

std::string_view name(Apply);
std::string_view name(Scope);
std::string_view name(Kind);
std::string_view name(Severity);

// What a field is to people. `reason` says why the shipped value is the hardened one.
struct Meta {
  std::string_view key = {};
  std::string_view label = {};
  std::string_view help = {};
  std::string_view reason = {};
  std::string_view unit = {};  // of plain numbers: "messages"; sizes and durations carry their own
  Apply apply = Apply::live;
  Scope scope = Scope::system;
  bool secret = false;    // never shown again once set
  bool advanced = false;  // left out of the short views
  bool diverts = false;   // leads mail, or whom is believed of it, elsewhere: whoever changes it shows a second factor lately
  // What is wrong with a text, or with one item of a list; empty when nothing is.
  std::string (*check)(std::string_view) = nullptr;
  Hardened hardened = {};
};

// One value of an enumeration, by name.
struct Label {
  std::int64_t value = 0;
  std::string_view name;
  std::string_view label;
};

// A value of any kind: octets as their number, durations in milliseconds, choices as their number, records field by field.
struct Value;
using Record = std::vector<Value>;
struct Value {
  std::variant<bool, std::int64_t, std::string, std::vector<std::string>, std::vector<Record>> v;
  friend bool operator==(const Value&, const Value&) = default;
};

struct Entry {
  Meta meta;
  Kind kind = Kind::boolean;
  std::int64_t min = 0;  // of the number; of the length of a text or list
  std::int64_t max = 0;
  std::int64_t step = 1;               // durations: milliseconds of the smallest part the type can hold
  std::span<const Label> labels;       // choices
  const Table& (*record)() = nullptr;  // records: the table of one
  const void* (*at)(const void* object) = nullptr;
  Value (*load)(const void* member) = nullptr;
  void (*store)(void* member, const Value&) = nullptr;

  [[nodiscard]] Value get(const void* object) const { return load(at(object)); }
  void put(void* object, const Value& value) const { store(const_cast<void*>(at(object)), value); }
};

struct Table {
  std::string_view title;
  std::vector<Entry> entries;
  std::shared_ptr<void> (*make)() = nullptr;
  std::shared_ptr<void> (*copy)(const void*) = nullptr;
  std::string (*check)(const void*) = nullptr;  // what is wrong with the whole; empty when nothing is

  [[nodiscard]] const Entry* find(std::string_view key) const;
};

// A value from text, within its bounds; errors name the key (`key` when given, else the entry's) and what is allowed.
// Lists are "a, b" or a JSON array, records a JSON array of objects. Text over 64 KiB is refused unread.
Result<Value> parse(const Entry&, std::string_view text, std::string_view key = {});
// The text that parse() reads back to the same value.
std::string print(const Entry&, const Value&);
// The value as JSON: numbers and booleans as such, sizes and durations as text.
std::string to_json(const Entry&, const Value&);
// "1 KiB to 2 GiB", "on or off": what parse() allows, for people.
std::string bounds(const Entry&);
// A value that is already of the right kind, held against the bounds.
Result<void> check(const Entry&, const Value&, std::string_view key);

// Of numbers, sizes, durations, choices, switches and lists: whether `value` is weaker than the shipped one. A list is lower that lacks
// something.
[[nodiscard]] bool is_weaker(const Entry&, const Value& value, const Value& shipped);

// The candidate that is nearest to a mistyped name, or empty when none is near.
std::string nearest(std::string_view name, std::span<const std::string> candidates);

// Sets one field of an object of this table by its key; the object is unchanged when it fails.
Result<void> set(const Table&, void* object, std::string_view key, std::string_view text);
Result<std::string> get(const Table&, const void* object, std::string_view key);

}  // namespace postern::config
