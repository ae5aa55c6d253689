// Three questions at a door: from where, how often, how many at once.
#include "api/entrance.h"

#include <fmt/format.h>

#include "api/door.h"
#include "api/problem.h"

namespace postern::api {

namespace {

constexpr std::chrono::seconds kSoon{1};  // what is under way is over by then, or nearly

// Until there is room for one more, where so many go in a minute.
std::chrono::seconds until_next(std::uint32_t per_minute) { return std::chrono::seconds((60 + per_minute - 1) / per_minute); }

// Whoever has an IPv6 address has 2^64 of them.
std::string counted_as(const IpAddress& from) { return from.is_v4() ? from.text() : IpNetwork(from, 64).text(); }

}  // namespace

http::Response not_from_here() {
  auto no = problem(403, "Not from this network");
  no.closes = true;
  return no;
}

http::Response no_such_door() { return problem(403, "This is not served at this address"); }

Entrance::Place::~Place() {
  if (!at_) return;
  at_->under_way_.with([&](auto& all) {
    if (const auto place = all.find(key_); place != all.end() && --place->second == 0) all.erase(place);
  });
}

bool Entrance::admits(Door door, const IpAddress& from) const { return api::admits(*doors_.of(door).current(), from); }

Entrance::Entered Entrance::enter(Door door, OpenDoors open, const IpAddress& from) {
  if (!open.has(door)) return std::unexpected(no_such_door());
  const auto limits = doors_.of(door).current();
  if (!api::admits(*limits, from)) return std::unexpected(not_from_here());
  const auto key = fmt::format("ip {} {}", static_cast<int>(door), counted_as(from));
  if (!rates_.with([&](Rates& r) { return r.take(key, limits->per_minute, time_.steady()); }))
    return std::unexpected(too_many(until_next(limits->per_minute), "Too many requests: wait a moment"));
  const auto group = network_group(from.bytes);
  const bool has_room = under_way_.with([&](auto& all) {
    auto& count = all[{door, group}];
    if (limits->concurrent != 0 && count >= limits->concurrent) return false;
    ++count;
    return true;
  });
  if (!has_room) return std::unexpected(too_many(kSoon, "Too many requests at once"));
  return Place(*this, door, group);
}

Entrance::Entered Entrance::enter(std::optional<Door> door, OpenDoors open, const IpAddress& from) {
  if (door) return enter(*door, open, from);
  auto user = enter(Door::webmail, open, from);
  return user || !open.console ? std::move(user) : enter(Door::console, open, from);
}

std::optional<http::Response> Entrance::too_often(Door door, admin::Cost cost, const IpAddress& stranger) {
  return too_often(door, cost, counted_as(stranger));
}

std::optional<http::Response> Entrance::too_often(Door door, admin::Cost cost, const std::string& who) {
  if (cost == admin::Cost::light) return {};
  const auto limits = doors_.of(door).current();
  const bool live = cost == admin::Cost::live;
  const auto key = fmt::format("{} {} {}", live ? "live" : "heavy", static_cast<int>(door), who);
  const auto most = live ? limits->live_per_minute : limits->heavy_per_minute;
  if (rates_.with([&](Rates& r) { return r.take(key, most, time_.steady()); })) return {};
  return too_many(until_next(most), "Too many costly requests: wait a moment");
}

}  // namespace postern::api
