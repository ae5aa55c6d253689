// One POST over HTTPS, from start to end. Blocking, with a deadline for the whole; on a thread that may wait.
// Use: auto status = post({.url = url, .headers = {...}, .body = json}, limits);
// Promises: the peer shows a certificate for the host that the system, or the named file, vouches for; redirections are not followed; an
//   address inside (this host, private networks) is refused unless it may be; a reply of more than 16 KiB of fields is none.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "notify/url.h"

namespace postern::notify {

struct PostRequest {
  Url url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string extra_ca;      // a PEM file; empty: none
  bool may_be_inside = false;
  std::chrono::seconds patience{10};
};

// The status of the reply. Failure::denied: the address may not be called, or the certificate does not hold.
Result<std::uint16_t> post(const PostRequest&);

}  // namespace postern::notify
