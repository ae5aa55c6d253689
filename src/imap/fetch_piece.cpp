// Each visit formats a line while the store's bytes are at hand, so that nothing of them is copied.
#include "imap/fetch_piece.h"

#include <algorithm>

namespace postern::imap {

const store::Fixed* Piece::fixed_of(std::uint32_t seq) const {
  const auto at = std::ranges::lower_bound(known, seq);
  if (at == known.end() || *at != seq) return nullptr;
  return &fixed[static_cast<std::size_t>(at - known.begin())];
}

const store::StoredFacts* Piece::facts_of(std::uint32_t seq) const {
  const auto at = std::ranges::lower_bound(facts, seq, {}, [](const OwnFacts& f) { return f.views.seq; });
  return at == facts.end() || at->views.seq != seq ? nullptr : &at->views;
}

void put(const FetchForm& form, Piece& piece, FetchSource m) {
  if (!append_fetch(piece.lines, form, m)) piece.unknown_encoding = true;
}

Task<Result<void>> read_facts(store::Store& store, store::View view, const FetchForm& form, const Needs& needs, Piece& piece) {
  auto seen = piece.seqs.back().last;
  auto visit = [&](const store::StoredFacts& found) {
    const auto* fixed = piece.fixed_of(found.seq);
    if (!needs.fixed || fixed != nullptr)
      put(form, piece, {.seq = found.seq, .row = found.row, .fixed = fixed, .facts = &found});
    if (piece.lines.size() < Piece::kFull) return true;
    seen = found.seq;
    return false;
  };
  auto done = co_await store.facts(std::move(view), piece.seqs, std::move(visit));
  drop_up_to(piece.seqs, seen);
  co_return done;
}

Task<Result<void>> read_bodies(store::Store& store, store::View view, const FetchForm& form, const Needs& needs, Piece& piece) {
  if (needs.facts && piece.facts.empty()) {
    auto done = co_await own_facts(store, view, piece.seqs, piece.facts);
    if (!done) co_return done;
  }
  auto seen = piece.seqs.back().last;
  auto visit = [&](std::uint32_t seq, const store::Row& row, std::string_view bytes) {
    const auto* facts = piece.facts_of(seq);
    if (!needs.facts || facts != nullptr)
      put(form, piece, {.seq = seq, .row = row, .fixed = piece.fixed_of(seq), .facts = facts, .bytes = bytes});
    if (piece.lines.size() < Piece::kFull) return true;
    seen = seq;
    return false;
  };
  auto done = co_await store.bodies(std::move(view), piece.seqs, std::move(visit));
  drop_up_to(piece.seqs, seen);
  co_return done;
}

Task<Result<void>> own_facts(store::Store& store, store::View view, SeqRanges seqs, std::vector<Piece::OwnFacts>& into) {
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
  co_return co_await store.facts(std::move(view), std::move(seqs), std::move(keep));
}

}  // namespace postern::imap
