// Opens a store on one of the engines.
// Use: auto store = open_rocksdb({.dir = data / "store", .events = &sink}); destroying it closes it in order.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>

#include "base/result.h"
#include "base/time.h"
#include "base/units.h"
#include "events/events.h"
#include "kv/engine.h"
#include "kv/kv.h"

namespace postern::kv {

// The layout of keys and values this program writes. A store that says a higher number is refused.
inline constexpr std::uint64_t kSchemaVersion = 1;
inline constexpr std::string_view kSchemaKey = "G schema";  // family meta; a varint

struct Options {
  std::filesystem::path dir = {};          // made when it is not there, mode 0700; not used by the memory engine
  std::uint64_t cache_bytes = 16_MiB;      // decompressed blocks, indexes and filters
  std::uint64_t low_disk_bytes = 256_MiB;  // below this, commits that grow the store are refused; 0 never refuses
  unsigned reader_threads = 2;
  std::uint64_t schema_version = kSchemaVersion;
  events::Sink* events = nullptr;
  const TimeSource* time = &system_time();
};

// The embedded engine. One process at a time: Failure::conflict when another has it open.
Result<std::unique_ptr<Store>> open_rocksdb(const Options&);

// For tests: nothing is kept. An intent that writes to two shards fails.
Result<std::unique_ptr<Store>> open_memory(const Options& = {});

// A store over an engine of the caller's: conformance tests, fakes that fail.
Result<std::unique_ptr<Store>> open_on(std::unique_ptr<Engine>, const Options&, bool one_shard = false);

// The engines themselves, for open_on() with a wrapper around them.
std::unique_ptr<Engine> memory_engine();
Result<std::unique_ptr<Engine>> rocksdb_engine(const Options&);

}  // namespace postern::kv
