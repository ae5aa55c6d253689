// Messages as tests have them: made, signed, hashed, and judged with a fake zone.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "mime/message.h"
#include "senderauth/dkim_sign.h"
#include "senderauth/dkim_verify.h"
#include "support/fake_zone.h"

namespace postern::test {

inline std::string with_crlf(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n' && !out.ends_with('\r')) out += '\r';
    out += c;
  }
  return out;
}

inline std::string_view body_of(const mime::Message& message, std::string_view raw) {
  const auto& body = message.parts.front().body;
  return raw.substr(body.start, body.size());
}

// With the body in pieces of `piece` octets.
inline std::vector<senderauth::DkimVerdict> verify_dkim(FakeZone& zone, std::string_view raw, Time now = {},
                                                        std::size_t piece = 1000) {
  const auto message = mime::parse(raw);
  const auto signatures = senderauth::dkim_signatures(message);
  senderauth::BodyHasher body;
  for (const auto& one : signatures)
    if (one.usable()) body.want(one.signature.body_form);
  const auto octets = body_of(message, raw);
  for (std::size_t at = 0; at < octets.size(); at += piece) body.feed(octets.substr(at, piece));
  body.finish();
  return zone.verdict([&](dns::Answers& answers) { return senderauth::verify_dkim(message, signatures, body, now, answers); });
}

inline Result<std::string> sign_dkim(std::string_view raw, std::span<const senderauth::Signer> signers,
                                     const senderauth::DkimSignOptions& options) {
  const auto message = mime::parse(raw);
  senderauth::BodyHasher body;
  body.want(senderauth::kSignedForm);
  body.feed(body_of(message, raw));
  body.finish();
  return senderauth::sign_dkim(message, body, signers, options);
}

}  // namespace postern::test
