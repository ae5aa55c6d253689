// Reading in pieces.
#include "attachments/octets.h"

#include <algorithm>
#include <utility>

#include "base/said.h"

namespace postern::attachments {

Result<std::string_view> TextOctets::read(std::uint64_t from, std::size_t n) {
  return text_.substr(static_cast<std::size_t>(std::min<std::uint64_t>(from, text_.size())), n);
}

Result<DecodedBody> DecodedBody::open(Octets& message, mime::Range body, mime::Encoding encoding) {
  DecodedBody out(message, body);
  mime::TransferDecoder decoder(encoding);
  const auto pieces = static_cast<std::size_t>((body.size() + kPiece - 1) / kPiece);
  for (std::size_t i = 0; i < pieces; ++i) {
    out.places_.push_back({out.size_, decoder});
    auto text = out.encoded(i);
    if (!text) return pass_on(text);
    std::string decoded;
    decoder.feed(*text, decoded);
    if (i + 1 == pieces) decoder.finish(decoded);
    out.size_ += decoded.size();
  }
  return out;
}

Result<std::string> DecodedBody::encoded(std::size_t piece) {
  const auto from = body_.start + piece * kPiece;
  const auto end = std::min(from + kPiece, body_.end);
  std::string out;
  while (from + out.size() < end) {
    const auto read = message_->read(from + out.size(), static_cast<std::size_t>(end - from - out.size()));
    if (!read) return std::unexpected(read.error());
    if (read->empty()) return fail(Failure::corrupt, "The message is shorter than its structure says");
    out += *read;
  }
  return out;
}

Result<void> DecodedBody::decode(std::size_t piece) {
  if (held_piece_ == piece) return {};
  auto text = encoded(piece);
  if (!text) return pass_on(text);
  held_piece_.reset();
  held_.clear();
  auto decoder = places_[piece].decoder;
  decoder.feed(*text, held_);
  if (piece + 1 == places_.size()) decoder.finish(held_);
  held_piece_ = piece;
  return {};
}

Result<std::string_view> DecodedBody::read(std::uint64_t from, std::size_t n) {
  if (from >= size_) return std::string_view{};
  const auto next = std::ranges::upper_bound(places_, from, {}, &Place::decoded);
  const auto piece = static_cast<std::size_t>(next - places_.begin()) - 1;
  if (auto decoded = decode(piece); !decoded) return pass_on(decoded);
  return std::string_view(held_).substr(static_cast<std::size_t>(from - places_[piece].decoded), n);
}

Result<std::string> read_all(Octets& octets, std::size_t most) {
  if (octets.size() > most) return fail(Failure::too_large, std::string(phrase<"is too large to be looked into there">()));
  std::string out;
  while (out.size() < octets.size()) {
    const auto piece = octets.read(out.size(), static_cast<std::size_t>(octets.size()) - out.size());
    if (!piece) return std::unexpected(piece.error());
    if (piece->empty()) break;
    out += *piece;
  }
  return out;
}

}  // namespace postern::attachments
