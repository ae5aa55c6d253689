// The guard as the server runs it: its shipped rules, a store on the disk, and an executor that writes what it records.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "events/events.h"
#include "guard/guard.h"
#include "kv/kv.h"
#include "net/reactor.h"
#include "set_time.h"

namespace roomload {

class NoLog final : public postern::events::Sink {
 public:
  void write(postern::events::Event, postern::SessionId, std::span<const postern::events::Field>) override {}
  [[nodiscard]] bool wants(postern::events::Event) const override { return false; }
};

// The store goes before the executor does.
class RunningGuard {
 public:
  explicit RunningGuard(const std::filesystem::path& folder);
  ~RunningGuard();
  RunningGuard(const RunningGuard&) = delete;
  RunningGuard& operator=(const RunningGuard&) = delete;

  // A login that failed, from an address that gets as far as that; false when it does not.
  bool fail_login(const postern::IpAddress&, postern::events::Service, std::uint64_t number, postern::AccountId = {});
  bool refuse_recipient(const postern::IpAddress&);

  SetTime time;
  NoLog log;
  postern::net::Reactors reactors{1};
  std::unique_ptr<postern::kv::Store> kv;
  postern::guard::Recorder recorder;
  postern::guard::Guard guard;
};

}  // namespace roomload
