// Greylisting: what looks suspicious and comes from nobody known is put off once; whoever comes again is known from then on.
// Use: const bool come_in = co_await greylist.lets_in(knock, settings);   list(), let_in() and forget() are for administrators.
// Promises: one commit for each call, which lets in when it fails; whoever is known stays so as long as he comes now and then; a sender is
//   known by his proven domain, else by the network of his client (/24, /64), so that a farm of servers counts as one; no more than
//   kMostWaiting wait at a time, beyond which nobody is put off. sweep() gives back the room of what has run out. Any thread.
#pragma once
#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "base/ip_address.h"
#include "base/locked.h"
#include "base/task.h"
#include "base/time.h"
#include "judge/settings.h"
#include "kv/kv.h"

namespace postern::judge {

struct Knock {
  std::string who;  // see known_as()
  std::string sender, recipient;
};

// Who waits, since he came first, or is known, since he came last (to the day).
struct Greylisted {
  std::string who;
  bool known = false;
  Time seen;
  std::string sender, recipient;  // of who waits
};

// What is kept of one.
struct Kept {
  bool known = false;
  std::size_t waiting = 0;
};

// "far.example" when that is proven, else "192.0.2.0/24".
std::string known_as(const IpAddress& client, std::string_view proven_domain);

class Greylist {
 public:
  static constexpr std::size_t kMostWaiting = 200'000;

  Greylist(kv::Store& kv, const TimeSource& time) : kv_(kv), time_(time) {}
  Task<bool> lets_in(Knock, const Settings&);
  // Those who wait and are known now, and have this text somewhere: the newest first, and no more than so many.
  Task<Result<std::vector<Greylisted>>> list(const Settings&, std::string text, std::size_t most);
  Task<Result<Kept>> kept_of(std::string who, const Settings&);
  // He is known from now on.
  Task<Result<void>> let_in(std::string who);
  // As if he had never come.
  Task<Result<void>> forget(std::string who);
  // A bounded step: so many rows are looked at, from where the last step has ended. The number of rows that went.
  Task<Result<std::size_t>> sweep(const Settings&, std::size_t rows);

 private:
  kv::Store& kv_;
  const TimeSource& time_;
  std::atomic<std::size_t> waiting_ = 0;  // about so many: counted anew by each round of sweeps
  struct Round {
    std::string from;
    std::size_t waiting = 0;
  };
  Locked<Round> round_;
};

}  // namespace postern::judge
