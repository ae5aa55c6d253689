// Reading shapes, and holding answers against them.
#include "admin/shape.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "base/text.h"

namespace postern::admin {
namespace {

namespace json = boost::json;
using Is = Shape::Kind;

constexpr std::array kKinds{
    std::pair{"any", Is::any},         std::pair{"none", Is::none}, std::pair{"text", Is::text},
    std::pair{"number", Is::number},   std::pair{"flag", Is::flag}, std::pair{"time", Is::time},
    std::pair{"decimal", Is::decimal},
};

std::string_view word_for(Is kind) {
  const auto at = std::ranges::find(kKinds, kind, &std::pair<const char*, Is>::second);
  return at == kKinds.end() ? "" : at->first;
}

// ---- reading ----

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  Result<Shape> whole() {
    auto shape = either();
    if (bad_ || !ahead().empty()) return wrong();
    return shape;
  }

  // table = *( Name "=" either )
  Result<Shapes> table() {
    Shapes out;
    while (!bad_ && !ahead().empty()) {
      const auto name = letters();
      needs('=');
      if (!is_name(name) || !out.emplace(name, either()).second) bad_ = true;
    }
    if (bad_) return wrong();
    return out;
  }

 private:
  std::unexpected<Error> wrong() const {
    return fail(Failure::invalid, fmt::format("This is no shape from here on: {}", printable(rest_, 40)));
  }

  // either = one *( "|" one )
  Shape either() {
    auto first = one();
    if (!takes('|')) return first;
    Shape out{.kind = Is::either};
    out.parts.push_back(std::move(first));
    do out.parts.push_back(one());
    while (takes('|'));
    return out;
  }

  // one = ( list / object / word / name ) [ "?" ]
  Shape one() {
    auto out = takes('[') ? list() : takes('{') ? object() : takes('"') ? word() : named();
    if (!takes('?')) return out;
    Shape nullable{.kind = Is::either};
    nullable.parts.push_back(std::move(out));
    nullable.parts.push_back({.kind = Is::none});
    return nullable;
  }

  Shape list() {
    Shape out{.kind = Is::list};
    out.parts.push_back(either());
    needs(']');
    return out;
  }

  Shape word() {
    const auto end = std::min(rest_.find('"'), rest_.size());
    Shape out{.kind = Is::word, .word = rest_.substr(0, end)};
    rest_.remove_prefix(end);
    needs('"');
    return out;
  }

  Shape named() {
    const auto name = letters();
    const auto at = std::ranges::find(kKinds, name, &std::pair<const char*, Is>::first);
    if (at != kKinds.end()) return {.kind = at->second};
    if (!is_name(name)) bad_ = true;
    return {.kind = Is::name, .word = name};
  }

  // object = "{" [ "*:" either / member *( "," member ) ] "}"
  Shape object() {
    Shape out{.kind = Is::object};
    if (takes('}')) return out;
    if (takes('*')) {
      out.kind = Is::map;
      needs(':');
      out.parts.push_back(either());
    } else {
      do out.parts.push_back(member());
      while (takes(','));
    }
    needs('}');
    return out;
  }

  // member = name [ "?" ] ":" either / Name
  Shape member() {
    const auto name = letters();
    if (is_name(name)) return {.kind = Is::name, .word = name};
    if (name.empty()) bad_ = true;
    const bool optional = takes('?');
    needs(':');
    auto out = either();
    out.member = name;
    out.optional = optional;
    return out;
  }

  static bool is_name(std::string_view word) { return !word.empty() && lower(word.front()) != word.front(); }

  std::string_view letters() {
    const auto text = ahead();
    const auto end = std::ranges::find_if_not(text, [](char c) { return is_alnum(c) || c == '_' || c == '-'; });
    const auto out = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    rest_.remove_prefix(out.size());
    return out;
  }

