// Reading messages of a view in order: a scan where the wanted rows lie close together, single reads where they do not.
#include <algorithm>

#include "base/codec.h"
#include "store/keys.h"
#include "store/parts.h"

namespace postern::store {
namespace {

constexpr std::size_t kBatch = 4096;  // rows taken from the view at a time
constexpr std::size_t kMaxGap = 16;   // message numbers a scan passes over rather than ending
constexpr std::size_t kShortRun = 4;  // fewer are read one by one
constexpr std::size_t kMany = 32;     // single reads at a time

struct Wanted {
  std::uint32_t seq = 0;
  Row row;
};

// Takes the next rows of the ranges, up to a batch. `next` is where the following batch goes on.
struct Walk {
  const MailboxView& view;
  std::vector<SeqRange> ranges;
  std::size_t range = 0;
  std::uint32_t next = 0;

  std::vector<Wanted> take() {
    std::vector<Wanted> rows;
    while (range < ranges.size() && rows.size() < kBatch) {
      const auto first = std::max({ranges[range].first, next, 1u});
      const auto end = std::min(ranges[range].last, view.exists());
      const auto last = static_cast<std::uint32_t>(std::min<std::uint64_t>(end, first + (kBatch - rows.size()) - 1));
      view.each(first, last, [&](std::uint32_t seq, const Row& row) { rows.push_back({seq, row}); });
      if (last >= end || first > end) {
        ++range;
        next = 0;
      } else {
        next = last + 1;
      }
    }
    return rows;
  }
};

// How many rows from `at` on have rising numbers close together.
std::size_t run_length(const std::vector<Wanted>& rows, std::size_t at) {
  std::size_t n = 1;
  while (at + n < rows.size()) {
    const auto a = rows[at + n - 1].row.number.value;
    const auto b = rows[at + n].row.number.value;
    if (b <= a || b - a > kMaxGap) break;
    ++n;
  }
  return n;
}

struct Table {
  kv::Family family;
  std::string (*key)(AccountId, std::uint32_t number);
};
constexpr Table kFacts{kv::Family::meta, keys::message};
constexpr Table kBodies{kv::Family::body, keys::body};

// Called for each wanted row in order; without bytes when there is no such row. False stops.
using OnRow = std::function<bool(const Wanted&, std::optional<std::string_view>)>;

// One walk through a batch: what is read, how far it has come, and whether the visitor wants no more.
struct Reading {
  kv::Store& kv;
  Table table;
  AccountId account;
  const std::vector<Wanted>& rows;
  const OnRow& on_row;
  std::size_t at = 0;
  bool stopped = false;

