// STORE: setting, adding and removing flags of many messages in one commit.
#include "store/parts.h"
#include "store/ranges.h"

namespace postern::store {
namespace {

Flags apply(Flags before, FlagChange how, Flags bits) {
  switch (how) {
    case FlagChange::add: return before | bits;
    case FlagChange::remove: return before & ~bits;
    case FlagChange::replace: return bits;
  }
  return before;
}

void recount(MailboxState& state, Flags before, Flags after) {
  if ((before ^ after) & kSeen) state.unseen += (before & kSeen) ? 1u : ~0u;
  if ((before ^ after) & kDeleted) state.deleted += (after & kDeleted) ? 1u : ~0u;
}

// One STORE on one mailbox.
struct Editing {
  Change::Box& box;
  const FlagEdit& edit;
  UidRanges ranges;
  Flags bits;
  ModSeq modseq;
  FlagsStored& done;

  // True when a row of the chunk changed.
  bool apply_to(Chunk& chunk) {
    bool changed = false;
    for (std::uint32_t i = 0; i < chunk.size(); ++i) {
      const Uid uid = chunk.uid(i);
      if (!contains(ranges, uid)) continue;
      // RFC 7162 §3.1.3: a message changed after the client looked is left alone and named in MODIFIED.
      if (edit.unchanged_since && chunk.modseqs[i] > edit.unchanged_since->value) {
        append_uid(done.modified, uid);
        continue;
      }
      const Flags after = apply(chunk.flags[i], edit.how, bits);
      if (after == chunk.flags[i]) continue;
      recount(box.state, chunk.flags[i], after);
      chunk.flags[i] = after;
      chunk.modseqs[i] = modseq.value;
      append_uid(box.updated, uid);
      changed = true;
    }
    if (changed) done.modseq = modseq;
    return changed;
  }
};

Result<void> store_all(Change& change, MailboxId mailbox, const FlagEdit& edit, FlagsStored& done) {
  done = {};
  auto box = change.box(mailbox);
  if (!box) return pass_on(box);
  Flags bits = Change::known_bits(**box, edit.flags);
  if (edit.how != FlagChange::remove) {
    auto all = change.bits(**box, edit.flags);
    if (!all) return pass_on(all);
    bits = *all;
  }
  Editing editing{**box, edit, normalised(edit.uids, Uid((*box)->state.uidnext.value - 1)), bits, change.modseq(), done};
  return change.edit(**box, editing.ranges, [&](Chunk& chunk) -> Result<bool> { return editing.apply_to(chunk); });
}

}  // namespace

Task<Result<FlagsStored>> Store::store_flags(AccountId account, MailboxId mailbox, FlagEdit edit) {
  // Marking messages for removal is the way to make room, so it goes on while the disk is low.
  const auto purpose = (edit.flags.system & kDeleted) ? kv::Purpose::shrink : kv::Purpose::grow;
  auto done = std::make_shared<FlagsStored>();
  Parts::Work work = [mailbox, edit = std::move(edit), done](Change& change) {
    return store_all(change, mailbox, edit, *done);
  };
  auto committed = co_await parts_->commit(account, std::move(work), purpose);
  if (!committed) co_return pass_on(committed);
  co_return std::move(*done);
}

}  // namespace postern::store
