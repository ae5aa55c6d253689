// Reads in the order of the mailbox, a piece at a time; nothing of the store is held while the peer takes a piece.
#include "imap/fetch_run.h"

#include <algorithm>

#include "imap/fetch_items.h"

namespace postern::imap {
namespace {

constexpr std::uint32_t kBatch = 512;              // messages whose columns are read ahead
constexpr std::uint32_t kLargeBody = 1024 * 1024;  // larger ones go by pieces of their own

struct Batch {
  std::vector<std::uint32_t> seqs;
  std::vector<store::Fixed> fixed;

  [[nodiscard]] const store::Fixed* of(std::uint32_t seq) const {
    const auto at = std::ranges::lower_bound(seqs, seq);
    if (at == seqs.end() || *at != seq) return nullptr;
    return &fixed[static_cast<std::size_t>(at - seqs.begin())];
  }
};

class Run {
 public:
  Run(Context& c, const std::vector<grammar::FetchAttribute>& attributes)
      : c_(c), view_(c.selected().view), needs_(needs(attributes)), form_{&attributes, &view_->keywords()} {}

  [[nodiscard]] bool unknown_encoding() const { return unknown_encoding_; }

  Task<Result<void>> all(SeqRanges seqs) {
    if (!needs_.fixed && !needs_.facts && !needs_.body) co_return co_await columns(std::move(seqs));
    while (!seqs.empty()) {
      auto done = co_await batch(take_front(seqs, kBatch));
      if (!done) co_return done;
    }
    co_return Result<void>{};
  }

 private:
  // From the view's columns alone.
  Task<Result<void>> columns(SeqRanges seqs) {
    ColumnLines lines(form_);
    while (!seqs.empty()) {
      const auto some = take_front(seqs, kBatch);
      for (const auto& [first, last] : some) {
        view_->each(first, last, [&](std::uint32_t seq, const store::Row& row) {
          if (needs_.flags_only)
            lines.append(c_.out.buffer(), seq, row);
          else
            put(seq, row, nullptr, nullptr, {});
        });
      }
      auto drained = co_await c_.out.drain();
      if (!drained) co_return drained;
    }
    co_return Result<void>{};
  }

  Task<Result<void>> batch(SeqRanges seqs) {
    Batch read;
    if (needs_.fixed || needs_.body) {
      auto keep = [&read](std::uint32_t seq, const store::Row&, const store::Fixed& fixed) {
        read.seqs.push_back(seq);
        read.fixed.push_back(fixed);
        return true;
      };
      auto done = co_await c_.store().fixed(view_, seqs, std::move(keep));
      if (!done) co_return done;
    }
    if (needs_.body) co_return co_await bodies(std::move(seqs), read);
    if (needs_.facts) co_return co_await facts(std::move(seqs), read);
    for (const auto seq : read.seqs) put(seq, view_->at(seq), read.of(seq), nullptr, {});
    co_return co_await c_.out.drain();
  }

  Task<Result<void>> facts(SeqRanges seqs, const Batch& read) {
    while (!seqs.empty()) {
      std::uint32_t seen = seqs.back().last;
      auto visit = [this, &read, &seen](const store::StoredFacts& found) {
        const auto* fixed = read.of(found.seq);
        if (!needs_.fixed || fixed != nullptr) put(found.seq, found.row, fixed, &found, {});
        if (!c_.out.full()) return true;
        seen = found.seq;
        return false;
      };
      auto done = co_await c_.store().facts(view_, seqs, std::move(visit));
      if (done) done = co_await c_.out.drain();
      if (!done) co_return done;
      drop_up_to(seqs, seen);
    }
    co_return Result<void>{};
  }

  // Small messages in the order of the store, large ones one at a time.
  Task<Result<void>> bodies(SeqRanges seqs, const Batch& read) {
    SeqRanges small;
    for (std::size_t i = 0; i <= read.seqs.size(); ++i) {
      const bool large = i < read.seqs.size() && read.fixed[i].size > kLargeBody;
      if (i < read.seqs.size() && !large) push(small, read.seqs[i]);
      if (!large && i < read.seqs.size()) continue;
      auto done = co_await small_bodies(std::exchange(small, {}), read);
      if (done && large) done = co_await large_body(read.seqs[i], read);
      if (!done) co_return done;
    }
    co_return Result<void>{};
  }

  Task<Result<void>> small_bodies(SeqRanges seqs, const Batch& read) {
    std::vector<OwnedFacts> facts;
    if (needs_.facts && !seqs.empty()) {
      auto done = co_await own_facts(seqs, facts);
      if (!done) co_return done;
    }
    while (!seqs.empty()) {
      std::uint32_t seen = seqs.back().last;
      auto visit = [this, &read, &seen, &facts](std::uint32_t seq, const store::Row& row, std::string_view bytes) {
        const auto* found = of(facts, seq);
        if (!needs_.facts || found != nullptr) put(seq, row, read.of(seq), found, bytes);
        if (!c_.out.full()) return true;
        seen = seq;
        return false;
      };
      auto done = co_await c_.store().bodies(view_, seqs, std::move(visit));
      if (done) done = co_await c_.out.drain();
      if (!done) co_return done;
      drop_up_to(seqs, seen);
    }
    co_return Result<void>{};
  }

