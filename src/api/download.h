// What is saved as a file, as the rest of an answer: a piece is read, on a thread that may wait, once the client has taken the one
// before. A client who goes ends it; so does one who takes longer than an hour, or would not be let in any more.
#pragma once
#include <functional>
#include <memory>

#include "admin/operation.h"
#include "auth/hash_pool.h"
#include "base/network_group.h"
#include "base/time.h"
#include "http/response.h"

namespace postern::api {

// For the client's network on the threads, which must outlive the answer.
// `still` is asked now and then, on the source's reactor.
http::Response answer_of(admin::Download, auth::HashPool&, NetworkGroup, const TimeSource&, std::function<bool()> still);

}  // namespace postern::api
