// Codes that an authenticator app shows, one for each half minute (RFC 6238): HMAC-SHA-1, six digits, as all apps do them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/secret.h"
#include "base/time.h"

namespace postern::auth {

inline constexpr std::size_t kTotpSeedSize = 20;  // RFC 4226 §4: 160 bits
inline constexpr std::size_t kTotpDigits = 6;
inline constexpr std::uint64_t kTotpStepSeconds = 30;
inline constexpr std::uint64_t kTotpDrift = 1;  // steps that a clock may be off, either way

std::uint64_t totp_step(Time);
std::string totp_code(const Secret& seed, std::uint64_t step);

// The step whose code this is, among those near `now` and after `last`; none: it is wrong, or was taken already.   RFC 6238 §5.2
std::optional<std::uint64_t> totp_match(const Secret& seed, std::string_view code, Time now, std::uint64_t last);

// A wrong code as the guard tells it from others: it has a new chance in each step, so that it is another guess there. Empty stays empty.
Secret guessed_code(std::string_view code, Time now);

// RFC 4648 §6 without padding: how a seed is typed by hand.
std::string to_base32(std::string_view bytes);

// What the QR code says: otpauth://totp/ISSUER:NAME?secret=...&issuer=ISSUER
std::string totp_uri(const Secret& seed, std::string_view issuer, std::string_view name);

}  // namespace postern::auth
