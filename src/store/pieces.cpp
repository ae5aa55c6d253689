// One read after the other.
#include "store/pieces.h"

#include <algorithm>

namespace postern::store {

Task<Result<std::string_view>> Pieces::next() {
  const auto from = at_, left = content_.size() - from;
  if (!content_.blob) {
    at_ = content_.size();
    co_return std::string_view(*content_.bytes).substr(static_cast<std::size_t>(from));
  }
  const auto size = std::min<std::uint64_t>(left, Spool::kPiece);
  auto read = co_await blobs_.read(content_.blob->name, from, static_cast<std::size_t>(size));
  if (!read) co_return pass_on(read);
  piece_ = std::move(*read);
  at_ += size;
  co_return std::string_view(piece_);
}

Task<Result<mime::Message>> parse(BlobStore& blobs, Content content, std::uint64_t from) {
  mime::Parser parser;
  for (Pieces pieces(blobs, std::move(content), from); pieces.more();) {
    auto piece = co_await pieces.next();
    if (!piece) co_return pass_on(piece);
    parser.feed(*piece);
  }
  co_return parser.finish();
}

}  // namespace postern::store
