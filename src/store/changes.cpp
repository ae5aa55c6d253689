// What was expunged since a modseq: from the change log, or from what is left when the log does not reach back so far.
#include "store/keys.h"
#include "store/parts.h"
#include "store/ranges.h"

namespace postern::store {
namespace {

// The UIDs of `known` that the view does not have.
UidRanges absent(const MailboxView& view, const UidRanges& known) {
  UidRanges out;
  for (const auto& range : known) {
    std::uint64_t next = range.first.value;  // the lowest UID not yet looked at
    const auto gap = [&](std::uint64_t end) {
      if (next < end) out.push_back({Uid(static_cast<std::uint32_t>(next)), Uid(static_cast<std::uint32_t>(end - 1))});
    };
    const auto first = view.seq_from(range.first);
    const auto last = view.seq_from(Uid(range.last.value + 1)) - 1;
    view.each(first, last, [&](std::uint32_t, const Row& row) {
      gap(row.uid.value);
      next = std::uint64_t{row.uid.value} + 1;
    });
    gap(std::uint64_t{range.last.value} + 1);
  }
  return out;
}

}  // namespace

Task<Result<UidRanges>> Store::vanished(View view, ModSeq since, UidRanges known) {
  const Uid last(view->state().uidnext.value - 1);
  if (known.empty()) known.push_back({Uid(1), last});
  known = normalised(std::move(known), last);
  auto head = co_await parts_->head(view->account());
  if (!head) co_return pass_on(head);
  if (since.value < head->log_floor) co_return absent(*view, known);
  if (since >= view->highest()) co_return UidRanges{};
  UidRanges gone;
  Result<void> decoded;
  kv::Visitor visit = [&](std::string_view, std::string_view value) {
    auto events = decode_log(value);
    if (!events) {
      decoded = pass_on(events);
      return false;
    }
    for (const auto& e : *events) {
      if (e.kind == LogKind::destroyed && e.mailbox == view->mailbox()) gone.insert(gone.end(), e.uids.begin(), e.uids.end());
    }
    return true;
  };
  auto from = keys::log(view->account(), since.value + 1);
  auto to = keys::log(view->account(), view->highest().value + 1);
  auto scanned = co_await parts_->kv.scan(kv::Family::meta, std::move(from), std::move(to), std::move(visit));
  if (!scanned) co_return pass_on(scanned);
  if (!decoded) co_return pass_on(decoded);
  co_return intersection(normalised(std::move(gone), last), known);
}

}  // namespace postern::store
