// Public keys in the DNS (RFC 6376 §3.6): DKIM's and ARC's.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "dns/answers.h"
#include "senderauth/crypto.h"
#include "senderauth/outcome.h"
#include "senderauth/signature.h"

namespace postern::senderauth {

inline constexpr std::size_t kShortestRsa = 1024;  // RFC 8301 §3.2
inline constexpr std::size_t kGoodRsa = 2048;      // what signers should have

struct KeyRecord {
  std::optional<PublicKey> key;
  Outcome outcome = Outcome::pass;  // of the search: anything else than pass means that there is no key to use
  std::string reason;               // in the words of RFC 6376 §6.1.2
  bool testing = false;             // t=y: the domain is testing DKIM
  bool strict = false;              // t=s: the domain of i= must be that of d=
  bool weak = false;                // RSA of 1024 to 2047 bits
  bool secure = false;              // the answer was proven by DNSSEC
};

// One TXT record, for a signature's algorithm.
KeyRecord read_key_record(std::string_view, KeyType);
// Nothing when the answer is not known yet.
std::optional<KeyRecord> find_key(const Signature&, dns::Answers&);

}  // namespace postern::senderauth
