// Stored form of security events.
#include "events/security.h"

#include <algorithm>

#include "base/codec.h"

namespace postern::events {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::uint8_t kTls = 1;
constexpr std::uint8_t kIpv4 = 2;
constexpr std::string_view kMapped("\0\0\0\0\0\0\0\0\0\0\xFF\xFF", 12);

std::string_view view(const std::array<std::uint8_t, 16>& ip) { return {reinterpret_cast<const char*>(ip.data()), ip.size()}; }

void read_ip(Decoder& in, bool v4, std::array<std::uint8_t, 16>& ip) {
  std::string bytes(v4 ? kMapped : std::string_view());
  bytes += in.raw(v4 ? 4 : 16);
  if (bytes.size() == ip.size()) std::ranges::copy(bytes, reinterpret_cast<char*>(ip.data()));
}

// One record has one form: an address that could be written short, and was not, is refused with the rest.
bool is_sound(const SecurityEvent& e, std::uint8_t flags, std::uint64_t recipients) {
  return e.signal >= Signal::connection && e.signal <= Signal::forgiven && e.service >= Service::smtp &&
         e.service <= Service::sieve && e.cause <= Cause::blocked && flags <= (kTls | kIpv4) && recipients <= UINT32_MAX &&
         e.name.size() <= SecurityEvent::kLongestName && view(e.ip).starts_with(kMapped) == ((flags & kIpv4) != 0);
}

}  // namespace

std::string encode(const SecurityEvent& e) {
  const bool v4 = view(e.ip).starts_with(kMapped);
  Encoder out;
  out.u8(kVersion)
      .u8(static_cast<std::uint8_t>(e.signal))
      .u8(static_cast<std::uint8_t>(e.service))
      .u8(static_cast<std::uint8_t>(e.cause));
  out.u8(static_cast<std::uint8_t>((e.tls ? kTls : 0) | (v4 ? kIpv4 : 0))).zigzag(e.at.ms).varint(e.session.value);
  out.raw(v4 ? view(e.ip).substr(12) : view(e.ip)).varint(e.account.value);
  out.bytes(std::string_view(e.name).substr(0, SecurityEvent::kLongestName));
  out.varint(e.credential).varint(e.recipients).varint(e.size);
  return out.take();
}

Result<SecurityEvent> decode_security_event(std::string_view bytes) {
  Decoder in(bytes);
  if (in.u8() != kVersion) return fail(Failure::corrupt, "A security event cannot be read", "unknown version");
  SecurityEvent e;
  e.signal = static_cast<Signal>(in.u8());
  e.service = static_cast<Service>(in.u8());
  e.cause = static_cast<Cause>(in.u8());
  const auto flags = in.u8();
  e.tls = (flags & kTls) != 0;
  e.at.ms = in.zigzag();
  e.session = SessionId(in.varint());
  read_ip(in, (flags & kIpv4) != 0, e.ip);
  e.account = AccountId(in.varint());
  e.name = in.bytes();
  e.credential = in.varint();
  const auto recipients = in.varint();
  e.recipients = static_cast<std::uint32_t>(recipients);
  e.size = in.varint();
  if (!in.done() || !is_sound(e, flags, recipients))
    return fail(Failure::corrupt, "A security event cannot be read", "malformed record");
  return e;
}

std::string_view name(Signal signal) {
  switch (signal) {
    case Signal::connection: return "connection";
    case Signal::login: return "login";
    case Signal::recipient_refused: return "recipient-refused";
    case Signal::session_without_message: return "session-without-message";
    case Signal::message_sent: return "message-sent";
    case Signal::sender_refused: return "sender-refused";
    case Signal::bounce: return "bounce";
    case Signal::password_reset: return "password-reset";
    case Signal::forgiven: return "forgiven";
  }
  return "unknown";
}

std::string_view name(Service service) {
  switch (service) {
    case Service::smtp: return "smtp";
    case Service::submission: return "submission";
    case Service::imap: return "imap";
    case Service::pop3: return "pop3";
    case Service::web: return "web";
    case Service::admin: return "admin";
    case Service::sieve: return "sieve";
  }
  return "unknown";
}

std::optional<Service> service_named(std::string_view text) {
  for (auto s = static_cast<int>(Service::smtp); s <= static_cast<int>(Service::sieve); ++s)
    if (name(static_cast<Service>(s)) == text) return static_cast<Service>(s);
  return std::nullopt;
}

std::string_view name(Cause cause) {
  switch (cause) {
    case Cause::none: return "none";
    case Cause::unknown_account: return "unknown-account";
    case Cause::wrong_password: return "wrong-password";
    case Cause::account_disabled: return "account-disabled";
    case Cause::not_permitted: return "not-permitted";
    case Cause::second_factor: return "second-factor";
    case Cause::relay: return "relay";
    case Cause::malformed: return "malformed";
    case Cause::limit: return "limit";
    case Cause::overloaded: return "overloaded";
    case Cause::password_expired: return "password-expired";
    case Cause::application_password: return "application-password";
    case Cause::blocked: return "blocked";
  }
  return "unknown";
}

}  // namespace postern::events
