// The list of operations, gathered from one file a noun, and the check of a call's arguments.
#include "admin/operation.h"

#include <fmt/format.h>
#include <algorithm>

#include "admin/nouns.h"
#include "base/text.h"
#include "base/units.h"

namespace postern::admin {
namespace {

constexpr std::uint64_t kMaxText = 1_MiB;
constexpr std::string_view kMark = "the argument ";

bool fits(Kind kind, const json::value& v) {
  switch (kind) {
    case Kind::text:
    case Kind::octets:
    case Kind::secret: return v.is_string() && v.get_string().size() <= kMaxText;
    case Kind::file: return v.is_string() && v.get_string().size() <= 16 * kMaxText;
    case Kind::number: return v.is_uint64() || (v.is_int64() && v.get_int64() >= 0);
    case Kind::flag: return v.is_bool();
    case Kind::list:
      return v.is_array() && std::ranges::all_of(v.get_array(), [](const json::value& e) { return fits(Kind::text, e); });
  }
  return false;
}

}  // namespace

std::string Call::text(std::string_view name) const {
  const auto* v = arguments.if_contains(name);
  return v && v->is_string() ? std::string(v->get_string()) : std::string();
}

std::optional<std::uint64_t> Call::number(std::string_view name) const {
  const auto* v = arguments.if_contains(name);
  if (!v || !(v->is_uint64() || v->is_int64())) return {};
  return v->to_number<std::uint64_t>();
}

bool Call::flag(std::string_view name) const {
  const auto* v = arguments.if_contains(name);
  return v && v->is_bool() && v->get_bool();
}

std::vector<std::string> Call::list(std::string_view name) const {
  std::vector<std::string> out;
  const auto* v = arguments.if_contains(name);
  if (v && v->is_array())
    for (const auto& e : v->get_array()) out.emplace_back(e.get_string());
  return out;
}

std::span<const Operation> operations() {
  static const std::vector<Operation> all = [] {
    std::vector<Operation> rows;
    for (const auto& noun : kNouns) {
      const auto of_noun = noun.operations();
      rows.insert(rows.end(), of_noun.begin(), of_noun.end());
    }
    return rows;
  }();
  return all;
}

const Operation* find(std::string_view name) {
  const auto all = operations();
  const auto at = std::ranges::find(all, name, &Operation::name);
  return at == all.end() ? nullptr : &*at;
}

std::string_view about_noun(std::string_view noun) {
  const auto at = std::ranges::find(kNouns, noun, &Noun::name);
  return at == kNouns.end() ? std::string_view() : at->about;
}

// The mark is the whole of the private half: these errors have nothing to tell a log.
std::unexpected<Error> fail_argument(std::string_view name, std::string text, Failure kind) {
  return fail(kind, std::move(text), fmt::format("{}{}", kMark, name));
}

static std::unexpected<Error> blame_if(bool is_its, std::string_view name, Error error) {
  if (is_its && argument_of(error).empty()) error.detail = fmt::format("{}{}", kMark, name);
  return std::unexpected(std::move(error));
}

std::unexpected<Error> blame(std::string_view name, Error error) {
  const bool of_value = error.kind == Failure::invalid || error.kind == Failure::too_large;
  return blame_if(of_value, name, std::move(error));
}

std::unexpected<Error> blame_taken(std::string_view name, Error error) {
  const bool is_taken = error.kind == Failure::exists;
  return blame_if(is_taken, name, std::move(error));
}

std::string_view argument_of(const Error& error) {
  const std::string_view detail = error.detail;
  return detail.starts_with(kMark) ? detail.substr(kMark.size()) : std::string_view();
}

Error unproven() { return fail(Failure::denied, "Show your second factor again first", std::string(kUnproven)).error(); }
bool is_unproven(const Error& error) { return error.kind == Failure::denied && error.detail == kUnproven; }

Result<void> check(const Operation& op, const json::object& arguments) {
  for (const auto& [name, value] : arguments) {
    const auto row = std::ranges::find(op.arguments, std::string_view(name), &Argument::name);
    if (row == op.arguments.end())
      return fail_argument(printable(name, 64), fmt::format("{} has no argument \"{}\"", op.name, printable(name, 64)));
    if (!fits(row->kind, value))
      return fail_argument(row->name, fmt::format("The argument \"{}\" has the wrong type or is too long", row->name));
  }
  for (const auto& row : op.arguments)
    if (row.required && !arguments.contains(row.name))
      return fail_argument(row.name, fmt::format("The argument \"{}\" is missing", row.name));
  return {};
}

}  // namespace postern::admin
