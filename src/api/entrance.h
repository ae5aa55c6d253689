// The doors of the web as they are used: whom each lets in, how often, and how many of one network at once.   H32, H38
// Use: auto place = entrance.enter(door, address);  if (!place) answer with place.error();  the place is given back when it goes.
// Promises: what is used up at one door is there at the others still. Any thread; waits for nothing.
#pragma once
#include <cstddef>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "admin/operation.h"
#include "api/rates.h"
#include "api/settings.h"
#include "base/executor.h"
#include "base/locked.h"
#include "base/network_group.h"
#include "http/response.h"

namespace postern::api {

class Entrance {
 public:
  // One of the requests that a network may have under way at a door.
  class Place {
   public:
    Place(Entrance& at, Door door, NetworkGroup group) : at_(&at), key_(door, group) {}
    Place(Place&& other) noexcept : at_(std::exchange(other.at_, nullptr)), key_(other.key_) {}
    Place& operator=(Place&& other) noexcept {
      std::swap(at_, other.at_);
      std::swap(key_, other.key_);
      return *this;
    }
    ~Place();

    [[nodiscard]] Door door() const { return key_.first; }

   private:
    Entrance* at_;
    std::pair<Door, NetworkGroup> key_;
  };
  using Entered = std::expected<Place, http::Response>;

  Entrance(Doors doors, const TimeSource& time) : doors_(std::move(doors)), time_(time) {}

  Entered enter(Door, OpenDoors, const IpAddress&);
  // Who shows nothing yet may be a user as well as an administrator: he comes by whichever door lets him.
  Entered enter(std::optional<Door>, OpenDoors, const IpAddress&);
  [[nodiscard]] bool admits(Door door, const IpAddress& from) const;
  // What is costly is counted by caller, wherever he comes from; a stranger's by his address.
  std::optional<http::Response> too_often(Door, admin::Cost, const IpAddress& stranger);
  std::optional<http::Response> too_often(Door, admin::Cost, const std::string& who);

 private:
  Doors doors_;
  const TimeSource& time_;
  Locked<Rates> rates_;
  Locked<std::map<std::pair<Door, NetworkGroup>, std::size_t>> under_way_;
};

// What who comes from where he may not is told, at whatever door.
http::Response not_from_here();
// And who comes by a door that this listener has not.
http::Response no_such_door();

}  // namespace postern::api
