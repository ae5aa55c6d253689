// The ordered key-value port that all durable state of Postern goes through.
// Use: readers co_await store.get()/scan(); writers co_await store.commit(shard, intent): the intent runs on the committer
//   thread, on the state as this group of commits will leave it, and commit() returns once the group is synced to disk.
// Promises: intents of all callers run one after the other, never at once; an intent that fails leaves no trace and does not
//   disturb its neighbours; keys are compared as unsigned bytes; a value read is the value written (checksum) or an error.
// Limits: key 1 to 1,024 bytes, value up to 16 MiB. After an engine error nothing is acknowledged any more (Failure::io); after a full disk
//   nothing is until there is room again (Failure::unavailable), and then all goes on.
// Everything is awaited on an Executor (a reactor, run_here(), a test's ManualExecutor), and a task that has started must
//   be left to finish. The store is destroyed before the executors, when no task waits on it any more.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/task.h"
#include "base/time.h"

namespace postern::kv {

// Column families: one key space each, one log for all, so a batch over several is atomic.
enum class Family : std::uint8_t {
  meta,      // heads, mailboxes, chunks, envelopes, directory, settings: compressed, cached
  body,      // message bodies that are stored inline
  queue,     // short-lived: written, read soon, deleted
  hot,       // counters; a crash may lose the last second
  security,  // security events: bounded, oldest out first
};
inline constexpr std::size_t kFamilies = 5;
inline constexpr std::size_t kLargestKey = 1024;
inline constexpr std::size_t kLargestValue = std::size_t{16} << 20;

// Every batch stays within one shard (an account, a queue partition, the directory): the rule that keeps sharding possible.
struct Shard {
  std::uint64_t value = 0;
  friend bool operator==(Shard, Shard) = default;
};

enum class Durability : std::uint8_t { synced, relaxed };  // relaxed: written, not synced; for counters and security events

// What a commit does to the disk: below the low watermark only those that let people make room are accepted.
enum class Purpose : std::uint8_t { grow, shrink };

struct Pair {
  std::string key;
  std::string value;
};

// Told to observers after the group that holds it is durable, in commit order. A room derives its own notice from it.
struct Notice {
  virtual ~Notice() = default;
};

// What an intent sees and changes. Valid only inside the intent, on the committer thread. Reads see this group's earlier
// writes.
class Transaction {
 public:
  virtual Result<std::optional<std::string>> get(Family, std::string_view key) = 0;
  // Visits keys in [from, to) in order until `visit` returns false; an empty `to` means to the end of the family.
  // `visit` may change what it was shown and what comes later.
  virtual Result<void> scan(Family, std::string_view from, std::string_view to,
                            const std::function<bool(std::string_view key, std::string_view value)>& visit) = 0;
  virtual void put(Family, std::string_view key, std::string_view value) = 0;
  virtual void erase(Family, std::string_view key) = 0;
  virtual void erase_range(Family, std::string_view from, std::string_view to) = 0;  // [from, to); nothing when empty
  virtual void notify(std::shared_ptr<const Notice>) = 0;

 protected:
  ~Transaction() = default;
};

// Runs on the committer thread; must not block or await. A failure is given to the caller and rolls back this intent alone.
using Intent = std::move_only_function<Result<void>(Transaction&)>;

// How a scan goes through its range.
struct ScanOptions {
  bool reverse = false;
  bool once = false;  // much is read that is not soon read again: it does not push out what the cache holds
};

// The disk that the store lies on, in octets, as of the last second.
struct Disk {
  std::uint64_t free = 0;
  std::uint64_t whole = 0;             // 0: there is none
  std::uint64_t least = 0;             // with less free, nothing is taken that makes the store grow
  std::optional<Time> low_since = {};  // when this process has seen first that there is less
};

using Visitor = std::move_only_function<bool(std::string_view key, std::string_view value)>;  // false stops the scan

class Store {
 public:
  virtual ~Store() = default;

  // From cache inline; else on the reader pool. Comes back on the caller's executor.
  virtual Task<Result<std::optional<std::string>>> get(Family, std::string key) = 0;
  virtual Task<Result<std::vector<std::optional<std::string>>>> get_many(Family, std::vector<std::string> keys) = 0;
  // Visits [from, to) in order on a reader-pool thread, over one consistent state; an empty `to` means to the end of the
  // family. The visitor must not wait for anything: it holds one of few threads.
  virtual Task<Result<void>> scan(Family, std::string from, std::string to, Visitor, ScanOptions = {}) = 0;
  // Durable when it returns success. Comes back on the caller's executor.
  virtual Task<Result<void>> commit(Shard, Intent, Durability = Durability::synced, Purpose = Purpose::grow) = 0;

  // Called on the committer thread with the notices of each durable group, in order, before its callers go on. Set before
  // the first commit. The observer must not wait for anything.
  virtual void observe(std::function<void(std::span<const std::shared_ptr<const Notice>>)>) = 0;

  // False once an engine error has stopped all acknowledgement, or while the disk is full or below its low watermark.
  [[nodiscard]] virtual bool accepts_writes() const = 0;
  [[nodiscard]] virtual Disk disk() const = 0;
};

}  // namespace postern::kv
