// One call of somebody else's server over HTTPS, from start to end. Blocking, with a deadline for the whole (the look-up of its name
// too); on a thread that may wait.
// Use: Caller call(find);  auto answer = call({.url = url, .headers = {...}, .body = json});   call({.method = "GET", .url = url, .most = 1_MiB})
// Promises: the peer shows a certificate for the host that the system, or the named file, vouches for; redirections are not followed; an
//   address inside (this host, private networks) is refused unless it may be; a reply of more than 16 KiB of fields, or of a larger body than asked for, is none.
#pragma once
#include <chrono>
#include <concepts>
#include <cstdint>
#include <functional>
#include <string>
#include <type_traits>
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

// Whose word holds for where a host is, each caller has to say: there is none who asks somebody by itself.
class Caller {
 public:
  explicit Caller(Find find) : find_(std::move(find)) {}
  // Failure::denied: the address may not be called, or the certificate does not hold.
  Result<Reply> operator()(const Outgoing&) const;

 private:
  Find find_;
};

// What a room calls web servers by: a Caller, or what a test has in its place. Without one a room's ports do not compile.
class Call {
 public:
  template <class By>
    requires(!std::same_as<By, Call> && std::is_invocable_r_v<Result<Reply>, const By&, const Outgoing&>)
  Call(By by) : by_(std::move(by)) {}
  Result<Reply> operator()(const Outgoing& request) const { return by_(request); }

 private:
  std::function<Result<Reply>(const Outgoing&)> by_;
};

}  // namespace postern::http
