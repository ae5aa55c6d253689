// Passkeys (WebAuthn Level 2), the verifying side, as functions of bytes: no clock, no store, no HTTP.
// Use: challenge = random.bytes(kChallengeSize), kept by the caller and given here once;
//   auto made = verify_registration(site, challenge, answer);  ...  auto counter = verify_assertion(site, challenge, key, answer).
// Promises: refused is what another origin or another site asked for, what answers another challenge, what was done without its owner
//   present and known to the authenticator (PIN, finger), a signature that is not the key's, and a counter that did not grow.
// Attestation is not asked for (WebAuthn §5.4.7 "none"): which make of authenticator somebody has says nothing about who he is.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "auth/cose_key.h"
#include "base/result.h"

namespace postern::auth {

inline constexpr std::size_t kChallengeSize = 32;
inline constexpr std::size_t kLongestCredentialId = 1023;    // WebAuthn §4
inline constexpr std::size_t kLongestWebauthnPart = 16'384;  // octets of anything that a browser sends

// What browsers know this server by.
struct WebauthnSite {
  std::string id;      // "mail.example.org": the host, or a domain that it lies in
  std::string origin;  // "https://mail.example.org:9998"
};

struct Passkey {
  std::string id;  // the credential's, random octets of the authenticator
  CoseKey key;
  std::uint32_t counter = 0;  // of the last signature; 0 where the authenticator counts none
  friend bool operator==(const Passkey&, const Passkey&) = default;
};

struct Registration {
  std::string_view client_data;  // clientDataJSON
  std::string_view attestation;  // attestationObject
};

struct Assertion {
  std::string_view client_data;  // clientDataJSON
  std::string_view authenticator_data;
  std::string_view signature;
};

// What a browser says for a passkey, as octets.
struct PasskeyAnswer {
  WebauthnSite site;  // as this request called the server
  std::string challenge, credential, client_data, authenticator_data, signature;
};
struct NewPasskey {
  WebauthnSite site;
  std::string challenge, client_data, attestation, label;
};

// Failure::denied with a private half that says what was wrong. §7.1
Result<Passkey> verify_registration(const WebauthnSite&, std::string_view challenge, const Registration&);
// The counter to keep. §7.2
Result<std::uint32_t> verify_assertion(const WebauthnSite&, std::string_view challenge, const Passkey&, const Assertion&);

}  // namespace postern::auth
