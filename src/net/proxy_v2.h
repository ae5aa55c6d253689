// The PROXY protocol, version 2: what a listed proxy says about the client it speaks for.
// Cold: bytes in, endpoints out. Version 1 is refused: it is text, and its end has to be searched for.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "net/stream.h"

namespace postern::net::proxy_v2 {

inline constexpr char kFirst = '\r';               // of the signature
inline constexpr std::size_t kPrelude = 16;        // signature, version and command, family, length
inline constexpr std::size_t kLargestBody = 2048;  // addresses and TLVs; proxies send a few hundred bytes

// How many bytes follow the prelude. Fails on anything but version 2 over a stream, and on a body over kLargestBody.
Result<std::size_t> body_size(std::string_view prelude);

struct Said {
  Endpoint client, server;
};
// Empty: the proxy speaks for itself (LOCAL: a health check), so the connection's own ends count.
Result<std::optional<Said>> parse(std::string_view prelude, std::string_view body);

}  // namespace postern::net::proxy_v2
