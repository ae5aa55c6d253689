// How a room declares its settings; included by the room's settings.cpp alone, which keeps its cost to one file a room.
// Use, in namespace postern:
//   template <> struct config::Schema<smtp::Settings> {
//     static constexpr std::string_view title = "Receiving mail";
//     static constexpr std::tuple fields{config::field(&smtp::Settings::max_recipients, {.key = "max_recipients",
//       .label = "Recipients a message", .help = "More are refused with 452.", .unit = "recipients"}, 100, 50'000)};
//   };
//   template const config::Table& config::table<smtp::Settings>();
// A Schema may also have `static std::string check(const T&)`: what is wrong with the whole, empty when nothing is.
// An enumeration needs its names: template <> struct config::Names<Mode> { static constexpr std::array labels{
//   config::label(Mode::off, "off", "Never")}; };
#pragma once
#include <array>
#include <boost/pfr/tuple_size.hpp>
#include <chrono>
#include <concepts>
#include <limits>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "config/config.h"
#include "config/erase.h"
#include "config/table.h"

namespace postern::config {

template <class T>
struct Schema;
template <class E>
struct Names;

template <class E>
  requires std::is_enum_v<E>
consteval Label label(E value, std::string_view name, std::string_view text) {
  return {static_cast<std::int64_t>(value), name, text};
}

template <class T, class M>
struct Field {
  M T::* member;
  Meta meta;
  std::int64_t min;
  std::int64_t max;
};

namespace detail {

template <class T, std::size_t I>
const void* at(const void* object) {
  return &(static_cast<const T*>(object)->*std::get<I>(Schema<T>::fields).member);
}

template <class T, std::size_t I, class M>
Entry entry(const Field<T, M>& from) {
  static_assert(step<M>() >= 1, "a duration is at least in milliseconds");
  Entry e{.meta = from.meta, .kind = kind<M>(), .min = from.min, .max = from.max, .step = step<M>(), .labels = {}};
  if constexpr (std::is_enum_v<M>) e.labels = Names<M>::labels;
  if constexpr (kind<M>() == Kind::records) e.record = &table<typename Element<M>::type>;
  if constexpr (std::same_as<M, Secret>) e.meta.secret = true;
  e.at = &at<T, I>;
  e.load = &load<M>;
  e.store = &store<M>;
  return e;
}

template <class T>
std::string check_whole(const void* object) {
  if constexpr (requires(const T& t) { Schema<T>::check(t); }) return Schema<T>::check(*static_cast<const T*>(object));
  return {};
}

template <class T>
consteval bool keys_are_unique() {
  return std::apply(
      [](const auto&... fields) {
        const std::array<std::string_view, sizeof...(fields)> keys{fields.meta.key...};
        for (std::size_t i = 0; i < keys.size(); ++i)
          for (std::size_t j = i + 1; j < keys.size(); ++j)
            if (keys[i] == keys[j]) return false;
        return true;
      },
      Schema<T>::fields);
}

}  // namespace detail

// A field with bounds: of a number, size or duration; of the length of a text or list. A setting without a key, label or help
// does not compile.
template <class T, class M, class Low, class High>
consteval Field<T, M> field(M T::* member, Meta meta, Low min, High max) {
  if (meta.key.empty() || meta.label.empty() || meta.help.empty()) throw "a setting needs a key, a label and help";
  for (const char c : meta.key)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) throw "a key is in snake_case";
  if (meta.hardened.weaker != Weaker::never && meta.reason.empty()) throw "a hardened value needs its reason";
  const Field<T, M> made{member, meta, detail::bound<M>(min), detail::bound<M>(max)};
  if (made.min > made.max || made.min < detail::least<M>() || made.max > detail::most<M>()) {
    if (detail::kind<M>() == Kind::integer || made.min > made.max) throw "bounds are the wrong way round, or past the type";
  }
  return made;
}

template <class T, class M>
consteval Field<T, M> field(M T::* member, Meta meta) {
  if constexpr (detail::kind<M>() == Kind::duration)
    return field(member, meta, std::chrono::milliseconds(0), std::chrono::milliseconds(detail::kMost));
  else
    return field(member, meta, detail::least<M>(), detail::most<M>());
}

// Every member of T has exactly one field: a setting that nobody can see does not compile.
template <class T>
inline constexpr bool describes_every_member =
    boost::pfr::tuple_size_v<T> == std::tuple_size_v<std::remove_cvref_t<decltype(Schema<T>::fields)>> &&
    detail::keys_are_unique<T>();

template <class T>
const Table& table() {
  static_assert(describes_every_member<T>, "a member of the struct is missing from its Schema, or a key is there twice");
  static const Table made = [] {
    Table t;
    if constexpr (requires { Schema<T>::title; }) t.title = Schema<T>::title;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      (t.entries.push_back(detail::entry<T, I>(std::get<I>(Schema<T>::fields))), ...);
    }(std::make_index_sequence<std::tuple_size_v<std::remove_cvref_t<decltype(Schema<T>::fields)>>>{});
    t.make = []() -> std::shared_ptr<void> { return std::make_shared<T>(); };
    t.copy = [](const void* from) -> std::shared_ptr<void> { return std::make_shared<T>(*static_cast<const T*>(from)); };
    t.check = &detail::check_whole<T>;
    return t;
  }();
  return made;
}

}  // namespace postern::config
