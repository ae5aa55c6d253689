// What the store asks of a storage engine: blocking reads and one atomic write at a time. Values are opaque (sealed) bytes.
// Promises an engine makes: keys are ordered as unsigned bytes; write() is all or nothing, also across families and over a
//   crash; with `sync` it returns once all writes so far are on the disk; a scan sees one state. Reads come from any
//   thread, writes from one. The destructor closes it in order.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "kv/kv.h"

namespace postern::kv {

// One step of a write. Steps are applied in order.
struct Change {
  enum class Kind : std::uint8_t { put, erase, erase_range };
  Kind kind;
  Family family;
  std::string_view key;    // of a range: its first key
  std::string_view value;  // of a range: the key it ends before
};

using Found = Result<std::optional<std::string>>;

// Of the disk that an engine writes to, in octets.
struct Space {
  std::uint64_t free = 0;
  std::uint64_t whole = 0;  // 0: there is no disk
};

class Engine {
 public:
  using Visit = std::function<bool(std::string_view key, std::string_view value)>;

  virtual ~Engine() = default;

  virtual Found get(Family, std::string_view key) = 0;
  // Never waits for the disk: nothing when the answer is not in memory.
  virtual std::optional<Found> get_cached(Family, std::string_view key) = 0;
  // One answer for each key, in order.
  virtual std::vector<Found> get_many(Family, std::span<const std::string_view> keys) = 0;
  // [from, to), an empty `to` means to the end.
  virtual Result<void> scan(Family, std::string_view from, std::string_view to, ScanOptions, const Visit&) = 0;
  // Failure::unavailable: the disk has no room. Nothing of this write is there then, and none is taken before recover() has succeeded.
  virtual Result<void> write(std::span<const Change>, bool sync) = 0;
  // As good as opened anew, from the thread that writes; reads wait meanwhile. Failure::unavailable: there is no room yet, ask again.
  virtual Result<void> recover() = 0;
  virtual Space space() = 0;
};

// What a full disk says to whoever wants to write. `detail` is for the log.
inline std::unexpected<Error> no_room(std::string detail = {}) {
  return fail(Failure::unavailable, "The server's disk is full for now: make room on it, and try again", std::move(detail));
}

// Whether a key lies before the end of a range whose empty end means all.
inline bool before_end(std::string_view key, std::string_view to) { return to.empty() || key < to; }

}  // namespace postern::kv
