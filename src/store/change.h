// The work of one intent on one account: reads the head and the mailboxes it touches through the transaction, collects what
// changes, and writes head, counters, chunks, change log and notice at the end.
// Use: Change c(t, account, now); c.begin(); auto* box = *c.box(id); c.add(*box, ...); return c.finish();
// Invariants: one modseq a commit; every touched mailbox gets it as its HIGHESTMODSEQ; counters equal the rows; used bytes of
//   the head equal the sum of all mailboxes' sizes.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "kv/kv.h"
#include "store/chunk.h"
#include "store/notice.h"
#include "store/records.h"
#include "store/store.h"

namespace postern::store {

// Whether an account can hold so many octets more: by its own quota, and by what it shares with others. over_quota
Result<void> room_left(const Head&, AccountId, std::uint64_t bytes, const SharedRoom*);

class Change {
 public:
  struct Box {
    MailboxId id;
    MailboxState state;
    bool touched = false;
    bool removed = false;
    bool tail_open = false;  // tail and fixed_tail hold the chunk of uidnext, to be written by flush()
    std::uint32_t tail_index = 0;
    std::string tail, fixed_tail;
    std::map<std::uint32_t, std::string> images;  // of chunks this change wrote
    UidRanges created, updated, destroyed;
  };

  Change(kv::Transaction& transaction, AccountId account, Time now, const SharedRoom* room = nullptr)
      : t_(transaction), account_(account), now_(now), room_(room) {}

  Result<void> begin();                          // not_found: no such account
  void begin_fresh(Head head) { head_ = head; }  // an account that does not exist yet
  Result<Box*> box(MailboxId);                   // not_found; the pointer lives as long as the change
  Box& make_box(MailboxId, MailboxState);        // a mailbox that does not exist yet

  [[nodiscard]] ModSeq modseq() const { return ModSeq(head_.modseq + 1); }
  [[nodiscard]] Head& head() { return head_; }
  [[nodiscard]] AccountId account() const { return account_; }
  [[nodiscard]] Time now() const { return now_; }
  [[nodiscard]] kv::Transaction& transaction() { return t_; }

  // The bits of flags by name; unknown keywords get a place in the mailbox's table, or too_large.
  Result<Flags> bits(Box&, const FlagNames&);
  // The bits of known names alone: enough to take flags away.
  static Flags known_bits(const Box&, const FlagNames&);

  Result<void> charge(std::uint64_t bytes);                   // one message more against the quota; over_quota
  Result<Uid> add(Box&, MessageNumber, Flags, const Fixed&);  // gives the next UID; does not charge
  // Visits the chunks that the ranges touch, in order; what visit() changes is kept when it returns true.
  Result<void> edit(Box&, const UidRanges&, const std::function<Result<bool>(Chunk&)>& visit);
  Result<FixedChunk> fixed(Box&, std::uint32_t index);
  // Takes messages out of a mailbox and leaves a tombstone. `which` says which rows of the ranges go. Gives their UIDs.
  Result<UidRanges> expunge(Box&, const UidRanges&, const std::function<bool(const Row&)>& which);

  void event(LogKind, MailboxId);  // mailbox_created, mailbox_updated, mailbox_destroyed
  Result<void> finish();           // writes all; nothing when nothing was touched

 private:
  Result<void> open_tail(Box&);
  void flush(Box&);
  void write(Box&, const Chunk&);
  Result<std::vector<Chunk>> read(Box&, std::uint32_t first, std::uint32_t last);
  Result<void> expunge_fixed(Box&, const Chunk& before, const Chunk& after);
  std::vector<LogEvent> log_events();
  void trim_log();
  void tell();

  kv::Transaction& t_;
  AccountId account_;
  Time now_;
  const SharedRoom* room_;
  Head head_;
  std::map<MailboxId, Box> boxes_;
  std::vector<LogEvent> events_;
  bool names_changed_ = false;
  std::vector<Expunged> expunged_;
};

}  // namespace postern::store
