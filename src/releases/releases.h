// What this server knows of releases: asks the feed, and keeps what it was told.
// Use, on a thread that may wait (it calls somebody else's server):  auto known = co_await releases.ask();
//   on any thread:  auto known = co_await releases.known();
// Promises: a feed is taken only when its key signed it, it has not expired, and no later one of that key was ever taken here, which the
//   store remembers through restarts; what cannot be taken leaves the last one in place, and why is remembered with it.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "base/task.h"
#include "config/config.h"
#include "http/client.h"
#include "kv/kv.h"
#include "releases/feed.h"
#include "releases/settings.h"

namespace postern::releases {

struct Known {
  Version own;
  std::string source;        // the address or file that is asked; empty: none, or no key
  std::optional<Feed> feed;  // the last one that was taken, when it is of today's key
  bool expired = false;      // it has
  Time asked;                // when it was tried last; 0: never
  std::string trouble;       // why that gave no feed; empty: it did

  // Above ours, the highest first.
  [[nodiscard]] std::vector<Release> newer() const;
};

class Releases {
 public:
  struct Ports {
    kv::Store& kv;
    const TimeSource& time;
    http::Call call;
    Version own = own_version();
  };

  Releases(Ports ports, config::Live<Settings> settings) : ports_(std::move(ports)), settings_(std::move(settings)) {}

  // Fails only when the store does. Where nothing is set up nobody is asked.
  Task<Result<Known>> ask();
  Task<Result<Known>> known();

 private:
  [[nodiscard]] Result<std::string> fetch(const Settings&) const;
  Task<Result<void>> fetch_and_take(Settings);
  Task<Result<void>> take(std::string document, std::string key);
  Task<Result<void>> note(std::string trouble);

  Ports ports_;
  config::Live<Settings> settings_;
};

}  // namespace postern::releases
