// For tests: who signs feeds of releases.
#pragma once
#include <sodium.h>

#include <array>
#include <string>
#include <string_view>

#include "base/text.h"

namespace postern::test {

class FeedSigner {
 public:
  explicit FeedSigner(unsigned char who = 1) {
    std::array<unsigned char, crypto_sign_SEEDBYTES> seed{};
    seed.fill(who);
    crypto_sign_seed_keypair(public_.data(), secret_.data(), seed.data());
  }
  [[nodiscard]] std::string octets() const { return {reinterpret_cast<const char*>(public_.data()), public_.size()}; }
  [[nodiscard]] std::string key() const { return to_base64(octets()); }  // as the setting has it
  [[nodiscard]] std::string sign(std::string_view json) const {
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr,
                         reinterpret_cast<const unsigned char*>(json.data()), json.size(), secret_.data());
    return to_base64(signature) + "\n" + std::string(json);
  }

 private:
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> public_{};
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret_{};
};

// A feed of those releases, in JSON: {"version": "1.0.0", ...}, ...
inline std::string feed_of(int serial, std::string_view releases, std::string_view issued = "2026-09-01",
                           std::string_view expires = "2026-12-01") {
  return R"({"format": "postern releases 1", "serial": )" + std::to_string(serial) + R"(, "issued": ")" + std::string(issued) +
         R"(", "expires": ")" + std::string(expires) + R"(", "releases": [)" + std::string(releases) + "]}";
}
inline std::string release(std::string_view version, bool security = false) {
  return R"({"version": ")" + std::string(version) + R"(", "date": "2026-09-01", "security": )" +
         (security ? "true" : "false") + R"(, "notes": "https://releases.example/)" + std::string(version) + R"("})";
}

}  // namespace postern::test
