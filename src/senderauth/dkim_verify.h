// DKIM signatures of a message, verified (RFC 6376 §6, RFC 8301, RFC 8463).
// Use: auto signatures = dkim_signatures(message);        // as soon as the header is there
//      for (const auto& s : signatures) if (s.usable()) body.want(s.signature.body_form);
//      body.feed(...)...; body.finish();
//      while (!(verdicts = verify_dkim(message, signatures, body, now, answers))) let the driver of dns/answers.h ask.
// Promises: over the octets as received; the keys of all signatures are asked for at once, and nothing is verified before all are known,
// so it is done once. At most kMostSignatures are looked at, from the top, where the last signer's stands.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "dns/answers.h"
#include "mime/message.h"
#include "senderauth/body_hasher.h"
#include "senderauth/outcome.h"
#include "senderauth/signature.h"

namespace postern::senderauth {

inline constexpr std::size_t kMostSignatures = 10;

// A DKIM-Signature field, read.
struct DkimSignature {
  std::string_view field;  // as it came; lies in the message
  Signature signature;
  std::string identity;  // i=: "local@domain" or "@domain"; the domain in A-labels
  std::string mark;      // the first 8 characters of b=, by which results name the signature (RFC 6008)
  std::string algorithm;
  Outcome outcome = Outcome::none;  // of the reading: none, or why there is nothing to verify
  std::string reason;

  [[nodiscard]] bool usable() const { return outcome == Outcome::none; }
};

std::vector<DkimSignature> dkim_signatures(const mime::Message&);

struct DkimVerdict {
  Outcome outcome = Outcome::none;
  std::string reason;  // in the words of RFC 6376 §6.1, where it did not pass
  std::string domain, selector, identity, algorithm, mark;
  std::size_t key_bits = 0;
  bool testing = false;  // the domain is testing: a failure says no more than no signature (RFC 6376 §3.6.1 t=y)
  bool weak = false;     // RSA of 1024 to 2047 bits
  bool partial = false;  // l= leaves octets of the body unsigned: what is behind it is anybody's (RFC 6376 §8.2)
  bool secure = false;   // the key was proven by DNSSEC
};

// One a signature, in their order; nothing while a key is not known.
std::optional<std::vector<DkimVerdict>> verify_dkim(const mime::Message&, std::span<const DkimSignature>, const BodyHasher&,
                                                    Time now, dns::Answers&);

}  // namespace postern::senderauth
