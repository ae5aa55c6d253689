// Mail that waits for another server: durable from the moment add() returns, with the state of each recipient.
// Use: co_await queue.add(envelope, bytes) before a 250; list(), show(), remove() for administrators.
// Promises: add() is one commit, so a message is queued for all its recipients or for none; every field may hold any byte and comes
//   back equal (records are length-prefixed, never lines of text).
// Sending is not part of this room yet: entries wait, in the order of their due times, for the room that will.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "kv/kv.h"
#include "queue/record.h"
#include "store/blobs.h"
#include "store/spool.h"

namespace postern::queue {

class Queue {
 public:
  // Bodies up to `inline_limit` octets lie beside the entry, larger ones are blobs.
  Queue(kv::Store& kv, store::BlobStore& blobs, Random& random, std::uint64_t inline_limit = 64 << 10)
      : kv_(kv), blobs_(blobs), random_(random), inline_limit_(inline_limit) {}

  // The message begins behind the first `skip` octets of the content, which are our Return-Path. Durable when it returns.
  Task<Result<EntryId>> add(Envelope, store::Content, Time due, std::size_t skip = 0);

  // Entries by due time, at most `limit`.
  Task<Result<std::vector<Entry>>> list(std::size_t limit);
  Task<Result<Entry>> show(EntryId);
  Task<Result<std::string>> body(EntryId);
  Task<Result<void>> remove(EntryId);

  // Blobs that entries name: a sweep of blobs must spare them.
  Task<Result<std::vector<store::BlobName>>> named_blobs();

 private:
  kv::Store& kv_;
  store::BlobStore& blobs_;
  Random& random_;
  std::uint64_t inline_limit_;
};

}  // namespace postern::queue