  std::string_view ahead() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\n' || rest_.starts_with("//")))
      rest_.remove_prefix(rest_.front() == '/' ? std::min(rest_.find('\n'), rest_.size()) : 1);
    return rest_;
  }
  bool takes(char c) {
    if (bad_ || !ahead().starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void needs(char c) {
    if (!takes(c)) bad_ = true;
  }

  std::string_view rest_;
  bool bad_ = false;  // from then on nothing more is taken
};

// ---- holding answers against them ----

// As rfc3339() writes them: 2026-09-21T14:13:20Z, with or without parts of a second.
bool is_time(const json::value& v) {
  constexpr std::string_view form = "0000-00-00T00:00:00";
  if (!v.is_string()) return false;
  const std::string_view text = v.get_string();
  if (text.size() <= form.size() || !text.ends_with('Z')) return false;
  for (std::size_t i = 0; i < form.size(); ++i)
    if (is_digit(form[i]) ? !is_digit(text[i]) : text[i] != form[i]) return false;
  return true;
}

bool is_whole(const json::value& v) { return v.is_int64() || v.is_uint64(); }

std::string not_a(std::string_view what, const json::value& v) {
  return fmt::format(": not a {}, but {}", what, printable(json::serialize(v), 100));
}

std::optional<std::string> under(std::string_view place, std::optional<std::string> wrong) {
  if (wrong) wrong->insert(0, place);
  return wrong;
}

class Looker {
 public:
  explicit Looker(const Shapes& names) : names_(names) {}

  std::optional<std::string> operator()(const json::value& v, const Shape& s) const {
    switch (s.kind) {
      case Is::any: return {};
      case Is::none: return plain(v.is_null(), v, s);
      case Is::text: return plain(v.is_string(), v, s);
      case Is::number: return plain(is_whole(v), v, s);
      case Is::decimal: return plain(v.is_number(), v, s);
      case Is::flag: return plain(v.is_bool(), v, s);
      case Is::time: return plain(is_time(v), v, s);
      case Is::word: return v.is_string() && v.get_string() == s.word ? std::nullopt : std::optional(not_a(s.word, v));
      case Is::name: return (*this)(v, names_.at(s.word));
      case Is::list: return list(v, s.parts.front());
      case Is::object: return object(v, members_of(s, names_));
      case Is::map: return map(v, s.parts.front());
      case Is::either: return either(v, s.parts);
    }
    return {};
  }

 private:
  static std::optional<std::string> plain(bool fits, const json::value& v, const Shape& s) {
    return fits ? std::nullopt : std::optional(not_a(word_for(s.kind), v));
  }

  std::optional<std::string> list(const json::value& v, const Shape& item) const {
    if (!v.is_array()) return not_a("list", v);
    for (std::size_t i = 0; i < v.get_array().size(); ++i)
      if (auto wrong = (*this)(v.get_array()[i], item)) return under(fmt::format("[{}]", i), std::move(wrong));
    return {};
  }

  std::optional<std::string> map(const json::value& v, const Shape& item) const {
    if (!v.is_object()) return not_a("map", v);
    for (const auto& [name, value] : v.get_object())
      if (auto wrong = (*this)(value, item)) return under(fmt::format(".{}", std::string_view(name)), std::move(wrong));
    return {};
  }

  std::optional<std::string> object(const json::value& v, const std::vector<Shape>& members) const {
    if (!v.is_object()) return not_a("object", v);
    for (const auto& [name, value] : v.get_object()) {
      const auto at = std::ranges::find(members, std::string_view(name), &Shape::member);
      const auto place = fmt::format(".{}", std::string_view(name));
      if (at == members.end()) return place + ": is not described";
      if (auto wrong = (*this)(value, *at)) return under(place, std::move(wrong));
    }
    for (const auto& m : members)
      if (!m.optional && !v.get_object().contains(m.member)) return fmt::format(".{}: is missing", m.member);
    return {};
  }

  // Of several the complaint goes furthest that was the deepest: that alternative was meant.
  std::optional<std::string> either(const json::value& v, const std::vector<Shape>& parts) const {
    std::string deepest;
    const auto depth = [](const std::string& wrong) { return std::ranges::count(wrong.substr(0, wrong.find(':')), '.'); };
    for (const auto& part : parts) {
      auto wrong = (*this)(v, part);
      if (!wrong) return {};
      if (deepest.empty() || depth(*wrong) > depth(deepest)) deepest = std::move(*wrong);
    }
    return deepest;
  }

  const Shapes& names_;
};

}  // namespace

Result<Shape> parse_shape(std::string_view text) { return Reader(text).whole(); }
Result<Shapes> parse_shapes(std::string_view text) { return Reader(text).table(); }

std::vector<Shape> members_of(const Shape& shape, const Shapes& names) {
  if (shape.kind == Is::name) return members_of(names.at(shape.word), names);
  std::vector<Shape> out;
  if (shape.kind != Is::object) return out;
  for (const auto& part : shape.parts) {
    if (part.member.empty())
      std::ranges::move(members_of(part, names), std::back_inserter(out));
    else
      out.push_back(part);
  }
  return out;
}

std::optional<std::string> misfit(const json::value& v, const Shape& shape, const Shapes& names) {
  return Looker(names)(v, shape);
}

}  // namespace postern::admin
