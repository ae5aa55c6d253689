// Passwords and tokens that the server made, each for one program or device of one person (H13), with checked encodings.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "events/security.h"

namespace postern::directory {

// What a token is renewed with.
struct Refresh {
  std::string tag{};                 // by which auth knows it again
  Time expires{};                    // it holds until then
  std::vector<std::string> spent{};  // tags of those before it, newest first
};

struct AppPassword {
  std::uint32_t number = 0;  // in its account; never used twice
  std::string label{};
  std::vector<events::Service> services{};  // where it opens; none: nowhere
  std::vector<std::string> networks{};      // "192.0.2.0/24", from where; none: from everywhere
  bool read_only = false;                   // mail can be read with it and nothing changed
  Time created{};
  Time expires{};                    // 0: never
  std::string tag{};                 // by which auth knows it again
  std::string scram{};               // a sealed SCRAM verifier; empty: none
  std::optional<Refresh> refresh{};  // of a token, which is no password and lives for an hour

  [[nodiscard]] bool expired(Time now) const { return expires.ms != 0 && expires <= now; }
};

// All of one account, oldest first.
struct AppPasswords {
  AccountId account{};
  std::uint32_t next = 1;
  std::vector<AppPassword> list{};

  [[nodiscard]] const AppPassword* find(std::uint32_t number) const;
};

// When one was used last. Written now and then, not at every use.
struct AppPasswordUse {
  std::uint32_t number = 0;
  Time at{};
  std::array<std::uint8_t, 16> ip{};  // IPv4 as ::ffff:a.b.c.d
};

inline constexpr std::size_t kMostAppPasswords = 50;    // an account
inline constexpr std::size_t kMostSpent = 16;           // refresh tokens of one grant that are known to be spent
inline constexpr std::size_t kMostNetworks = 50;        // an application password
inline constexpr std::size_t kLongestLabel = 100;       // octets
inline constexpr std::size_t kLongestNetworkText = 64;  // octets

std::string encode(const AppPasswords&);
std::string encode(const AppPasswordUse&);
Result<AppPasswords> decode_app_passwords(std::string_view);
Result<AppPasswordUse> decode_app_password_use(std::string_view);

}  // namespace postern::directory
