// Remembers for minutes that a password was right, so that a client that logs in every minute costs no hash.
// Promises: holds no password and no hash of one that outlives the process, only HMACs under a key made at start; an entry is
// bound to the version of the account's credentials, so any change of them drops it.
#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/executor.h"
#include "base/ids.h"
#include "base/locked.h"
#include "base/random.h"
#include "base/secret.h"

namespace postern::auth {

class VerifiedCache {
 public:
  VerifiedCache(Random&, std::chrono::seconds lifetime, std::size_t entries);

  // Any thread. `subject` is the account and the version of its credentials, or a name that nobody has.
  bool holds(std::string_view subject, std::string_view password, Deadline now);
  void add(std::string_view subject, std::string_view password, Deadline now);

 private:
  using Tag = std::array<char, 32>;
  struct TagHash {
    std::size_t operator()(const Tag&) const noexcept;
  };
  struct Entries {
    std::unordered_map<Tag, Deadline, TagHash> until;
    std::deque<std::pair<Deadline, Tag>> oldest_first;
  };
  [[nodiscard]] Tag tag(std::string_view subject, std::string_view password) const;
  void drop_old(Entries&, Deadline now) const;

  Secret key_;
  std::chrono::seconds lifetime_;
  std::size_t limit_;
  Locked<Entries> entries_;
};

}  // namespace postern::auth
