// Who a request comes from, as a port: app hands in the real one, tests a fake.
#pragma once
#include "admin/caller.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/task.h"
#include "net/stream.h"

namespace postern::api {

// What a request shows: a bearer token, or the cookie of a session. At most one of the two is there.
struct Credentials {
  Secret bearer;
  Secret session;
  net::Address address;  // the client's own
  SessionId connection;
  bool tls = false;
};

class Doorkeeper {
 public:
  virtual ~Doorkeeper() = default;
  // On the session's reactor. `denied` for whatever does not hold, in the same words; `unavailable` when it cannot be looked up.
  virtual Task<Result<admin::Caller>> who(Credentials) = 0;
};

// The name of the cookie: only over TLS, only for this host, for every path, as its prefix makes browsers insist.
inline constexpr std::string_view kSessionCookie = "__Host-session";

}  // namespace postern::api
