// Certificates and keys: made at first start, or loaded from PEM.
// Use: auto own = make_self_signed({{"mail.example.org"}, {bytes of 192.0.2.1}}, now, 825, random);
// Promises: what is loaded here is usable: the key belongs to the certificate, and the certificate is within its dates.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/time.h"

namespace postern::tls {

struct ReadIdentity;  // as OpenSSL holds it

// A certificate with the chain above it, and its private key, both as PEM.
struct Identity {
  std::string chain;
  Secret key;
  std::shared_ptr<const ReadIdentity> read = {};  // by read_identity(), for whoever shows it to many: reading a key takes 2 ms
};

struct Subject {
  std::vector<std::string> names;      // DNS names, A-labels; the first is the common name
  std::vector<std::string> addresses;  // 4 or 16 bytes each
};

// An end-entity certificate (CA:FALSE, serverAuth) with a P-256 key that signs itself. Clients that are given it as their
// one trusted certificate verify it by name and by address.
Result<Identity> make_self_signed(const Subject&, Time now, std::uint32_t days, Random&);

// Reads PEM files. The error's text says which file is wrong and why; it names no secret.
Result<Identity> load_identity(const std::filesystem::path& chain, const std::filesystem::path& key, Time now);
// What stands in the PEM, or what was read of it before.
Result<std::shared_ptr<const ReadIdentity>> read_identity(const Identity&);
// The same checks for PEM that is at hand, and that OpenSSL would show it to clients: a weak key is refused here.
Result<void> check_identity(const Identity&, Time now);

// What an administrator asks of a certificate: the first of the chain.
struct CertificateFacts {
  std::vector<std::string> names;      // DNS names of subjectAltName, lower case; wildcards as they are
  std::vector<std::string> addresses;  // IP addresses of subjectAltName, 4 or 16 bytes each
  std::string issuer;                  // "Let's Encrypt, R11": its organization and name, as far as it has them
  Time not_before, not_after;
  std::string fingerprint;  // SHA-256 in hex

  [[nodiscard]] bool covers(std::string_view host) const;  // by name or by wildcard, in any case
  [[nodiscard]] Result<void> in_force(Time now) const;     // says since when it is not, or from when it will be
};
Result<CertificateFacts> facts_of(std::string_view chain);

// The wildcard that would cover a host name: "*.example.org"; empty for a single label. RFC 9525 §6.3: one label, the leftmost.
std::string wildcard_of(std::string_view host);

}  // namespace postern::tls
