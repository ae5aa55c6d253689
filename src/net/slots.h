// The places of a full listener, shared out between networks: who holds most gives one up to who holds less.
// Cold: no sockets. One network that opens connections without end can so never shut out the others.
#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/ids.h"
#include "base/network_group.h"
#include "net/stream.h"

namespace postern::net {

class Slots {
 public:
  explicit Slots(std::size_t limit) : limit_(limit) {}

  struct Answer {
    bool admitted = false;
    std::optional<SessionId> evicted;  // whose place it took: the youngest session of the network that holds most
  };
  Answer take(SessionId, const IpAddress&);
  void give_back(SessionId);  // nothing happens when it was evicted before
  void set_limit(std::size_t limit) { limit_ = limit; }
  [[nodiscard]] std::size_t taken() const { return group_of_session_.size(); }

 private:
  using Group = std::set<SessionId>;  // in order of age, as ids ascend
  void resize(NetworkGroup, std::size_t from, std::size_t to);

  std::size_t limit_;
  std::map<NetworkGroup, Group> groups_;
  std::set<std::pair<std::size_t, NetworkGroup>> by_size_;
  std::unordered_map<SessionId, NetworkGroup> group_of_session_;
};

}  // namespace postern::net
