// Lookups in an open mailbox, and what changed between two versions of it.
#include "store/view.h"

#include <algorithm>

namespace postern::store {

std::size_t Chunk::bytes() const {
  return sizeof(Chunk) + low.capacity() + numbers.capacity() * sizeof(std::uint32_t) + flags.capacity() * sizeof(Flags) +
         modseqs.capacity() * sizeof(std::uint64_t);
}

MailboxView::MailboxView(AccountId account, MailboxId mailbox, MailboxState state, std::vector<ChunkPtr> chunks)
    : account_(account), mailbox_(mailbox), state_(std::move(state)), chunks_(std::move(chunks)) {
  before_.reserve(chunks_.size() + 1);
  before_.push_back(0);
  for (const auto& c : chunks_) before_.push_back(before_.back() + c->size());
}

std::size_t MailboxView::chunk_of(std::uint32_t seq) const {
  return static_cast<std::size_t>(std::lower_bound(before_.begin() + 1, before_.end(), seq) - before_.begin() - 1);
}

Row MailboxView::at(std::uint32_t seq) const {
  const auto c = chunk_of(seq);
  return chunks_[c]->row(seq - before_[c] - 1);
}

std::uint32_t MailboxView::seq_from(Uid uid) const {
  const auto wanted = uid.value / kChunkUids;
  const auto at = std::lower_bound(chunks_.begin(), chunks_.end(), wanted,
                                   [](const ChunkPtr& c, std::uint32_t index) { return c->index < index; });
  const auto c = static_cast<std::size_t>(at - chunks_.begin());
  if (at == chunks_.end() || (*at)->index > wanted) return before_[c] + 1;
  const auto& low = (*at)->low;
  const auto row = std::lower_bound(low.begin(), low.end(), uid.value % kChunkUids);
  return before_[c] + static_cast<std::uint32_t>(row - low.begin()) + 1;
}

std::uint32_t MailboxView::seq_of(Uid uid) const {
  const auto seq = seq_from(uid);
  return seq <= exists() && uid_of(seq) == uid ? seq : 0;
}

std::uint32_t MailboxView::first_unseen() const {
  if (state_.unseen == 0) return 0;
  for (std::size_t c = 0; c < chunks_.size(); ++c) {
    const auto& flags = chunks_[c]->flags;
    const auto at = std::find_if(flags.begin(), flags.end(), [](Flags f) { return (f & kSeen) == 0; });
    if (at != flags.end()) return before_[c] + static_cast<std::uint32_t>(at - flags.begin()) + 1;
  }
  return 0;
}

std::size_t MailboxView::bytes() const {
  std::size_t n = sizeof *this + chunks_.capacity() * sizeof(ChunkPtr) + before_.capacity() * sizeof(std::uint32_t);
  for (const auto& k : state_.keywords) n += sizeof k + k.size();
  for (const auto& c : chunks_) n += c->bytes() + 16;  // 16: the counts of the shared pointer
  return n;
}

namespace {

// Walks the rows of both versions of one chunk by UID. Rows that only the later one has are left to the caller.
void compare(const Chunk* was, std::uint32_t was_before, const Chunk* is, std::uint32_t is_before, Difference& out) {
  std::uint32_t j = 0;
  for (std::uint32_t i = 0; i < was->size(); ++i) {
    while (is && j < is->size() && is->low[j] < was->low[i]) ++j;
    const bool still = is && j < is->size() && is->low[j] == was->low[i];
    if (!still) {
      out.gone.push_back({was_before + i + 1, was->uid(i)});
    } else if (is->modseqs[j] != was->modseqs[i]) {
      out.changed.push_back({is_before + j + 1, is->row(j)});
    }
  }
}

}  // namespace

Difference diff(const MailboxView& earlier, const MailboxView& later) {
  Difference out;
  const auto& was = earlier.chunks();
  const auto& is = later.chunks();
  std::size_t j = 0;
  for (std::size_t i = 0; i < was.size(); ++i) {
    while (j < is.size() && is[j]->index < was[i]->index) ++j;
    const bool same_place = j < is.size() && is[j]->index == was[i]->index;
    if (same_place && is[j] == was[i]) continue;
    compare(was[i].get(), earlier.before()[i], same_place ? is[j].get() : nullptr, same_place ? later.before()[j] : 0, out);
  }
  std::reverse(out.gone.begin(), out.gone.end());
  const auto first = later.seq_from(earlier.state().uidnext);  // whatever is at or above the earlier UIDNEXT came since
  if (first <= later.exists()) {
    out.first_added = first;
    out.added = later.exists() - first + 1;
  }
  out.keywords_changed = earlier.keywords() != later.keywords();
  return out;
}

namespace {

void copy_row(Chunk& out, const Chunk& from, std::uint32_t i) {
  out.low.push_back(from.low[i]);
  out.numbers.push_back(from.numbers[i]);
  out.flags.push_back(from.flags[i]);
  out.modseqs.push_back(from.modseqs[i]);
}

// The rows of both, the later ones where both have a row.
MailboxView::ChunkPtr united(const Chunk& was, const Chunk& is) {
  auto out = std::make_shared<Chunk>();
  out->index = was.index;
  std::uint32_t j = 0;
  for (std::uint32_t i = 0; i < was.size(); ++i) {
    while (j < is.size() && is.low[j] < was.low[i]) copy_row(*out, is, j++);
    if (j < is.size() && is.low[j] == was.low[i])
      copy_row(*out, is, j++);
    else
      copy_row(*out, was, i);
  }
  while (j < is.size()) copy_row(*out, is, j++);
  return out->size() == is.size() ? nullptr : std::move(out);
}

}  // namespace

View keeping_gone(const MailboxView& earlier, const MailboxView& later) {
  std::vector<MailboxView::ChunkPtr> chunks;
  const auto& was = earlier.chunks();
  const auto& is = later.chunks();
  std::size_t j = 0;
  for (const auto& old : was) {
    while (j < is.size() && is[j]->index < old->index) chunks.push_back(is[j++]);
    if (j == is.size() || is[j]->index > old->index) {
      chunks.push_back(old);  // all of it has gone
      continue;
    }
    auto both = is[j] == old ? nullptr : united(*old, *is[j]);
    chunks.push_back(both ? std::move(both) : is[j]);
    ++j;
  }
  while (j < is.size()) chunks.push_back(is[j++]);
  return std::make_shared<const MailboxView>(later.account(), later.mailbox(), later.state(), std::move(chunks));
}

}  // namespace postern::store
