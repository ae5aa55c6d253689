// Mail that waits for another server, or for an account here that could not be given it: durable from the moment add() returns.
// Use: co_await queue.add(envelope, bytes, due) before a 250; due() and keep() for who tries again; list(), show(), remove() for
//   administrators.
// Promises: each change is one commit, so a message is queued for all its recipients or for none, and an entry has one due time;
//   every field may hold any byte and comes back equal (records are length-prefixed, never lines of text).
// Any executor may call, at the same time.
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/changes.h"
#include "base/random.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "kv/kv.h"
#include "queue/record.h"
#include "store/blobs.h"
#include "store/spool.h"

namespace postern::queue {

// A place in the order of due times.
struct Due {
  EntryId id;
  Time at;
};

enum class Way : std::uint8_t { in, out, changed };

struct QueueChange {
  Way way = Way::in;
  EntryId id;
};

class Queue {
 public:
  // Bodies up to `inline_limit` octets lie beside the entry, larger ones are blobs.
  Queue(kv::Store& kv, store::BlobStore& blobs, Random& random, std::uint64_t inline_limit = 64 << 10)
      : kv_(kv), blobs_(blobs), random_(random), inline_limit_(inline_limit) {}

  // The message begins behind the first `skip` octets of the content, which are our Return-Path. Durable when it returns.
  Task<Result<EntryId>> add(Envelope, store::Content, Time due, std::size_t skip = 0);

  // The first by due time, at most `limit`.
  Task<Result<std::vector<Entry>>> list(std::size_t limit);
  // How many there are, without reading them; `most` when there are more.
  Task<Result<std::size_t>> count(std::size_t most);
  Task<Result<Entry>> show(EntryId);
  Task<Result<store::Content>> content(const Entry&);  // as it is kept in a mailbox here, with it
  Task<Result<void>> remove(EntryId);

  // Entries whose time has come by `now`, the longest due first, at most `limit`.
  Task<Result<std::vector<Due>>> due(Time now, std::size_t limit);
  // When due() has something to give: never later than the truth, and exact after a due() that gave nothing.
  [[nodiscard]] Time next_due() const { return Time{next_due_.load()}; }
  // What is left to do of an entry that due() gave: it waits until `entry.due`, or it goes when it has no recipients any more.
  // Without effect when the entry is gone.
  Task<Result<void>> keep(Due, Entry);
  // For an entry that cannot be read: due again at `to`. One that is gone is not due any more.
  Task<Result<void>> move(Due, Time to);

  [[nodiscard]] const Changes<QueueChange>& changes() const { return changes_; }

  // Blobs that entries name: a sweep of blobs must spare them.
  Task<Result<std::vector<store::BlobName>>> named_blobs();

 private:
  struct InOrder {
    std::vector<Due> first;  // those due by then, the longest due first
    Time next{INT64_MAX};    // when the first of all is due
  };
  Task<Result<InOrder>> in_order(Time until, std::size_t limit);
  void comes_due(Time);  // next_due() is this or earlier

  kv::Store& kv_;
  store::BlobStore& blobs_;
  Random& random_;
  std::uint64_t inline_limit_;
  std::atomic<std::int64_t> next_due_ = 0;
  Changes<QueueChange> changes_;
};

}  // namespace postern::queue
