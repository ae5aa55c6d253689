// The names of steps and causes, and the line of a report that says what a server answered.
#include "smtp/client/outcome.h"

#include <fmt/format.h>

#include <array>

#include "base/said.h"

namespace postern::smtp::client {
namespace {

constexpr std::array<std::string_view, 13> kSteps{phrase<"the connection">(),
                                                  phrase<"the greeting">(),
                                                  "EHLO",
                                                  "STARTTLS",
                                                  phrase<"the TLS handshake">(),
                                                  phrase<"the login">(),
                                                  "MAIL",
                                                  "RCPT",
                                                  "DATA",
                                                  phrase<"the message's text">(),
                                                  phrase<"the message">(),
                                                  "RSET",
                                                  "QUIT"};
constexpr std::array<std::string_view, 11> kCauses{"refused", "unreachable", "timeout", "closed", "stopped", "answered",
                                                   "broken",  "no-tls",      "tls",     "login",  "ours"};

// diagnostic-code = "smtp" ";" *text   RFC 3464 §2.3.6
std::string line(std::uint16_t code, std::string_view status, std::string_view text) {
  if (code == 0) return {};
  return fmt::format("smtp; {} {} {}", code, status, text);
}

}  // namespace

std::string_view name(Step step) { return kSteps[static_cast<std::size_t>(step)]; }
std::string_view name(Cause cause) { return kCauses[static_cast<std::size_t>(cause)]; }

std::string RecipientOutcome::diagnostic() const { return line(code, status, text); }
std::string Trouble::diagnostic() const { return line(code, status, text); }

}  // namespace postern::smtp::client
