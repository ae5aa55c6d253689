// How members of each C++ type become values of the table and back; the part of config/schema.h that no room writes.
#pragma once
#include <chrono>
#include <concepts>
#include <limits>
#include <string>
#include <type_traits>
#include <vector>

#include "base/secret.h"
#include "config/config.h"
#include "config/table.h"

namespace postern::config::detail {

template <class M>
struct Duration : std::false_type {};
template <class Rep, class Period>
struct Duration<std::chrono::duration<Rep, Period>> : std::true_type {};
template <class M>
struct Element {
  using type = void;
};
template <class E>
struct Element<std::vector<E>> {
  using type = E;
};

template <class M>
consteval Kind kind() {
  using E = typename Element<M>::type;
  if constexpr (std::same_as<M, bool>)
    return Kind::boolean;
  else if constexpr (std::integral<M>)
    return Kind::integer;
  else if constexpr (std::is_enum_v<M>)
    return Kind::choice;
  else if constexpr (std::same_as<M, Octets>)
    return Kind::octets;
  else if constexpr (Duration<M>::value)
    return Kind::duration;
  else if constexpr (std::same_as<M, std::string> || std::same_as<M, Secret>)
    return Kind::text;
  else if constexpr (std::same_as<E, std::string>)
    return Kind::list;
  else if constexpr (std::is_class_v<E>)
    return Kind::records;
}

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

template <class M>
consteval std::int64_t least() {
  if constexpr (std::signed_integral<M>) return std::numeric_limits<M>::min();
  return 0;
}

template <class M>
consteval std::int64_t most() {
  if constexpr (kind<M>() == Kind::integer)
    return sizeof(M) < 8 ? static_cast<std::int64_t>(std::numeric_limits<M>::max()) : kMost;
  if constexpr (kind<M>() == Kind::text || kind<M>() == Kind::list || kind<M>() == Kind::records) return 1000;
  return kMost;
}

// A bound in the form the table keeps it in.
template <class M, class B>
consteval std::int64_t bound(B b) {
  if constexpr (kind<M>() == Kind::duration)
    return std::chrono::milliseconds(b).count();
  else if constexpr (std::same_as<B, Octets>)
    return static_cast<std::int64_t>(b.value);
  else
    return static_cast<std::int64_t>(b);
}

template <class M>
consteval std::int64_t step() {
  if constexpr (kind<M>() == Kind::duration) return std::chrono::duration_cast<std::chrono::milliseconds>(M{1}).count();
  return 1;
}

template <class T>
Record load_record(const T& from) {
  Record out;
  for (const Entry& entry : table<T>().entries) out.push_back(entry.get(&from));
  return out;
}

template <class T>
T store_record(const Record& from) {
  T out{};
  const auto& entries = table<T>().entries;
  for (std::size_t i = 0; i < entries.size() && i < from.size(); ++i) entries[i].put(&out, from[i]);
  return out;
}

template <class M>
Value load(const void* member) {
  const M& m = *static_cast<const M*>(member);
  constexpr Kind k = kind<M>();
  if constexpr (k == Kind::boolean || k == Kind::list)
    return {m};
  else if constexpr (k == Kind::octets)
    return {static_cast<std::int64_t>(m.value)};
  else if constexpr (k == Kind::duration)
    return {std::chrono::duration_cast<std::chrono::milliseconds>(m).count()};
  else if constexpr (std::same_as<M, Secret>)
    return {std::string(m.reveal())};
  else if constexpr (k == Kind::text)
    return {m};
  else if constexpr (k == Kind::records) {
    std::vector<Record> all;
    for (const auto& one : m) all.push_back(load_record(one));
    return {std::move(all)};
  } else
    return {static_cast<std::int64_t>(m)};
}

template <class M>
void store(void* member, const Value& value) {
  M& m = *static_cast<M*>(member);
  constexpr Kind k = kind<M>();
  if constexpr (k == Kind::boolean || k == Kind::list)
    m = std::get<M>(value.v);
  else if constexpr (k == Kind::octets)
    m = Octets(static_cast<std::uint64_t>(std::get<std::int64_t>(value.v)));
  else if constexpr (k == Kind::duration)
    m = std::chrono::duration_cast<M>(std::chrono::milliseconds(std::get<std::int64_t>(value.v)));
  else if constexpr (k == Kind::text)
    m = M(std::get<std::string>(value.v));
  else if constexpr (k == Kind::records) {
    m.clear();
    for (const Record& one : std::get<std::vector<Record>>(value.v)) m.push_back(store_record<typename Element<M>::type>(one));
  } else
    m = static_cast<M>(std::get<std::int64_t>(value.v));
}

}  // namespace postern::config::detail
