// How TLS went on one connection to another server, for who reports it to the other domain.   RFC 8460
// Use: auto session = tls_session(domain, sts, need); session.result = ...; watch.ended(session);
// Promises: pure; a connection that did not come as far as TLS, for whatever reason, is no session.
#pragma once
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "smtp/client/client.h"
#include "smtp/client/security.h"

namespace postern::smtp::client {

struct TlsSession {
  dns::Name domain;                      // whose mail it was
  std::string_view policy_type;          // "tlsa", "sts" or "no-policy-found"
  std::vector<std::string> policy = {};  // its lines or TLSA records
  std::vector<std::string> hosts = {};   // that an "sts" policy names
  std::string server = {}, server_ip = {}, own_ip = {};
  std::string result = {};  // "certificate-expired" (§4.3); empty: all was as the policy wants it
  std::string reason = {};  // for people
};

// Which policy a session is under, where it is not said yet how it went.
TlsSession tls_session(const dns::Name& domain, const StsPolicy*, const Need&);

// What §4.3 calls what came of a connection; empty: success; none: it did not come to TLS.
std::optional<std::string> tls_result(const std::expected<Facts, Trouble>&);
// The same of a host that must not be used; none when it is not for TLS.
std::optional<std::string> tls_result(const Need&);

class TlsWatch {
 public:
  virtual ~TlsWatch() = default;
  virtual void ended(const TlsSession&) = 0;  // waits for nothing; any thread
};

}  // namespace postern::smtp::client
