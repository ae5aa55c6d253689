// The allow list and the deny list: durable, and in memory for the question at every door.
// Use: co_await lists.load(now) before the first question; co_await lists.add(entries); if (auto hit = lists.find(ip, service, now)) ...
// Promises: the most specific network that has an entry for the service decides, of two for the same network the denying one; find()
//   is for any thread, allocates nothing and takes less than a microsecond among a million. What has run out holds no more. Hits are
//   counted in memory and written now and then, so a crash loses the last minutes of them.
#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/locked.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "guard/entry.h"
#include "guard/network_map.h"
#include "kv/kv.h"

namespace postern::guard {

class Lists {
 public:
  static constexpr std::size_t kMost = 1'000'000;  // networks with an entry
  static constexpr std::size_t kInOneStep = 5000;
  static constexpr std::size_t kMostNoted = 4096;  // networks whose hits wait to be written; those of others wait longer

  struct Hit {
    Side side = Side::deny;
    Bypasses bypasses;
  };
  struct Imported {
    std::size_t added = 0, kept = 0, removed = 0;
    std::size_t by_hand = 0;  // left out: there is an entry that was made by hand
  };
  // Told how much of all is done; false ends the work.
  using Watch = std::function<bool(std::size_t done, std::size_t all)>;

  Lists(kv::Store& kv, std::uint64_t seed) : kv_(kv), live_(Live(seed)) {}

  Task<Result<void>> load(Time now);
  // In one step, each in place of the one for the same network on the same side.
  Task<Result<void>> add(std::vector<Entry>);
  // Those of exactly these networks. How many there were.
  Task<Result<std::size_t>> remove(std::vector<IpNetwork>, Side);
  // Makes the imported list of the name in `like` hold these networks and no others. What was made by hand stays as it is.
  Task<Result<Imported>> import(std::vector<IpNetwork>, Entry like, Watch);
  // Those that `wanted` picks, with what they have been hit until now; at most `limit`, ordered by network.
  Task<Result<std::vector<Entry>>> list(std::function<bool(const Entry&)> wanted, std::size_t limit);

  // The one for exactly this network, with the hits that are written; none: there is none.
  Task<Result<std::optional<Entry>>> entry(IpNetwork, Side);

  // What decides for an address; counts as a hit.
  std::optional<Hit> find(const IpAddress&, events::Service, Time now) const;
  // The same, without counting.
  [[nodiscard]] std::optional<Hit> look(const IpAddress&, events::Service, Time now) const;
  // What would, were these entries in place of those of the same network and side; one without services stands for none.
  [[nodiscard]] std::optional<Side> look_if(std::span<const Entry>, const IpAddress&, events::Service, Time now) const;

  // H26: whether the entry that decides for an address lets it send in this name ("local@domain") without a login, and whether one
  // message more is within the entry's rate; if so, it counts. The last hour is known since the server started.
  [[nodiscard]] bool sends_as(const IpAddress&, events::Service, std::string_view sender, Time now) const;
  bool take_turn(const IpAddress&, events::Service, Time now);

  Task<Result<void>> save_hits();
  // Takes away what has run out. How many.
  Task<Result<std::size_t>> sweep(Time now);
  [[nodiscard]] std::size_t size() const;

 private:
  struct Half {
    std::uint32_t services = 0;  // none: there is no such entry
    std::uint32_t hits = 0;      // that are not written yet
    Time until, last_hit;
  };
  struct Held {
    Half deny, allow;
    Bypasses bypasses;
    bool noted = false;  // among `hit`
    Half& of(Side side) { return side == Side::deny ? deny : allow; }
  };
  struct Sending {
    std::vector<std::string> senders;
    std::uint32_t hourly = 0;
    std::deque<Time> sent;  // within the last hour, at most `hourly`
  };
  struct Hits {
    IpNetwork network;
    Side side;
    std::uint32_t hits;
    Time last;
  };
  struct Live {
    explicit Live(std::uint64_t seed) : networks(seed) { hit.reserve(kMostNoted); }
    NetworkMap<Held> networks;
    std::vector<IpNetwork> hit;
    Time next_end = kForEver;              // no entry ends before it
    std::map<IpNetwork, Sending> sending;  // of entries that spare SMTP authentication

    void put(const Entry&);
    void drop(const IpNetwork&, Side);
    void note(const IpNetwork&, Held&, Half&, Time now);
    std::vector<Hits> take_hits();  // that are not written yet
  };
  Task<Result<std::size_t>> sweep_rows(Time now, Time& next_end);
  static Sending* sending(Live&, const IpAddress&, events::Service, Time now);
  template <class Found>
  static bool decide(Live&, const IpAddress&, events::Service, Time now, Found);
  Task<Result<void>> write(std::vector<Entry>);                                  // rows that are new or say something else
  Task<Result<std::size_t>> erase(std::vector<IpNetwork>, Side, Time ended_by);  // of them those that have ended by then

  kv::Store& kv_;
  mutable Locked<Live> live_;
};

}  // namespace postern::guard
