// Building, looking up and storing the index of a segment.
#include "logs/index.h"

#include <algorithm>

#include "base/codec.h"

namespace postern::logs {
namespace {

constexpr std::string_view kMagic = "log index 1\n";

void sort_unique(auto& all) {
  std::ranges::sort(all);
  const auto [first, last] = std::ranges::unique(all);
  all.erase(first, last);
}

void read_blocks(Decoder& in, Index& index) {
  const auto count = in.varint();
  if (count > in.rest().size()) return;  // each block takes more than one octet
  index.blocks.reserve(static_cast<std::size_t>(count));
  std::uint64_t offset = 0;
  for (std::uint64_t i = 0; i < count && in.ok(); ++i) {
    Block b;
    b.offset = offset;
    b.length = static_cast<std::uint32_t>(std::min<std::uint64_t>(in.varint(), UINT32_MAX));
    b.packed_offset = in.varint();
    b.packed_length = static_cast<std::uint32_t>(std::min<std::uint64_t>(in.varint(), UINT32_MAX));
    b.first.ms = in.zigzag();
    b.last.ms = in.zigzag();
    offset += b.length;
    index.blocks.push_back(b);
  }
}

void read_terms(Decoder& in, Index& index) {
  const auto count = in.varint();
  if (count != in.rest().size() / 8) return;
  index.terms.reserve(static_cast<std::size_t>(count));
  for (std::uint64_t i = 0; i < count; ++i) {
    const auto hash = in.big32();
    index.terms.push_back({hash, in.big32()});
  }
}

bool is_sound(const Index& index) {
  for (const auto& block : index.blocks)
    if (block.length == 0 || block.length > kLargestBlock || block.packed_length > kLargestBlock) return false;
  const auto within = [&](const TermPlace& term) { return term.block < index.blocks.size(); };
  return std::ranges::is_sorted(index.terms) && std::ranges::all_of(index.terms, within);
}

}  // namespace

std::vector<std::uint32_t> Index::blocks_with(std::span<const std::uint32_t> hashes, bool sorted) const {
  std::vector<std::uint32_t> found;
  for (const auto hash : hashes) {
    if (sorted) {
      for (auto it = std::ranges::lower_bound(terms, TermPlace{hash, 0}); it != terms.end() && it->hash == hash; ++it)
        found.push_back(it->block);
    } else {
      for (const auto& term : terms)
        if (term.hash == hash) found.push_back(term.block);
    }
  }
  sort_unique(found);
  return found;
}

void IndexBuilder::add(Time at, std::size_t length, std::span<const std::uint32_t> terms) {
  open_.length += static_cast<std::uint32_t>(length);
  open_.first = std::min(open_.first, at);
  open_.last = std::max(open_.last, at);
  for (const auto hash : terms)
    if (hashes_.empty() || hashes_.back() != hash) hashes_.push_back(hash);
  if (open_.length >= kBlockSize) end_block();
}

void IndexBuilder::end_block() {
  if (open_.length == 0) return;
  sort_unique(hashes_);
  const auto number = static_cast<std::uint32_t>(index_.blocks.size());
  for (const auto hash : hashes_) index_.terms.push_back({hash, number});
  hashes_.clear();
  index_.blocks.push_back(open_);
  open_ = Block{.offset = open_.offset + open_.length};
}

Index IndexBuilder::finish() {
  end_block();
  std::ranges::sort(index_.terms);
  return std::exchange(index_, {});
}

std::string encode(const Index& index) {
  Encoder out;
  out.raw(kMagic).varint(index.blocks.size());
  for (const auto& b : index.blocks)
    out.varint(b.length).varint(b.packed_offset).varint(b.packed_length).zigzag(b.first.ms).zigzag(b.last.ms);
  out.varint(index.terms.size());
  for (const auto& term : index.terms) out.big32(term.hash).big32(term.block);
  const auto sum = crc32c(out.view());
  return out.big32(sum).take();
}

Result<Index> decode_index(std::string_view bytes) {
  const auto corrupt = [](const char* why) { return fail(Failure::corrupt, "The index of a log file cannot be read", why); };
  if (bytes.size() < kMagic.size() + 4 || !bytes.starts_with(kMagic)) return corrupt("not an index of this version");
  if (Decoder(bytes.substr(bytes.size() - 4)).big32() != crc32c(bytes.substr(0, bytes.size() - 4))) return corrupt("checksum");
  Decoder in(bytes.substr(kMagic.size(), bytes.size() - kMagic.size() - 4));
  Index index;
  read_blocks(in, index);
  read_terms(in, index);
  if (!in.done() || !is_sound(index)) return corrupt("malformed");
  return index;
}

}  // namespace postern::logs
