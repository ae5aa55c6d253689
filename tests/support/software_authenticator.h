// For tests: an authenticator in software, with one passkey of either kind, that can be told to lie.
// Use: SoftwareAuthenticator key(Kind::es256, "mail.example.org"); key.make(challenge, origin); key.sign(challenge, origin);
#pragma once
#include <openssl/ec.h>
#include <openssl/evp.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "auth/base64url.h"
#include "auth/mac.h"
#include "base/codec.h"

namespace postern::test {

class SoftwareAuthenticator {
 public:
  enum class Kind : std::uint8_t { es256, ed25519 };
  struct Answer {
    std::string client_data, authenticator_data, signature, attestation;
  };

  SoftwareAuthenticator(Kind wanted, std::string site)
      : site_id(std::move(site)),
        kind_(wanted),
        key_(wanted == Kind::es256 ? EVP_EC_gen("P-256") : EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), EVP_PKEY_free) {
    if (!key_) throw std::runtime_error("no key");
  }

  // What it says, to be bent by a test.
  std::string site_id;
  std::string credential_id = "credential 1";
  bool present = true, verified = true, cross_origin = false;
  std::uint32_t counter = 0, step = 1;
  std::string more_members;  // of the client data, such as ",\"x\":1"
  std::string tail;          // behind the authenticator data

  Answer make(std::string_view challenge, std::string_view origin) {
    Answer out;
    out.client_data = client_data("webauthn.create", challenge, origin);
    const auto id = Encoder().u8(0).u8(static_cast<std::uint8_t>(credential_id.size())).raw(credential_id).take();
    out.authenticator_data = head(0x40) + std::string(16, '\0') + id + cose_key() + tail;
    out.attestation =
        "\xA3" + text("fmt") + text("none") + text("attStmt") + "\xA0" + text("authData") + byte_string(out.authenticator_data);
    return out;
  }

  Answer sign(std::string_view challenge, std::string_view origin, std::string_view type = "webauthn.get") {
    Answer out;
    out.client_data = client_data(type, challenge, origin);
    out.authenticator_data = head(0) + tail;
    out.signature = signature_of(out.authenticator_data + auth::sha256(out.client_data));
    return out;
  }

  [[nodiscard]] std::string signature_of(std::string_view message) const {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    const auto* digest = kind_ == Kind::es256 ? EVP_sha256() : nullptr;
    const auto* octets = reinterpret_cast<const unsigned char*>(message.data());
    std::string out(128, '\0');
    std::size_t size = out.size();
    EVP_DigestSignInit(context.get(), nullptr, digest, nullptr, key_.get());
    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size, octets, message.size());
    out.resize(size);
    return out;
  }

  [[nodiscard]] std::string cose_key() const {
    std::string raw(65, '\0');
    std::size_t size = 0;
    if (kind_ == Kind::es256) {
      EVP_PKEY_get_octet_string_param(key_.get(), "pub", reinterpret_cast<unsigned char*>(raw.data()), raw.size(), &size);
      using namespace std::string_literals;
      return "\xA5\x01\x02\x03\x26\x20\x01\x21\x58\x20"s + raw.substr(1, 32) + "\x22\x58\x20" + raw.substr(33, 32);
    }
    size = 32;
    EVP_PKEY_get_raw_public_key(key_.get(), reinterpret_cast<unsigned char*>(raw.data()), &size);
    return "\xA4\x01\x01\x03\x27\x20\x06\x21\x58\x20" + raw.substr(0, 32);
  }

  // CBOR, in the shortest form there is for more than 23 octets.
  static std::string byte_string(std::string_view bytes) {
    Encoder out;
    if (bytes.size() > 0xFF)
      out.u8(0x59).u8(static_cast<std::uint8_t>(bytes.size() >> 8U));
    else
      out.u8(0x58);
    return out.u8(static_cast<std::uint8_t>(bytes.size() & 0xFFU)).raw(bytes).take();
  }

 private:
  static std::string text(std::string_view s) { return static_cast<char>(0x60U + s.size()) + std::string(s); }
  [[nodiscard]] std::string client_data(std::string_view type, std::string_view challenge, std::string_view origin) const {
    return "{\"type\":\"" + std::string(type) + "\",\"challenge\":\"" + auth::to_base64url(challenge) + "\",\"origin\":\"" +
           std::string(origin) + "\",\"crossOrigin\":" + (cross_origin ? "true" : "false") + more_members + "}";
  }
  std::string head(std::uint8_t kind) {
    counter += step;
    const unsigned flags = kind | (present ? 1U : 0U) | (verified ? 4U : 0U);
    return Encoder().raw(auth::sha256(site_id)).u8(static_cast<std::uint8_t>(flags)).big32(counter).take();
  }

  Kind kind_;
  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
};

}  // namespace postern::test
