// What a stream does that is no client of TLS.
#include "net/stream.h"

#include "tls/client.h"

namespace postern::net {

Task<Result<void>> Stream::start_tls_as_client(const tls::ClientContext&, const tls::Expected&, Deadline) {
  co_return fail(Failure::invalid, "TLS cannot start here");
}

}  // namespace postern::net
