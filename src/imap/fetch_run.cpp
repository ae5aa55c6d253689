// Reads in the order of the mailbox. While the peer takes what is ready, the next pieces are read on the pool's threads;
// nothing of the store is held meanwhile.
#include "imap/fetch_run.h"

#include <algorithm>
#include <deque>

#include "base/started.h"
#include "imap/fetch_items.h"
#include "imap/fetch_large.h"
#include "imap/fetch_piece.h"

namespace postern::imap {
namespace {

constexpr std::uint32_t kWindow = 2048;        // messages whose columns are read ahead
constexpr std::uint32_t kPieceMessages = 256;  // at most in a piece
constexpr std::size_t kAhead = 3;              // pieces that are being read, or wait for the peer
// What is asked of a larger message, all items together, is written as it is read.
constexpr std::uint32_t kLargeBody = 1024 * 1024;

// Cuts what is asked for into pieces of about one buffer each.
class Cutter {
 public:
  Cutter(store::Store& store, store::View view, const Needs& needs, SeqRanges seqs)
      : store_(store), view_(std::move(view)), needs_(needs), rest_(std::move(seqs)) {}

  // An empty piece at the end.
  Task<Result<Piece>> next() {
    if (!needs_.fixed && !needs_.body) co_return Piece{.seqs = take_front(rest_, kPieceMessages)};
    while (at_ == seqs_.size()) {
      if (rest_.empty()) co_return Piece{};
      auto read = co_await read_window();
      if (!read) co_return pass_on(read);
    }
    co_return cut();
  }

 private:
  Task<Result<void>> read_window() {
    seqs_.clear();
    fixed_.clear();
    at_ = 0;
    auto keep = [this](std::uint32_t seq, const store::Row&, const store::Fixed& fixed) {
      seqs_.push_back(seq);
      fixed_.push_back(fixed);
      return true;
    };
    auto window = take_front(rest_, kWindow);
    co_return co_await store_.fixed(view_, std::move(window), std::move(keep));
  }

  Piece cut() {
    Piece piece;
    std::uint64_t octets = 0;
    for (; at_ < seqs_.size() && piece.known.size() < kPieceMessages && octets < Piece::kFull; ++at_) {
      const bool large = needs_.body && fixed_[at_].size > kLargeBody / std::max(needs_.octets, 1U);
      if (large && !piece.known.empty()) break;
      piece.known.push_back(seqs_[at_]);
      piece.fixed.push_back(fixed_[at_]);
      if (needs_.body) octets += fixed_[at_].size;
      if (large) {
        piece.large = seqs_[at_++];
        break;
      }
      push(piece.seqs, seqs_[at_]);
    }
    return piece;
  }

  store::Store& store_;
  store::View view_;
  Needs needs_;
  SeqRanges rest_;
  std::vector<std::uint32_t> seqs_;  // the window, as far as its messages are still there
  std::vector<store::Fixed> fixed_;
  std::size_t at_ = 0;
};

class Run {
 public:
  Run(Context& c, const std::vector<grammar::FetchAttribute>& attributes)
      : c_(c), view_(c.selected().view), needs_(needs(attributes)), form_(attributes, view_->keywords()) {}

  [[nodiscard]] bool unknown_encoding() const { return unknown_encoding_; }

  Task<Result<void>> all(SeqRanges seqs) {
    if (!needs_.fixed && !needs_.facts && !needs_.body) co_return co_await columns(std::move(seqs));
    Cutter cutter(c_.store(), view_, needs_, std::move(seqs));
    std::deque<Ahead> ahead;
    auto done = co_await write_in_order(cutter, ahead);
    while (!ahead.empty()) {  // after a failure: what is being read belongs to this frame
      co_await ahead.front().reading;
      ahead.pop_front();
    }
    co_return done;
  }

 private:
  struct Ahead {
    Ahead(Run& run, Piece&& cut) : piece(std::move(cut)), reading(run.read(piece)) {}
    Piece piece;
    Started<Result<void>> reading;
  };

  // From the view's columns alone.
  Task<Result<void>> columns(SeqRanges seqs) {
    ColumnLines lines(form_);
    while (!seqs.empty()) {
      const auto some = take_front(seqs, kWindow);
      for (const auto& [first, last] : some) {
        view_->each(first, last, [&](std::uint32_t seq, const store::Row& row) {
          if (needs_.flags_only)
            lines.append(c_.out.buffer(), seq, row);
          else
            append_line({.seq = seq, .row = row});
        });
      }
      auto drained = co_await c_.out.drain();
      if (!drained) co_return drained;
    }
    co_return Result<void>{};
  }

  // The next piece is begun before the one at hand goes out, so that neither the store nor the peer waits for the other.
  Task<Result<void>> write_in_order(Cutter& cutter, std::deque<Ahead>& ahead) {
    auto done = co_await begin(cutter, ahead);
    while (done && !ahead.empty()) {
      done = co_await ahead.front().reading;
      Piece piece = std::move(ahead.front().piece);
      ahead.pop_front();
      if (!done) break;
      done = co_await hand_over(piece);
      if (!done) break;
      if (!piece.seqs.empty()) ahead.emplace_front(*this, std::move(piece));
      done = co_await begin(cutter, ahead);
      if (done) done = co_await c_.out.drain();
    }
    co_return done;
  }

  Task<Result<void>> begin(Cutter& cutter, std::deque<Ahead>& ahead) {
    while (ahead.size() < kAhead) {
      auto piece = co_await cutter.next();
      if (!piece) co_return pass_on(piece);
      if (piece->seqs.empty() && piece->large == 0) break;
      ahead.emplace_back(*this, std::move(*piece));
    }
    co_return Result<void>{};
  }

  Task<Result<void>> read(Piece& piece) {
    if (piece.seqs.empty()) return nothing();
    if (needs_.body) return read_bodies(c_.store(), view_, form_, needs_, piece);
    if (needs_.facts) return read_facts(c_.store(), view_, form_, needs_, piece);
    return lines_of_columns(piece);
  }

  static Task<Result<void>> nothing() { co_return Result<void>{}; }

  Task<Result<void>> lines_of_columns(Piece& piece) {
    for (std::size_t i = 0; i < piece.known.size(); ++i)
      put(form_, piece, {.seq = piece.known[i], .row = view_->at(piece.known[i]), .fixed = &piece.fixed[i]});
    piece.seqs.clear();
    co_return Result<void>{};
  }

  Task<Result<void>> hand_over(Piece& piece) {
    unknown_encoding_ = unknown_encoding_ || piece.unknown_encoding;
    c_.out.take(piece.lines);
    if (piece.seqs.empty() && piece.large != 0) co_return co_await large_body(piece);
    co_return Result<void>{};
  }

  Task<Result<void>> large_body(Piece& piece) {
    const auto seq = piece.large;
    const auto row = view_->at(seq);
    if (needs_.facts) {
      SeqRanges one{{seq, seq}};
      auto done = co_await own_facts(c_.store(), view_, std::move(one), piece.facts);
      if (!done) co_return done;
    }
    auto body = co_await c_.store().body(c_.account(), row.number);
    if (!body) co_return Result<void>{};  // gone for good: passed over
    FetchSource source{.seq = seq, .row = row, .fixed = piece.fixed_of(seq), .facts = piece.facts_of(seq)};
    auto told = co_await fetch_large(c_, form_, std::move(source), *body);
    if (!told) co_return pass_on(told);
    if (!*told) unknown_encoding_ = true;
    co_return Result<void>{};
  }

  void append_line(FetchSource m) {
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
