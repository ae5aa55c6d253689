// An engine in memory that a test holds up, makes fail, or tells that its disk is full.
// Use: EngineControls on;  auto store = kv::open_on(std::make_unique<HeldEngine>(on), {.low_disk_bytes = 1000});  on.free = 0;
#pragma once
#include <atomic>
#include <memory>
#include <semaphore>

#include "kv/engine.h"
#include "kv/open.h"

namespace postern::test {

struct EngineControls {
  std::atomic<bool> fail_writes{false};
  std::atomic<bool> no_room{false};  // for a write, and then none is taken before it has recovered
  std::atomic<bool> fail_recovery{false};
  std::atomic<bool> hold_writes{false};
  std::counting_semaphore<> held{0};  // released when a write has begun to wait
  std::counting_semaphore<> go_on{0};
  std::atomic<std::uint64_t> free{1 << 30};
  std::atomic<int> asked{0};
  std::atomic<int> gets{0};
  std::atomic<int> scans{0};
  std::atomic<int> writes{0};
  std::atomic<int> recoveries{0};
  std::atomic<int> syncs{0};
};

class HeldEngine final : public kv::Engine {
 public:
  explicit HeldEngine(EngineControls& controls) : on_(controls) {}
  kv::Found get(kv::Family f, std::string_view k) override {
    ++on_.gets;
    return under_->get(f, k);
  }
  // Says that it needs the disk, so that reads take the way over the pool.
  std::optional<kv::Found> get_cached(kv::Family, std::string_view) override { return std::nullopt; }
  std::vector<kv::Found> get_many(kv::Family f, std::span<const std::string_view> k) override { return under_->get_many(f, k); }
  Result<void> scan(kv::Family f, std::string_view a, std::string_view b, kv::ScanOptions r, const Visit& v) override {
    ++on_.scans;
    return under_->scan(f, a, b, r, v);
  }
  Result<void> write(std::span<const kv::Change> changes, bool sync) override {
    if (on_.hold_writes) {
      on_.held.release();
      on_.go_on.acquire();
    }
    if (on_.fail_writes) return fail(Failure::io, "Storage has failed", "disk on fire");
    if (on_.no_room || ran_full_) {
      ran_full_ = true;
      return kv::no_room("no space left");
    }
    ++on_.writes;
    on_.syncs += sync;
    return under_->write(changes, sync);
  }
  Result<void> recover() override {
    ++on_.recoveries;
    if (on_.fail_recovery) return fail(Failure::io, "Storage has failed", "disk on fire");
    if (on_.no_room) return kv::no_room();
    ran_full_ = false;
    return {};
  }
  kv::Space space() override {
    ++on_.asked;
    return {.free = on_.free};
  }

 private:
  EngineControls& on_;
  bool ran_full_ = false;
  std::unique_ptr<kv::Engine> under_ = kv::memory_engine();
};

}  // namespace postern::test
