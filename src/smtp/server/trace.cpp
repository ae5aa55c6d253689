// Writes Return-Path and Received.   RFC 5321 §4.4
#include "smtp/server/trace.h"

#include <fmt/format.h>

#include "base/text.h"

namespace postern::smtp {
namespace {

// RFC 3848, and RFC 6531 §4.3 for messages that need SMTPUTF8.
std::string protocol(const queue::Envelope& envelope, const Trace& trace) {
  const bool tls = envelope.origin.tls;
  const bool login = static_cast<bool>(envelope.origin.account);
  if (!trace.lmtp && !trace.extended && !tls && !login) return "SMTP";
  const std::string_view word = trace.lmtp          ? (envelope.smtputf8 ? "UTF8LMTP" : "LMTP")
                                : envelope.smtputf8 ? "UTF8SMTP"
                                                    : "ESMTP";
  return fmt::format("{}{}{}", word, tls ? "S" : "", login ? "A" : "");
}

std::string literal(std::string_view ip) { return fmt::format("[{}{}]", ip.contains(':') ? "IPv6:" : "", ip); }

}  // namespace

std::string return_path_field(const queue::Envelope& envelope) {
  return fmt::format("Return-Path: <{}>\r\n", envelope.reverse_path ? envelope.reverse_path->text() : "");
}

std::string received_field(const queue::Envelope& envelope, const Trace& trace) {
  const auto& origin = envelope.origin;
  std::string out = fmt::format("Received: from {} ({})\r\n\tby {} with {}", origin.client_name, literal(origin.client_ip),
                                trace.host_name, protocol(envelope, trace));
  if (!trace.tls_summary.empty()) out += fmt::format(" ({})", trace.tls_summary);
  out += fmt::format("\r\n\tid {}", origin.id);
  if (envelope.recipients.size() == 1) out += fmt::format("\r\n\tfor <{}>", envelope.recipients.front().mailbox.text());
  out += fmt::format(";\r\n\t{}\r\n", rfc5322_date(origin.received));
  return out;
}

}  // namespace postern::smtp
