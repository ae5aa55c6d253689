// A list by age and a map by kind, each with the other's places.
#include "outbound/kept.h"

#include <iterator>
#include <utility>

namespace postern::outbound {

Connection Kept::remove(std::list<Waiting>::iterator at) {
  auto connection = std::move(at->connection);
  by_kind_.erase(at->place);
  by_age_.erase(at);
  return connection;
}

// Of equal keys the last one put in stands last.
std::optional<Connection> Kept::take(const Kind& kind) {
  for (auto end = by_kind_.upper_bound(kind); end != by_kind_.begin() && std::prev(end)->first == kind;
       end = by_kind_.upper_bound(kind)) {
    auto found = remove(std::prev(end)->second);
    if (found.client->usable()) return found;
  }
  return {};
}

std::vector<Connection> Kept::put(Kind kind, Connection connection, Deadline until, std::size_t most) {
  const auto at = by_age_.insert(by_age_.end(), Waiting{std::move(connection), until, {}});
  at->place = by_kind_.emplace(std::move(kind), at);
  std::vector<Connection> out;
  while (by_age_.size() > most) out.push_back(remove(by_age_.begin()));
  return out;
}

// A changed setting may have let a younger one wait for less: it goes with the others in front of it.
std::vector<Connection> Kept::over(Deadline now) {
  std::vector<Connection> out;
  while (!by_age_.empty() && by_age_.front().until <= now) out.push_back(remove(by_age_.begin()));
  return out;
}

}  // namespace postern::outbound
