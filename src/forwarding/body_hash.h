// The hash of a stored message's body, for seals and signatures: read in pieces, none of it kept.
#pragma once
#include <cstdint>

#include "base/result.h"
#include "base/task.h"
#include "senderauth/body_hasher.h"
#include "store/blobs.h"
#include "store/spool.h"

namespace postern::forwarding {

// Of what stands from that octet on.
Task<Result<senderauth::BodyHasher>> hash_body(store::BlobStore&, store::Content, std::uint64_t from);

}  // namespace postern::forwarding