  Task<Result<void>> large_body(std::uint32_t seq, const Batch& read) {
    const auto row = view_->at(seq);
    std::vector<OwnedFacts> facts;
    if (needs_.facts) {
      SeqRanges one{{seq, seq}};
      auto done = co_await own_facts(std::move(one), facts);
      if (!done) co_return done;
    }
    auto body = co_await c_.store().body(c_.account(), row.number);
    if (!body) co_return Result<void>{};  // gone for good: passed over
    const auto size = static_cast<std::size_t>(body->size());
    if (const auto* only = single_whole_body()) co_return co_await streamed(seq, row, *body, *only);
    auto whole = co_await body->read(0, size);
    if (!whole) co_return pass_on(whole);
    put(seq, row, read.of(seq), of(facts, seq), whole->bytes);
    co_return co_await c_.out.drain();
  }

  // BODY[] with nothing but columns beside it: written as it is read, so that its size never stands in memory.
  [[nodiscard]] const grammar::FetchAttribute* single_whole_body() const {
    const grammar::FetchAttribute* found = nullptr;
    for (const auto& a : *form_.attributes) {
      const bool column =
          a.item == grammar::FetchItem::flags || a.item == grammar::FetchItem::uid || a.item == grammar::FetchItem::mod_seq;
      if (column) continue;
      const bool whole =
          a.item == grammar::FetchItem::section && a.section.part.empty() && a.section.text == grammar::SectionText::none;
      if (!whole || found != nullptr) return nullptr;
      found = &a;
    }
    return found;
  }

  Task<Result<void>> streamed(std::uint32_t seq, store::Row row, const store::Body& body, const grammar::FetchAttribute& a) {
    std::vector<grammar::FetchAttribute> others;
    for (const auto& other : *form_.attributes)
      if (&other != &a) others.push_back(other);
    auto& out = c_.out.buffer();
    FetchSource m{.seq = seq, .row = row};
    append_fetch(out, {&others, form_.keywords}, m);
    out.resize(out.size() - 3);  // ")" CRLF: the section follows inside
    if (!others.empty()) out += ' ';
    append_section_label(out, a);
    const auto from = std::min<std::uint64_t>(a.partial ? a.partial->offset : 0, body.size());
    const auto length = std::min<std::uint64_t>(a.partial ? a.partial->length : body.size(), body.size() - from);
    c_.writer().space().literal_head(length);
    for (std::uint64_t sent = 0; sent < length;) {
      auto slice =
          co_await body.read(from + sent, static_cast<std::size_t>(std::min<std::uint64_t>(length - sent, Output::kPiece)));
      if (!slice) co_return broken(slice.error());
      out += slice->bytes;
      sent += slice->bytes.size();
      auto drained = co_await c_.out.drain();
      if (!drained) co_return drained;
    }
    out += ")\r\n";
    co_return co_await c_.out.drain();
  }

  // In the middle of a literal no answer can follow: the connection has to end.
  Result<void> broken(const Error& error) {
    c_.session.state = State::logout;
    c_.stream.close();
    return std::unexpected(error);
  }

  // Facts that outlive their visit.
  struct OwnedFacts {
    std::string envelope, body_structure, headers, preview;
    store::StoredFacts views;
  };
  Task<Result<void>> own_facts(SeqRanges seqs, std::vector<OwnedFacts>& into) {
    into.reserve(static_cast<std::size_t>(count(seqs)));
    auto keep = [&into](const store::StoredFacts& f) {
      auto& own = into.emplace_back(std::string(f.envelope), std::string(f.body_structure), std::string(f.headers),
                                    std::string(f.preview), f);
      own.views.envelope = own.envelope;
      own.views.body_structure = own.body_structure;
      own.views.headers = own.headers;
      own.views.preview = own.preview;
      return true;
    };
    co_return co_await c_.store().facts(view_, std::move(seqs), std::move(keep));
  }
  static const store::StoredFacts* of(const std::vector<OwnedFacts>& facts, std::uint32_t seq) {
    const auto at = std::ranges::lower_bound(facts, seq, {}, [](const OwnedFacts& f) { return f.views.seq; });
    return at == facts.end() || at->views.seq != seq ? nullptr : &at->views;
  }

  void put(std::uint32_t seq, const store::Row& row, const store::Fixed* fixed, const store::StoredFacts* facts,
           std::string_view bytes) {
    FetchSource m{.seq = seq, .row = row, .fixed = fixed, .facts = facts, .bytes = bytes, .parsed = {}};
    if (!append_fetch(c_.out.buffer(), form_, m)) unknown_encoding_ = true;
  }

  Context& c_;
  store::View view_;
  Needs needs_;
  FetchForm form_;
  bool unknown_encoding_ = false;
};

}  // namespace

Task<Result<Fetched>> fetch_messages(Context& c, const std::vector<grammar::FetchAttribute>& attributes, SeqRanges seqs) {
  Run run(c, attributes);
  auto done = co_await run.all(std::move(seqs));
  if (!done) co_return pass_on(done);
  co_return run.unknown_encoding() ? Fetched::unknown_encoding : Fetched::all;
}

}  // namespace postern::imap