  // A mailbox that is read through does not fit into the cache.
  [[nodiscard]] kv::ScanOptions how() const { return {.once = rows.size() >= kMany}; }
  [[nodiscard]] std::uint32_t number(std::size_t i) const { return rows[i].row.number.value; }
  void give(std::optional<std::string_view> bytes) {
    const Wanted& wanted = rows[at++];
    stopped = !on_row(wanted, bytes);
  }
};

// Rows whose numbers rise up to `end`: one scan.
Task<Result<void>> read_run(Reading& r, std::size_t end) {
  kv::Visitor visit = [&r, end](std::string_view key, std::string_view value) {
    const auto number = Decoder(key.substr(key.size() - 4)).big32();
    while (r.at < end && r.number(r.at) < number && !r.stopped) r.give(std::nullopt);
    if (r.at < end && r.number(r.at) == number && !r.stopped) r.give(value);
    return r.at < end && !r.stopped;
  };
  auto from = r.table.key(r.account, r.number(r.at));
  auto to = r.table.key(r.account, r.number(end - 1) + 1);
  auto scanned = co_await r.kv.scan(r.table.family, std::move(from), std::move(to), std::move(visit), r.how());
  if (!scanned) co_return pass_on(scanned);
  while (r.at < end && !r.stopped) r.give(std::nullopt);
  co_return Result<void>{};
}

Task<Result<void>> read_single(Reading& r, std::size_t end) {
  std::vector<std::string> wanted;
  for (auto i = r.at; i < end; ++i) wanted.push_back(r.table.key(r.account, r.number(i)));
  auto found = co_await r.kv.get_many(r.table.family, std::move(wanted));
  if (!found) co_return pass_on(found);
  for (const auto& value : *found) {
    if (r.stopped) break;
    r.give(value ? std::optional<std::string_view>(*value) : std::nullopt);
  }
  co_return Result<void>{};
}

// Reads the batch from where it stands, until its end or until the visitor stops.
Task<Result<void>> read_batch(Reading& r) {
  while (r.at < r.rows.size() && !r.stopped) {
    const auto run = run_length(r.rows, r.at);
    Result<void> done;
    if (run >= kShortRun) {
      done = co_await read_run(r, r.at + run);
    } else {
      auto end = r.at + run;  // short runs are joined
      while (end < r.rows.size() && end - r.at < kMany && run_length(r.rows, end) < kShortRun) ++end;
      done = co_await read_single(r, end);
    }
    if (!done) co_return pass_on(done);
  }
  co_return Result<void>{};
}

}  // namespace

Task<Result<void>> Store::facts(View view, std::vector<SeqRange> ranges, FactsVisitor visitor) {
  Walk walk{*view, std::move(ranges)};
  Result<void> decoded;
  OnRow on_row = [&](const Wanted& wanted, std::optional<std::string_view> bytes) {
    if (!bytes) return true;
    auto m = decode_message(*bytes);
    if (!m) {
      decoded = pass_on(m);
      return false;
    }
    return visitor({.seq = wanted.seq,
                    .row = wanted.row,
                    .size = m->size,
                    .thread = m->thread,
                    .header_size = m->header_size,
                    .sent = m->sent,
                    .envelope = m->envelope,
                    .body_structure = m->body_structure,
                    .headers = m->headers,
                    .preview = m->preview});
  };
  for (;;) {
    const auto rows = walk.take();
    if (rows.empty()) co_return Result<void>{};
    Reading reading{parts_->kv, kFacts, view->account(), rows, on_row};
    auto done = co_await read_batch(reading);
    if (!done) co_return pass_on(done);
    if (!decoded) co_return pass_on(decoded);
    if (reading.stopped) co_return Result<void>{};
  }
}

Task<Result<void>> Store::bodies(View view, std::vector<SeqRange> ranges, BodyVisitor visitor) {
  Walk walk{*view, std::move(ranges)};
  const Wanted* absent = nullptr;  // a blob, or gone
  bool more = true;
  OnRow on_row = [&](const Wanted& wanted, std::optional<std::string_view> bytes) {
    if (bytes) return more = visitor(wanted.seq, wanted.row, *bytes);
    absent = &wanted;
    return false;
  };
  for (;;) {
    const auto rows = walk.take();
    if (rows.empty()) co_return Result<void>{};
    Reading reading{parts_->kv, kBodies, view->account(), rows, on_row};
    while (reading.at < rows.size()) {
      absent = nullptr;
      reading.stopped = false;
      auto done = co_await read_batch(reading);
      if (!done) co_return pass_on(done);
      if (!more) co_return Result<void>{};
      if (!absent) continue;
      auto large = co_await body(view->account(), absent->row.number);
      if (!large && large.error().kind == Failure::not_found) continue;
      if (!large) co_return pass_on(large);
      const auto share = co_await parts_->large_bodies.take(large->size());
      auto slice = co_await large->read(0, large->size());
      if (!slice) co_return pass_on(slice);
      if (!visitor(absent->seq, absent->row, slice->bytes)) co_return Result<void>{};
    }
  }
}

Task<Result<Body>> Store::body(AccountId account, MessageNumber number) {
  auto small = co_await parts_->kv.get(kv::Family::body, keys::body(account, number.value));
  if (!small) co_return pass_on(small);
  if (*small) co_return Body(std::make_shared<const std::string>(std::move(**small)));
  auto record_bytes = co_await parts_->kv.get(kv::Family::meta, keys::message(account, number.value));
  if (!record_bytes) co_return pass_on(record_bytes);
  if (!*record_bytes) co_return fail(Failure::not_found, "No such message");
  auto record = decode_message(**record_bytes);
  if (!record) co_return pass_on(record);
  if (!record->blob) co_return damaged("message without body");
  co_return Body(parts_->blobs, BlobRef{*record->blob, record->size});
}

Task<Result<Body::Slice>> Body::read(std::uint64_t from, std::size_t n) const {
  if (from > size_) co_return fail(Failure::invalid, "Beyond the end of the message");
  n = static_cast<std::size_t>(std::min<std::uint64_t>(n, size_ - from));
  if (whole_) co_return Slice{whole_, std::string_view(*whole_).substr(static_cast<std::size_t>(from), n)};
  auto bytes = co_await blobs_->read(name_, from, n);
  if (!bytes) co_return pass_on(bytes);
  auto owner = std::make_shared<const std::string>(std::move(*bytes));
  const std::string_view all = *owner;
  co_return Slice{std::move(owner), all};
}

Task<Result<void>> Store::fixed(View view, std::vector<SeqRange> ranges, FixedVisitor visitor) {
  Walk walk{*view, std::move(ranges)};
  for (;;) {
    const auto rows = walk.take();
    if (rows.empty()) co_return Result<void>{};
    std::size_t at = 0;
    bool stopped = false;
    Result<void> decoded;
    kv::Visitor visit = [&](std::string_view key, std::string_view value) {
      const auto index = Decoder(key.substr(key.size() - 4)).big32();
      auto chunk = decode_fixed(value);
      if (!chunk) {
        decoded = pass_on(chunk);
        return false;
      }
      while (at < rows.size() && rows[at].row.uid.value / kChunkUids < index) ++at;  // expunged since
      for (; at < rows.size() && rows[at].row.uid.value / kChunkUids == index && !stopped; ++at) {
        const auto* row = postern::store::find(*chunk, static_cast<std::uint8_t>(rows[at].row.uid.value % kChunkUids));
        if (row) stopped = !visitor(rows[at].seq, rows[at].row, *row);
      }
      return at < rows.size() && !stopped;
    };
    auto from = keys::fixed_chunk(view->account(), view->mailbox(), rows.front().row.uid.value / kChunkUids);
    auto to = keys::fixed_chunk(view->account(), view->mailbox(), rows.back().row.uid.value / kChunkUids + 1);
    auto scanned = co_await parts_->kv.scan(kv::Family::meta, std::move(from), std::move(to), std::move(visit));
    if (!scanned) co_return pass_on(scanned);
    if (!decoded) co_return pass_on(decoded);
    if (stopped) co_return Result<void>{};
  }
}

}  // namespace postern::store
