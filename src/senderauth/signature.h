// What DKIM-Signature, ARC-Message-Signature and ARC-Seal have in common: their tags as values (RFC 6376 §3.5, RFC 8617 §4.1).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "dns/name.h"
#include "senderauth/body_hasher.h"
#include "senderauth/crypto.h"
#include "senderauth/tag_list.h"

namespace postern::senderauth {

inline constexpr std::size_t kMostSignedFields = 1000;  // names in h=

enum class SignatureKind : std::uint8_t { dkim, arc_message, arc_seal };

struct Signature {
  KeyType key_type = KeyType::rsa;
  dns::Name domain;                 // d=
  std::string selector;             // s=
  std::string octets;               // b=, decoded
  std::string body_hash;            // bh=, decoded; not of a seal
  std::vector<std::string> fields;  // h=, in lower case; not of a seal
  Canonical header_form = Canonical::simple;
  BodyForm body_form;
  std::optional<std::int64_t> signed_at, expires_at;  // t=, x=: seconds
};

// Tags that all kinds have. The public text of an error is one of RFC 6376 §6.1.1.
Result<Signature> read_signature(const TagList&, SignatureKind);

// Who signs, with what.
struct Signer {
  dns::Name domain;
  std::string selector;
  PrivateKey key;
};

// The name of the key record (RFC 6376 §3.6.2.1); nothing when the selector makes no name.
std::optional<dns::Name> key_name(const Signature&);

}  // namespace postern::senderauth
