// A stretch of a FETCH answer: a few messages, what is known of them, and the lines that are ready for the peer.
// Pieces are read on the pool's threads, several side by side; each has all that its reading touches.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "imap/fetch_items.h"
#include "imap/messages.h"

namespace postern::imap {

struct Piece {
  static constexpr std::size_t kFull = 128 * 1024;  // octets of lines after which reading stops

  // Facts that outlive their visit.
  struct OwnFacts {
    std::string envelope, body_structure, headers, preview;
    store::StoredFacts views;
  };

  SeqRanges seqs = {};                    // still to be read
  std::vector<std::uint32_t> known = {};  // ascending, with `fixed` beside it; empty where that is not needed
  std::vector<store::Fixed> fixed = {};
  std::vector<OwnFacts> facts = {};  // where they stand beside a body
  std::uint32_t large = 0;           // instead of `seqs`: a message that is too large to be read at once
  std::string lines = {};
  bool unknown_encoding = false;

  [[nodiscard]] const store::Fixed* fixed_of(std::uint32_t seq) const;
  [[nodiscard]] const store::StoredFacts* facts_of(std::uint32_t seq) const;
};

// Reads on until the piece is full or at its end. The form and the piece outlive the task.
Task<Result<void>> read_facts(store::Store&, store::View, const FetchForm&, const Needs&, Piece&);
Task<Result<void>> read_bodies(store::Store&, store::View, const FetchForm&, const Needs&, Piece&);
Task<Result<void>> own_facts(store::Store&, store::View, SeqRanges, std::vector<Piece::OwnFacts>& into);
// Adds the message's line.
void put(const FetchForm&, Piece&, FetchSource);

}  // namespace postern::imap
