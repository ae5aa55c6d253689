// One call of somebody else's server over HTTPS, from start to end. Blocking, with a deadline for the whole (the look-up of its name
// too); on a thread that may wait.
// Use: Caller call;  auto answer = call({.url = url, .headers = {...}, .body = json});   call({.method = "GET", .url = url, .most = 1_MiB})
// Promises: the peer shows a certificate for the host that the system, or the named file, vouches for; redirections are not followed; an
//   address inside (this host, private networks) is refused unless it may be; a reply of more than 16 KiB of fields, or of a larger body than asked for, is none.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "http/lookup.h"
#include "http/reply_reader.h"
#include "http/url.h"

namespace postern::http {

struct Outgoing {
  std::string method = "POST";
  Url url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string extra_ca;  // a PEM file; empty: none
  bool may_be_inside = false;
  std::chrono::milliseconds patience{10'000};
  std::size_t most = 0;  // octets of a body that is wanted
};

// The addresses of a name, by the deadline.
using Find = std::function<Result<Addresses>(const std::string& host, Deadline until)>;

class Caller {
 public:
  explicit Caller(Lookups lookups = Lookups());  // by the system's resolver
  explicit Caller(Find find) : find_(std::move(find)) {}
  // Failure::denied: the address may not be called, or the certificate does not hold.
  Result<Reply> operator()(const Outgoing&) const;

 private:
  Find find_;
};

}  // namespace postern::http
