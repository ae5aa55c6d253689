// An open mailbox: an immutable snapshot of its changing columns, shared by all sessions that have it open.
// Use: View v = co_await store.open(...); v->each(1, v->exists(), [&](std::uint32_t seq, const Row& row) {...});
//   after a change: View next = co_await store.open(...); Difference d = diff(*v, *next);
// Promises: a view never changes; two versions share the chunks that are the same; cold: no I/O, no clock.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/ids.h"

namespace postern::store {

// One bit a flag. The low eight are system flags, the others the mailbox's keywords: bit 8 + i is keywords()[i].
using Flags = std::uint64_t;
inline constexpr Flags kSeen = 1, kAnswered = 2, kFlagged = 4, kDeleted = 8, kDraft = 16;
inline constexpr Flags kSystemFlags = kSeen | kAnswered | kFlagged | kDeleted | kDraft;
inline constexpr std::size_t kFirstKeyword = 8;
inline constexpr std::size_t kMaxKeywords = 64 - kFirstKeyword;
inline constexpr MailboxId kInbox{1};             // of every account: made first, never removed
inline constexpr std::uint32_t kChunkUids = 256;  // UIDs a chunk; chunk n holds UIDs 256n to 256n+255

struct Row {
  Uid uid;
  MessageNumber number;
  Flags flags = 0;
  ModSeq modseq;
};

// The rows of one chunk, column by column. Index i is the i-th message of the chunk, UIDs ascending.
struct Chunk {
  std::uint32_t index = 0;        // uid >> 8
  std::vector<std::uint8_t> low;  // uid & 255
  std::vector<std::uint32_t> numbers;
  std::vector<Flags> flags;
  std::vector<std::uint64_t> modseqs;

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(low.size()); }
  [[nodiscard]] Uid uid(std::uint32_t i) const { return Uid((index << 8) | low[i]); }
  [[nodiscard]] Row row(std::uint32_t i) const { return {uid(i), MessageNumber(numbers[i]), flags[i], ModSeq(modseqs[i])}; }
  [[nodiscard]] std::size_t bytes() const;
};

// The counters of a mailbox, one small record beside its chunks.
struct MailboxState {
  std::uint32_t uidvalidity = 0;
  Uid uidnext{1};
  ModSeq highest;  // RFC 7162 §3.1.2.1 HIGHESTMODSEQ: of the last change
  std::uint32_t exists = 0;
  std::uint32_t unseen = 0;
  std::uint32_t deleted = 0;  // with \Deleted (RFC 9051 §6.3.11)
  std::uint64_t size = 0;     // octets of all messages (RFC 8438)
  std::vector<std::string> keywords;
  friend bool operator==(const MailboxState&, const MailboxState&) = default;
};

class MailboxView {
 public:
  using ChunkPtr = std::shared_ptr<const Chunk>;

  // Chunks ascending by index, none empty.
  MailboxView(AccountId, MailboxId, MailboxState, std::vector<ChunkPtr>);

  [[nodiscard]] AccountId account() const { return account_; }
  [[nodiscard]] MailboxId mailbox() const { return mailbox_; }
  [[nodiscard]] const MailboxState& state() const { return state_; }
  [[nodiscard]] std::uint32_t exists() const { return before_.back(); }
  [[nodiscard]] ModSeq highest() const { return state_.highest; }
  [[nodiscard]] const std::vector<std::string>& keywords() const { return state_.keywords; }

  // Sequence numbers count from 1; seq must be 1 to exists(). O(log chunks).
  [[nodiscard]] Row at(std::uint32_t seq) const;
  [[nodiscard]] Uid uid_of(std::uint32_t seq) const { return at(seq).uid; }
  // 0 when no message has this UID.
  [[nodiscard]] std::uint32_t seq_of(Uid) const;
  // The lowest sequence number whose UID is not below `uid`; exists() + 1 when there is none.
  [[nodiscard]] std::uint32_t seq_from(Uid uid) const;
  // 0 when all messages are \Seen.
  [[nodiscard]] std::uint32_t first_unseen() const;

  // Calls visit(seq, const Row&) for first to last, both included, in order; does nothing when first > last.
  template <class Visit>
  void each(std::uint32_t first, std::uint32_t last, Visit&& visit) const {
    if (first == 0 || first > last || last > exists()) return;
    for (std::size_t c = chunk_of(first); c < chunks_.size() && before_[c] < last; ++c) {
      const Chunk& chunk = *chunks_[c];
      const std::uint32_t base = before_[c] + 1;  // sequence number of the chunk's first row
      const std::uint32_t from = first > base ? first - base : 0;
      const std::uint32_t to = last - base + 1 < chunk.size() ? last - base + 1 : chunk.size();
      for (std::uint32_t i = from; i < to; ++i) visit(base + i, chunk.row(i));
    }
  }

  [[nodiscard]] const std::vector<ChunkPtr>& chunks() const { return chunks_; }
  // How many messages stand before chunk c; one more entry than chunks, the last is exists().
  [[nodiscard]] const std::vector<std::uint32_t>& before() const { return before_; }
  [[nodiscard]] std::size_t bytes() const;  // what the view holds, chunks included

 private:
  [[nodiscard]] std::size_t chunk_of(std::uint32_t seq) const;

  AccountId account_;
  MailboxId mailbox_;
  MailboxState state_;
  std::vector<ChunkPtr> chunks_;
  std::vector<std::uint32_t> before_;
};
using View = std::shared_ptr<const MailboxView>;

// What a session must be told to get from one view to a later one of the same mailbox.
struct Difference {
  struct Gone {
    std::uint32_t seq;  // in the earlier view
    Uid uid;
  };
  struct Changed {
    std::uint32_t seq;  // in the later view
    Row row;
  };
  std::vector<Gone> gone;         // seq descending: EXPUNGE lines can be sent as they stand (RFC 9051 §7.5.1)
  std::vector<Changed> changed;   // in both views, modseq differs; seq ascending
  std::uint32_t first_added = 0;  // sequence number in the later view; 0 when none. Added ones are the last of the view
  std::uint32_t added = 0;
  bool keywords_changed = false;
  [[nodiscard]] bool empty() const { return gone.empty() && changed.empty() && added == 0 && !keywords_changed; }
};
Difference diff(const MailboxView& earlier, const MailboxView& later);

// The later view with the messages that have gone since the earlier one still in their places, as they were last: for a session
// whose numbers must stay a while. Shares all chunks in which nothing has gone.
View keeping_gone(const MailboxView& earlier, const MailboxView& later);

}  // namespace postern::store
