// COPY and MOVE: new rows for the same messages.
#include "store/copy.h"

#include "store/keys.h"
#include "store/parts.h"
#include "store/ranges.h"

namespace postern::store {
namespace {

struct Source {
  Row row;
  Fixed fixed;
};

Result<std::vector<Source>> collect(Change& change, Change::Box& from, const UidRanges& ranges) {
  std::vector<Source> rows;
  auto done = change.edit(from, ranges, [&](Chunk& chunk) -> Result<bool> {
    auto fixed = change.fixed(from, chunk.index);
    if (!fixed) return pass_on(fixed);
    for (std::uint32_t i = 0; i < chunk.size(); ++i) {
      if (!contains(ranges, chunk.uid(i))) continue;
      const auto* row = find(*fixed, chunk.low[i]);
      if (!row) return damaged("fixed row of a message is missing");
      rows.push_back({chunk.row(i), *row});
    }
    return false;
  });
  if (!done) return pass_on(done);
  return rows;
}

// The names behind the keyword bits that any of the rows has.
FlagNames keywords_of(const Change::Box& box, const std::vector<Source>& rows) {
  Flags used = 0;
  for (const auto& r : rows) used |= r.row.flags;
  FlagNames names;
  for (std::size_t i = 0; i < box.state.keywords.size(); ++i) {
    if (used & (Flags{1} << (kFirstKeyword + i))) names.keywords.push_back(box.state.keywords[i]);
  }
  return names;
}

// A flag word of one mailbox in the table of another that has all its keywords.
Flags translate(Flags flags, const Change::Box& from, const Change::Box& to) {
  if (&from == &to || flags < (Flags{1} << kFirstKeyword)) return flags;
  FlagNames names{.system = flags & kSystemFlags, .keywords = {}};
  for (std::size_t i = 0; i < from.state.keywords.size(); ++i) {
    if (flags & (Flags{1} << (kFirstKeyword + i))) names.keywords.push_back(from.state.keywords[i]);
  }
  return Change::known_bits(to, names);
}

}  // namespace

Result<Copied> copy_rows(Change& change, Change::Box& from, const UidRanges& wanted, Change::Box& to, CopyKind kind) {
  const auto ranges = normalised(wanted, Uid(from.state.uidnext.value - 1));
  auto rows = collect(change, from, ranges);
  if (!rows) return pass_on(rows);
  auto known = change.bits(to, keywords_of(from, *rows));
  if (!known) return pass_on(known);
  Copied done{.uidvalidity = to.state.uidvalidity, .from = {}, .to = {}};
  for (auto& source : *rows) {
    if (kind == CopyKind::copy) {
      auto charged = change.charge(source.fixed.size);
      if (!charged) return pass_on(charged);
    }
    source.fixed.saved = change.now();  // RFC 8514 §3: when it came into this mailbox
    auto uid = change.add(to, source.row.number, translate(source.row.flags, from, to), source.fixed);
    if (!uid) return pass_on(uid);
    change.transaction().put(kv::Family::meta, keys::place(change.account(), source.row.number.value, to.id, *uid), {});
    append_uid(done.from, source.row.uid);
    append_uid(done.to, *uid);
  }
  if (kind == CopyKind::copy) return done;
  for (const auto& source : *rows) {  // expunging gives back what the new rows use
    change.head().used_bytes += source.fixed.size;
    ++change.head().used_messages;
  }
  auto gone = change.expunge(from, ranges, [](const Row&) { return true; });
  if (!gone) return pass_on(gone);
  return done;
}

namespace {

Result<void> run_copy(Change& change, MailboxId from, const UidRanges& uids, MailboxId to, CopyKind kind, Copied& done) {
  auto source = change.box(from);
  if (!source) return pass_on(source);
  auto target = change.box(to);
  if (!target) return pass_on(target);
  auto copied = copy_rows(change, **source, uids, **target, kind);
  if (!copied) return pass_on(copied);
  done = std::move(*copied);
  return {};
}

}  // namespace

Task<Result<Copied>> Store::copy(AccountId account, MailboxId from, UidRanges uids, MailboxId to) {
  auto done = std::make_shared<Copied>();
  Parts::Work work = [=, uids = std::move(uids)](Change& change) {
    return run_copy(change, from, uids, to, CopyKind::copy, *done);
  };
  auto committed = co_await parts_->commit(account, std::move(work));
  if (!committed) co_return pass_on(committed);
  co_return std::move(*done);
}

Task<Result<Copied>> Store::move(AccountId account, MailboxId from, UidRanges uids, MailboxId to) {
  auto done = std::make_shared<Copied>();
  Parts::Work work = [=, uids = std::move(uids)](Change& change) {
    return run_copy(change, from, uids, to, CopyKind::move, *done);
  };
  auto committed = co_await parts_->commit(account, std::move(work));
  if (!committed) co_return pass_on(committed);
  co_return std::move(*done);
}

}  // namespace postern::store
