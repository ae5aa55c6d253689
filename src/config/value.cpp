// Values of settings from text and to text, held against their bounds.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>

#include "base/text.h"
#include "config/json.h"
#include "config/table.h"

namespace postern::config {
namespace {

constexpr std::size_t kLongestText = 64 << 10;

struct Unit {
  std::string_view name;
  std::int64_t factor;
};
constexpr std::array kSizes{Unit{"TiB", 1LL << 40}, Unit{"GiB", 1LL << 30}, Unit{"MiB", 1LL << 20}, Unit{"KiB", 1LL << 10},
                            Unit{"B", 1}};
constexpr std::array kSpans{Unit{"d", 86'400'000}, Unit{"h", 3'600'000}, Unit{"min", 60'000}, Unit{"s", 1000}, Unit{"ms", 1}};

std::unexpected<Error> wrong(std::string_view key, std::string what) {
  return fail(Failure::invalid, fmt::format("{}: {}", key, what));
}

std::optional<std::int64_t> integer(std::string_view text) {
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return n;
}

// "50 MiB", "30s": a number and one of the units, which may be left out when `bare` is allowed.
std::optional<std::int64_t> quantity(std::string_view text, std::span<const Unit> units, bool bare) {
  const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const auto n = number<std::uint64_t>(text.substr(0, digits), static_cast<std::uint64_t>(INT64_MAX));
  if (!n) return {};
  const auto word = trim(text.substr(digits));
  if (word.empty() && bare) return static_cast<std::int64_t>(*n);
  for (const Unit& unit : units) {
    if (!equal_nocase(word, unit.name)) continue;
    std::int64_t product = 0;
    if (__builtin_mul_overflow(static_cast<std::int64_t>(*n), unit.factor, &product)) return {};
    return product;
  }
  return {};
}

std::string with_unit(std::int64_t n, std::span<const Unit> units, std::string_view between) {
  for (const Unit& unit : units)
    if (n % unit.factor == 0 && (n != 0 || &unit == &units.back()))
      return fmt::format("{}{}{}", n / unit.factor, between, unit.name);
  return fmt::format("{}", n);
}

std::string amount(const Entry& entry, std::int64_t n) {
  if (entry.kind == Kind::octets) return with_unit(n, kSizes, " ");
  if (entry.kind == Kind::duration) return n == 0 ? "0s" : with_unit(n, kSpans, "");
  return fmt::format("{}", n);
}

bool is_open(const Entry& entry) { return entry.max == INT64_MAX; }

Result<Value> parse_boolean(std::string_view text, std::string_view key) {
  for (const auto yes : {"true", "on", "yes"})
    if (equal_nocase(text, yes)) return Value{true};
  for (const auto no : {"false", "off", "no"})
    if (equal_nocase(text, no)) return Value{false};
  return wrong(key, "must be on or off");
}

Result<Value> parse_choice(const Entry& entry, std::string_view text, std::string_view key) {
  for (const Label& label : entry.labels)
    if (equal_nocase(text, label.name)) return Value{label.value};
  return wrong(key, fmt::format("must be {}", bounds(entry)));
}

Result<Value> parse_amount(const Entry& entry, std::string_view text, std::string_view key) {
  const auto n = entry.kind == Kind::octets     ? quantity(text, kSizes, true)
                 : entry.kind == Kind::duration ? quantity(text, kSpans, false)
                                                : integer(text);
  if (!n) return wrong(key, fmt::format("must be {}", bounds(entry)));
  if (*n % entry.step != 0)
    return wrong(key, fmt::format("must be whole {}", entry.step == 1000 ? "seconds" : amount(entry, entry.step)));
  return Value{*n};
}

// "a, b" or a JSON array.
Result<Value> parse_list(std::string_view text, std::string_view key) {
  if (text.starts_with('[')) {
    auto items = list_from_json(text, key);
    if (!items) return pass_on(items);
    return Value{std::move(*items)};
  }
  std::vector<std::string> items;
  for (auto rest = text; !rest.empty();) {
    const auto comma = std::min(rest.find(','), rest.size());
    if (const auto item = trim(rest.substr(0, comma)); !item.empty()) items.emplace_back(item);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return Value{std::move(items)};
}

Result<Value> parse_kind(const Entry& entry, std::string_view text, std::string_view key) {
  switch (entry.kind) {
    case Kind::boolean: return parse_boolean(trim(text), key);
    case Kind::choice: return parse_choice(entry, trim(text), key);
    case Kind::integer:
    case Kind::octets:
    case Kind::duration: return parse_amount(entry, trim(text), key);
    case Kind::text: return Value{std::string(text)};
    case Kind::list: return parse_list(trim(text), key);
    case Kind::records: {
      auto records = records_from_json(entry.record(), text, key);
      if (!records) return pass_on(records);
      return Value{std::move(*records)};
    }
  }
  return wrong(key, "has no known kind");
}

Result<void> check_text(const Entry& entry, std::string_view text, std::string_view key) {
  if (!is_utf8(text)) return wrong(key, "must be UTF-8");
  const bool control = std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (control) return wrong(key, "must not contain control characters");
  if (entry.meta.check == nullptr) return {};
  if (auto problem = entry.meta.check(text); !problem.empty()) return wrong(key, std::move(problem));
  return {};
}

Result<void> check_number(const Entry& entry, std::int64_t n, std::string_view key) {
  if (n < entry.min || n > entry.max) return wrong(key, fmt::format("must be {}", bounds(entry)));
  return {};
}

Result<void> check_records(const Entry& entry, const std::vector<Record>& records, std::string_view key) {
  const Table& table = entry.record();
  for (std::size_t i = 0; i < records.size(); ++i) {
    const auto whole = table.make();
    for (std::size_t k = 0; k < table.entries.size(); ++k) {
      const auto inner = fmt::format("{}[{}].{}", key, i, table.entries[k].meta.key);
      if (auto fine = check(table.entries[k], records[i][k], inner); !fine) return fine;
      table.entries[k].put(whole.get(), records[i][k]);
    }
    if (auto problem = table.check(whole.get()); !problem.empty())
      return wrong(fmt::format("{}[{}]", key, i), std::move(problem));
  }
  return {};
}

// Whether "a, b" can carry the item unchanged.
bool is_plain_item(std::string_view item) {
  return !item.empty() && trim(item) == item && item.find_first_of(",[\"") == item.npos;
}

std::string print_list(const Entry& entry, const Value& value) {
  const auto& items = std::get<std::vector<std::string>>(value.v);
  if (!std::ranges::all_of(items, is_plain_item)) return to_json(entry, value);
  return fmt::format("{}", fmt::join(items, ", "));
}

// The number of edits between two names, by one row of the usual table.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t corner = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const auto above = row[j + 1];
      row[j + 1] = std::min({above + 1, row[j] + 1, corner + (lower(a[i]) == lower(b[j]) ? 0 : 1)});
      corner = above;
    }
  }
  return row.back();
}

}  // namespace

std::string_view name(Apply apply) {
  switch (apply) {
    case Apply::live: return "live";
    case Apply::new_sessions: return "new-sessions";
    case Apply::restart: return "restart";
  }
  return "unknown";
}

std::string_view name(Scope scope) {
  switch (scope) {
    case Scope::system: return "system";
    case Scope::domain_default: return "domain-default";
    case Scope::domain: return "domain";
    case Scope::user: return "user";
  }
  return "unknown";
}

std::string_view name(Kind kind) {
  constexpr std::array<std::string_view, 8> kNames{"boolean", "integer", "size", "duration",
                                                   "choice",  "text",    "list", "records"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view name(Severity severity) {
  constexpr std::array<std::string_view, 4> kNames{"low", "medium", "high", "critical"};
  return kNames[static_cast<std::size_t>(severity)];
}

const Entry* Table::find(std::string_view key) const {
  const auto found = std::ranges::find(entries, key, [](const Entry& entry) { return entry.meta.key; });
  return found == entries.end() ? nullptr : &*found;
}

Result<Value> parse(const Entry& entry, std::string_view text, std::string_view key) {
  if (key.empty()) key = entry.meta.key;
  if (text.size() > kLongestText) return wrong(key, "is longer than 64 KiB");
  auto value = parse_kind(entry, text, key);
  if (!value) return value;
  if (auto fine = check(entry, *value, key); !fine) return pass_on(fine);
  return value;
}

std::string print(const Entry& entry, const Value& value) {
  switch (entry.kind) {
    case Kind::boolean: return std::get<bool>(value.v) ? "on" : "off";
    case Kind::text: return std::get<std::string>(value.v);
    case Kind::list: return print_list(entry, value);
    case Kind::records: return to_json(entry, value);
    case Kind::choice:
      for (const Label& label : entry.labels)
        if (label.value == std::get<std::int64_t>(value.v)) return std::string(label.name);
      return {};
    case Kind::integer:
    case Kind::octets:
    case Kind::duration: return amount(entry, std::get<std::int64_t>(value.v));
  }
  return {};
}

std::string bounds(const Entry& entry) {
  switch (entry.kind) {
    case Kind::boolean: return "on or off";
    case Kind::choice: {
      std::string out;
      for (const Label& label : entry.labels)
        fmt::format_to(std::back_inserter(out), "{}{}",
                       out.empty()                      ? ""
                       : &label == &entry.labels.back() ? " or "
                                                        : ", ",
                       label.name);
      return out;
    }
    case Kind::text: return fmt::format("{} to {} octets of text", entry.min, entry.max);
    case Kind::list:
    case Kind::records: return fmt::format("a list of {} to {} items", entry.min, entry.max);
    default: break;
  }
  const auto* what = entry.kind == Kind::octets     ? "a size such as 50 MiB"
                     : entry.kind == Kind::duration ? "a time such as 30s or 5min"
                                                    : "a number";
  const auto of = entry.meta.unit.empty() ? std::string() : fmt::format(" {}", entry.meta.unit);
  if (is_open(entry)) return fmt::format("{}, {}{} or more", what, amount(entry, entry.min), of);
  return fmt::format("{}, {} to {}{}", what, amount(entry, entry.min), amount(entry, entry.max), of);
}

namespace {

// Whether one has an item that the other lacks.
bool has_more(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  return std::ranges::any_of(one, [&](const auto& item) { return std::ranges::find(other, item) == other.end(); });
}

}  // namespace

bool is_weaker(const Entry& entry, const Value& value, const Value& shipped) {
  if (const auto* now = std::get_if<std::vector<std::string>>(&value.v)) {
    const auto& before = std::get<std::vector<std::string>>(shipped.v);
    return entry.meta.hardened.weaker == Weaker::lower    ? has_more(before, *now)
           : entry.meta.hardened.weaker == Weaker::higher ? has_more(*now, before)
                                                          : false;
  }
  const auto rank = [&entry](const Value& v) {
    if (const auto* on = std::get_if<bool>(&v.v)) return std::int64_t{*on};
    const auto* n = std::get_if<std::int64_t>(&v.v);
    if (n == nullptr) return std::int64_t{0};
    return entry.meta.hardened.zero_lifts && *n == 0 ? std::numeric_limits<std::int64_t>::max() : *n;
  };
  switch (entry.meta.hardened.weaker) {
    case Weaker::never: return false;
    case Weaker::lower: return rank(value) < rank(shipped);
    case Weaker::higher: return rank(value) > rank(shipped);
  }
  return false;
}

Result<void> check(const Entry& entry, const Value& value, std::string_view key) {
  const auto length = [&](std::size_t n) { return check_number(entry, static_cast<std::int64_t>(n), key); };
  switch (entry.kind) {
    case Kind::boolean:
    case Kind::choice: return {};
    case Kind::integer:
    case Kind::octets:
    case Kind::duration: return check_number(entry, std::get<std::int64_t>(value.v), key);
    case Kind::text: {
      const auto& text = std::get<std::string>(value.v);
      if (auto fine = length(text.size()); !fine) return fine;
      return check_text(entry, text, key);
    }
    case Kind::list: {
      const auto& items = std::get<std::vector<std::string>>(value.v);
      if (auto fine = length(items.size()); !fine) return fine;
      for (const auto& item : items)
        if (auto fine = check_text(entry, item, key); !fine) return fine;
      return {};
    }
    case Kind::records: {
      const auto& records = std::get<std::vector<Record>>(value.v);
      if (auto fine = length(records.size()); !fine) return fine;
      return check_records(entry, records, key);
    }
  }
  return {};
}

std::string nearest(std::string_view name, std::span<const std::string> candidates) {
  if (name.size() > 100) return {};
  const std::string* best = nullptr;
  std::size_t least = std::max<std::size_t>(2, name.size() / 3) + 1;
  for (const auto& candidate : candidates) {
    const auto edits = distance(name, candidate);
    if (edits < least) {
      least = edits;
      best = &candidate;
    }
  }
  return best == nullptr ? std::string() : *best;
}

Result<void> set(const Table& table, void* object, std::string_view key, std::string_view text) {
  const Entry* entry = table.find(key);
  if (entry == nullptr) return fail(Failure::not_found, fmt::format("There is no setting {}", printable(key)));
  auto value = parse(*entry, text, key);
  if (!value) return pass_on(value);
  const auto trial = table.copy(object);
  entry->put(trial.get(), *value);
  if (auto problem = table.check(trial.get()); !problem.empty()) return wrong(key, std::move(problem));
  entry->put(object, *value);
  return {};
}

Result<std::string> get(const Table& table, const void* object, std::string_view key) {
  const Entry* entry = table.find(key);
  if (entry == nullptr) return fail(Failure::not_found, fmt::format("There is no setting {}", printable(key)));
  return print(*entry, entry->get(object));
}

}  // namespace postern::config
