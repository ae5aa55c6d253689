// The blocks that hold: durable, and in memory for the question at every door.
// Use: co_await blocks.load(now) before the first question; blocks.add(block) takes effect at once, co_await blocks.save(block) keeps
//   it; if (auto hit = blocks.find(address, service, now)) refuse.
// Promises: find() is for any thread, allocates nothing and takes less than a microsecond among a million; a block that was saved is there
//   after a crash. What has run out holds no more, and is taken away by sweep(). An attacker with very many addresses does not make
//   them grow without end: make_room() gives up what runs out first, and of what is over sweep() forgets all but as many again.
#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
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
#include "guard/entry.h"
#include "guard/network_map.h"
#include "kv/kv.h"

namespace postern::guard {

struct BlockChange {
  bool made = false;  // else it was lifted before its time: `block` has no more than its network or account
  Block block;
};

class Blocks {
 public:
  // Networks with a block: as many as the lists hold, and find() is measured among so many.
  static constexpr std::size_t kMost = 1'000'000;

  struct Hit {
    Action action = Action::block;
    std::chrono::milliseconds delay{0};
    Time until;
    Time first;
  };

  Blocks(kv::Store& kv, std::uint64_t seed, std::size_t most = kMost) : kv_(kv), most_(most), live_(Live(seed)) {}

  Task<Result<void>> load(Time now);
  void add(const Block&);
  Task<Result<void>> save(std::vector<Block>);  // in one step, each with the beginnings of earlier ones of its kind
  // A block before a delay; the one that holds longest. Those by rules that the address is spared do not hold for it.
  [[nodiscard]] std::optional<Hit> find(const IpAddress&, events::Service, Time now, Bypasses spared = {}) const;

  // The one with this action that holds for an account for longest.
  [[nodiscard]] std::optional<Hit> find(AccountId, Action, Time now) const;

  Task<Result<std::vector<Block>>> list(Time now);             // those that hold
  Task<Result<std::vector<Block>>> list(IpNetwork, Time now);  // for exactly this network
  Task<Result<std::vector<Block>>> list(AccountId, Time now);
  Task<Result<std::map<std::string, std::size_t>>> by_rule(Time now);  // how many those are, without holding them
  // Lifts what holds for exactly this network or account; `rule` empty: whatever the rule. How many there were.
  Task<Result<std::size_t>> lift(IpNetwork, std::string rule);
  Task<Result<std::size_t>> lift(AccountId, std::string rule);
  Task<Result<void>> lift(std::vector<IpNetwork>);  // in one step
  // Takes away what has run out, and forgets it after a month. How many rows had run out.
  Task<Result<std::size_t>> sweep(Time now);
  // When there are more networks than `most`: gives up the blocks of a tenth, those that run out first, for they would soonest be
  // gone and are renewed where the attack goes on. Never any that was made by hand, has no end, or is of an account. How many
  // networks.
  Task<Result<std::size_t>> make_room();

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
    Bypasses spared_by;  // whom it does not hold for
    bool stays;          // whatever room there is
  };
  struct Ending {
    Time until;
    IpNetwork network;
    friend auto operator<=>(const Ending&, const Ending&) = default;
  };
  struct Live {
    explicit Live(std::uint64_t seed) : networks(seed) {}
    NetworkMap<std::vector<Held>> networks;
    std::unordered_map<AccountId, std::vector<Held>> accounts;

    void drop_over(Time now);
    std::vector<Ending> first_to_end(std::size_t count);
    std::vector<Held>& of(const Block& b) { return b.account ? accounts[b.account] : networks.at(b.network); }
  };
  // Of those that hold, whose key begins so.
  Task<Result<void>> each(std::string begin, Time now, std::function<void(Block)> take);
  Task<Result<std::vector<Block>>> list(std::string begin, Time now);
  void hold(const Block&);
  void tell_lifted(IpNetwork, AccountId);
  // All rows whose key begins so, or of one rule the one.
  Task<Result<std::size_t>> erase_rows(std::string subject, std::string rule);

  // Rows of blocks that are over since then, or that began before `remembered` ago.
  struct Over {
    std::size_t rows = 0;
    std::array<std::size_t, 30 * 24> by_hour{};  // how many hours ago they began
    std::vector<std::string> forgotten;          // their keys
  };
  Task<Result<Over>> over(Time now, std::chrono::hours remembered);
  Task<Result<void>> give_up(std::vector<Ending>);

  kv::Store& kv_;
  std::size_t most_;
  mutable Locked<Live> live_;
  Changes<BlockChange> changes_;
};

}  // namespace postern::guard
