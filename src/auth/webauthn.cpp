// The steps of WebAuthn §7.1 and §7.2 that a site without attestation has to take.
#include "auth/webauthn.h"

#include <optional>

#include "auth/client_data.h"
#include "auth/mac.h"
#include "base/codec.h"
#include "base/secret.h"
#include "base/text.h"

namespace postern::auth {
namespace {

constexpr std::size_t kAaguidSize = 16;

std::unexpected<Error> refused(std::string why) {
  return fail(Failure::denied, "The passkey was not accepted", std::move(why));
}

// What every answer has to be: from this site, to this challenge.
Result<void> check_client_data(const WebauthnSite& site, std::string_view challenge, std::string_view type,
                               std::string_view json) {
  if (json.size() > kLongestWebauthnPart) return refused("client data too long");
  const auto said = read_client_data(json);
  if (!said) return refused("client data that cannot be read");
  if (said->type != type) return refused("an answer to something else: " + printable(said->type, 40));
  if (challenge.size() != kChallengeSize || !equal_in_constant_time(said->challenge, challenge))
    return refused("an answer to another challenge");
  if (said->origin != site.origin) return refused("asked by another site: " + printable(said->origin, 200));
  if (said->cross_origin) return refused("asked from within another site");
  return {};
}

// WebAuthn §6.1
struct AuthenticatorData {
  std::uint32_t counter = 0;
  std::string_view credential_id;  // of a registration
  std::optional<CoseKey> key;
};

constexpr unsigned kPresent = 0x01, kVerified = 0x04, kHasCredential = 0x40, kHasExtensions = 0x80;

bool read_credential(Decoder& in, CborReader& keys, AuthenticatorData& out) {
  in.raw(kAaguidSize);
  const std::size_t high = in.u8(), size = high << 8U | in.u8();
  out.credential_id = in.raw(size);
  if (!in.ok() || size == 0 || size > kLongestCredentialId) return false;
  keys = CborReader(in.rest());
  out.key = read_cose_key(keys);
  return out.key.has_value();
}

Result<AuthenticatorData> read_authenticator_data(const WebauthnSite& site, std::string_view bytes, bool has_credential) {
  if (bytes.size() > kLongestWebauthnPart) return refused("authenticator data too long");
  Decoder in(bytes);
  AuthenticatorData out;
  const auto site_hash = in.raw(kSha256Size);
  const auto flags = in.u8();
  out.counter = in.big32();
  if (!in.ok() || site_hash != sha256(site.id)) return refused("made for another site");
  if ((flags & kPresent) == 0) return refused("nobody was present");
  if ((flags & kVerified) == 0) return refused("the authenticator did not ask who it was");
  if (((flags & kHasCredential) != 0) != has_credential) return refused("authenticator data of another kind");
  CborReader rest(in.rest());
  if (has_credential && !read_credential(in, rest, out)) return refused("no key of a kind that is taken");
  if ((flags & kHasExtensions) != 0) rest.skip();
  if (!rest.done()) return refused("authenticator data with something behind it");
  return out;
}

// { "fmt": text, "attStmt": map, "authData": bytes }, in the order of CTAP2.   §6.5.4
std::string_view authenticator_data_of(std::string_view attestation) {
  if (attestation.size() > kLongestWebauthnPart) return {};
  CborReader in(attestation);
  std::string_view found;
  for (auto n = in.map(); n > 0 && in.ok(); --n) {
    const auto name = in.text();
    if (name == "authData" && found.empty())
      found = in.bytes();
    else
      in.skip();
  }
  return in.done() ? found : std::string_view();
}

}  // namespace

Result<Passkey> verify_registration(const WebauthnSite& site, std::string_view challenge, const Registration& answer) {
  auto asked = check_client_data(site, challenge, "webauthn.create", answer.client_data);
  if (!asked) return pass_on(asked);
  const auto bytes = authenticator_data_of(answer.attestation);
  if (bytes.empty()) return refused("an attestation that cannot be read");
  auto data = read_authenticator_data(site, bytes, true);
  if (!data) return pass_on(data);
  return Passkey{std::string(data->credential_id), std::move(*data->key), data->counter};
}

Result<std::uint32_t> verify_assertion(const WebauthnSite& site, std::string_view challenge, const Passkey& passkey,
                                       const Assertion& answer) {
  auto asked = check_client_data(site, challenge, "webauthn.get", answer.client_data);
  if (!asked) return pass_on(asked);
  auto data = read_authenticator_data(site, answer.authenticator_data, false);
  if (!data) return pass_on(data);
  const auto signed_bytes = std::string(answer.authenticator_data) + sha256(answer.client_data);
  if (!passkey.key.verifies(signed_bytes, answer.signature)) return refused("a signature that is not the key's");
  // §6.1.1: one that counts and did not grow was copied, or its answer was.
  const bool counts = data->counter != 0 || passkey.counter != 0;
  if (counts && data->counter <= passkey.counter) return refused("a counter that did not grow");
  return data->counter;
}

}  // namespace postern::auth
