// As signatures of ours want it.
#include "forwarding/body_hash.h"

#include "senderauth/dkim_sign.h"
#include "store/pieces.h"

namespace postern::forwarding {

Task<Result<senderauth::BodyHasher>> hash_body(store::BlobStore& blobs, store::Content content, std::uint64_t from) {
  senderauth::BodyHasher hasher;
  hasher.want(senderauth::kSignedForm);
  for (store::Pieces pieces(blobs, std::move(content), from); pieces.more();) {
    auto piece = co_await pieces.next();
    if (!piece) co_return pass_on(piece);
    hasher.feed(*piece);
  }
  hasher.finish();
  co_return hasher;
}

}  // namespace postern::forwarding
