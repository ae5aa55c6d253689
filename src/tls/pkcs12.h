// A certificate with its key as Windows and other servers hand it on: one file, PKCS #12 or PFX (RFC 7292).
// Use: auto identity = identity_of_pkcs12(octets, passphrase);  on a thread that may take its time: keys are derived from the passphrase
// Promises: what is returned is PEM, the certificate of the key first and each then signed by the next; whether it is good is for
//   check_identity() to say. A file that asks for more than kMostRounds of work in all, or holds more than kMostBags, is refused before
//   that is done.
#pragma once
#include <cstddef>
#include <string_view>

#include "base/result.h"
#include "base/secret.h"
#include "tls/certificate.h"

namespace postern::tls {

inline constexpr std::size_t kLargestPkcs12 = 128 * 1024;
inline constexpr long kMostRounds = 2'000'000;  // of all derivations; others write three of 2,048 to 600,000 each
inline constexpr int kMostBags = 64;

// `passphrase` is empty where there is none.
Result<Identity> identity_of_pkcs12(std::string_view octets, const Secret& passphrase);

}  // namespace postern::tls
