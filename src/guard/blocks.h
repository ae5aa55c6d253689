// The blocks that hold: durable, and in memory for the question at every door.
// Use: co_await blocks.load(now) before the first question; blocks.add(block) takes effect at once, co_await blocks.save(block) keeps
//   it; if (auto hit = blocks.find(address, service, now)) refuse.
// Promises: find() is for any thread, allocates nothing and takes two microseconds among a million; a block that was saved is there
//   after a crash. What has run out holds no more, and is taken away by sweep().
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/changes.h"
#include "base/ids.h"
#include "base/locked.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "guard/block.h"
#include "guard/network_map.h"
#include "kv/kv.h"

namespace postern::guard {

struct BlockChange {
  bool made = false;  // else it was lifted before its time: `block` has no more than its network or account
  Block block;
};

// Whom blocks by the rules against guessing passwords do not hold for.
enum class Pardon : std::uint8_t { nothing, guessing };

class Blocks {
 public:
  struct Hit {
    Action action = Action::block;
    std::chrono::milliseconds delay{0};
    Time until;
    Time first;
  };

  Blocks(kv::Store& kv, std::uint64_t seed) : kv_(kv), live_(Live(seed)) {}

  Task<Result<void>> load(Time now);
  void add(const Block&);
  Task<Result<void>> save(std::vector<Block>);  // in one step, each with the beginnings of earlier ones of its kind
  // A block before a delay; the one that holds longest.
  [[nodiscard]] std::optional<Hit> find(const net::Address&, events::Service, Time now, Pardon = Pardon::nothing) const;

  // The one with this action that holds for an account for longest.
  [[nodiscard]] std::optional<Hit> find(AccountId, Action, Time now) const;

  Task<Result<std::vector<Block>>> list(Time now);  // those that hold
  // Lifts what holds for exactly this network or account; `rule` empty: whatever the rule. How many there were.
  Task<Result<std::size_t>> lift(net::Network, std::string rule);
  Task<Result<std::size_t>> lift(AccountId, std::string rule);
  Task<Result<void>> lift(std::vector<net::Network>);  // in one step
  Task<Result<std::size_t>> sweep(Time now);

  [[nodiscard]] std::size_t size() const;
  // Those that were made and lifted; what runs out says so by its `until`.
  [[nodiscard]] const Changes<BlockChange>& changes() const { return changes_; }

 private:
  struct Held {
    std::size_t rule;  // hashed id
    std::uint32_t services;
    Time until;
    Time first;
    std::uint32_t delay;
    Action action;
    bool guessing;  // by a rule against it
  };
  struct Live {
    explicit Live(std::uint64_t seed) : networks(seed) {}
    NetworkMap<std::vector<Held>> networks;
    std::unordered_map<AccountId, std::vector<Held>> accounts;

    void drop_over(Time now);
    std::vector<Held>& of(const Block& b) { return b.account ? accounts[b.account] : networks.at(b.network); }
  };
  void hold(const Block&);
  void tell_lifted(net::Network, AccountId);
  // All rows whose key begins so, or of one rule the one.
  Task<Result<std::size_t>> erase_rows(std::string subject, std::string rule);

  kv::Store& kv_;
  mutable Locked<Live> live_;
  Changes<BlockChange> changes_;
};

}  // namespace postern::guard
