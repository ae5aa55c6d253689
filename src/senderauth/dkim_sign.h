// DKIM signatures made (RFC 6376 §5): relaxed/relaxed, one for each key, so that rsa-sha256 and ed25519-sha256 stand side by side (RFC 8463).
// Use: body.want(kSignedForm); body.feed(...)...; body.finish(); auto fields = sign_dkim(message, body, signers, options);
// Promises: what is returned stands in front of the message as it is; nothing of the header may be changed after that but by adding fields
// that are not oversigned. Pure: the same input gives the same fields.
#pragma once
#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "mime/message.h"
#include "senderauth/body_hasher.h"
#include "senderauth/crypto.h"
#include "senderauth/signature.h"

namespace postern::senderauth {

inline constexpr BodyForm kSignedForm{Canonical::relaxed, {}};

struct DkimSignOptions {
  Time now;
  std::optional<std::chrono::seconds> lifetime = {};  // x= after t=; none: the signature does not expire
};

// DKIM-Signature fields with CRLF at the end of each. Refused: a message without a From field or with several, which nobody should vouch for
// (RFC 6376 §8.15), and a header that is too large to be known whole.
Result<std::string> sign_dkim(const mime::Message&, const BodyHasher&, std::span<const Signer>, const DkimSignOptions&);

// The names for h=: fields that are there, each as often as it is, and those that must not be added later once more than that: a second From,
// Subject or Content-Type in front of the signed one would be shown instead of it.
std::vector<std::string> fields_to_sign(const mime::Message&);

// The TXT record of a key (RFC 6376 §3.6.1).
std::string key_record_of(const PrivateKey&);

}  // namespace postern::senderauth
