// HOTP (RFC 4226) counted by the clock.
#include "auth/totp.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "auth/mac.h"
#include "base/codec.h"
#include "base/text.h"

namespace postern::auth {
namespace {

// The unreserved characters of RFC 3986 §2.3 stay.
std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~')
      out += c;
    else
      fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace

std::uint64_t totp_step(Time now) { return now.ms < 0 ? 0 : static_cast<std::uint64_t>(now.seconds()) / kTotpStepSeconds; }

// RFC 4226 §5.3
std::string totp_code(const Secret& seed, std::uint64_t step) {
  const Secret mac(hmac_sha1(seed.reveal(), Encoder().big64(step).view()));
  const auto octet = [&](std::size_t i) { return std::uint32_t{static_cast<unsigned char>(mac.reveal()[i])}; };
  const std::size_t at = octet(mac.reveal().size() - 1) & 0xF;
  const auto number = (octet(at) & 0x7F) << 24 | octet(at + 1) << 16 | octet(at + 2) << 8 | octet(at + 3);
  return fmt::format("{:06}", number % 1'000'000);
}

// All steps are tried, whichever it is.
std::optional<std::uint64_t> totp_match(const Secret& seed, std::string_view code, Time now, std::uint64_t last) {
  const auto present = totp_step(now);
  std::optional<std::uint64_t> found;
  for (auto step = present - std::min(present, kTotpDrift); step <= present + kTotpDrift; ++step)
    if (equal_in_constant_time(totp_code(seed, step), code) && step > last) found = step;
  return found;
}

Secret guessed_code(std::string_view code, Time now) {
  return code.empty() ? Secret() : Secret(Encoder().bytes(code).big64(totp_step(now)).take());
}

std::string to_base32(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  std::uint32_t bits = 0, held = 0;
  for (const char c : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(c);
    for (held += 8; held >= 5; held -= 5) out += kLetters[bits >> (held - 5) & 31];
  }
  if (held > 0) out += kLetters[bits << (5 - held) & 31];
  return out;
}

std::string totp_uri(const Secret& seed, std::string_view issuer, std::string_view name) {
  return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}", percent_encoded(issuer), percent_encoded(name),
                     to_base32(seed.reveal()));
}

}  // namespace postern::auth
