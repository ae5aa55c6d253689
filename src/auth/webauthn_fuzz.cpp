// What a browser sends with a passkey: bytes that anybody can make.
#include "auth/client_data.h"
#include "auth/mac.h"
#include "auth/webauthn.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace postern::auth;
  const std::string_view in(reinterpret_cast<const char*>(data), size);
  CborReader(in).skip();
  CborReader keys(in);
  postern::ignore(read_cose_key(keys).has_value(), "it must only not crash");
  postern::ignore(read_client_data(in).has_value(), "it must only not crash");
  // Behind a right beginning, which a fuzzer does not find: the hash of the site.
  const WebauthnSite site{"a", "b"};
  const std::string challenge(kChallengeSize, '\0');
  const std::string client_data =
      R"({"type":"webauthn.create","challenge":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","origin":"b"})";
  postern::ignore(verify_registration(site, challenge, {client_data, in}), "it must only not crash");
  const auto behind = sha256(site.id) + std::string(in);
  if (behind.size() > 0xFF) return 0;
  const auto attestation = std::string(
                               "\xA1\x68"
                               "authData\x58") +
                           static_cast<char>(behind.size()) + behind;
  postern::ignore(verify_registration(site, challenge, {client_data, attestation}), "it must only not crash");
  return 0;
}
