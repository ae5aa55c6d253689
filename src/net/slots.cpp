// Keeps groups sorted by size, so that the largest is found in O(log n) while an attack is on.
#include "net/slots.h"

namespace postern::net {

void Slots::resize(NetworkGroup group, std::size_t from, std::size_t to) {
  if (from > 0) by_size_.erase({from, group});
  if (to > 0) by_size_.emplace(to, group);
}

Slots::Answer Slots::take(SessionId session, const IpAddress& address) {
  const auto group = network_group(address.bytes);
  const auto found = groups_.find(group);
  const std::size_t held = found == groups_.end() ? 0 : found->second.size();
  Answer answer;
  if (taken() >= limit_) {
    // With the newcomer in, its network may hold as much as the largest has left, but not more.
    if (by_size_.empty() || by_size_.rbegin()->first <= held + 1) return answer;
    answer.evicted = *groups_.at(by_size_.rbegin()->second).rbegin();
    give_back(*answer.evicted);
  }
  answer.admitted = true;
  groups_[group].insert(session);
  group_of_session_.emplace(session, group);
  resize(group, held, held + 1);
  return answer;
}

void Slots::give_back(SessionId session) {
  const auto found = group_of_session_.find(session);
  if (found == group_of_session_.end()) return;
  const auto group = groups_.find(found->second);
  resize(group->first, group->second.size(), group->second.size() - 1);
  group->second.erase(session);
  if (group->second.empty()) groups_.erase(group);
  group_of_session_.erase(found);
}

}  // namespace postern::net
