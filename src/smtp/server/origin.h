// What is done with a message for where it comes from: the settings and the rules, as functions of verdicts. No look-up happens here.
// Promises: what the DNS did not say refuses nobody for good.   RFC 9989 §5.3, RFC 7208 §8, RFC 8617 §7.2
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "senderauth/origin.h"
#include "smtp/grammar/reply.h"

namespace postern::smtp {

enum class DmarcUse : std::uint8_t { note, honour };
enum class SpfUse : std::uint8_t { note, unless_proven, refuse };
enum class Unknown : std::uint8_t { accept, put_off };

struct OriginSettings {
  bool judge = true;
  std::chrono::seconds patience{20};  // for all questions about a message together
  DmarcUse dmarc = DmarcUse::honour;
  SpfUse spf_fail = SpfUse::unless_proven;
  Unknown unknown = Unknown::accept;         // what the DNS does not say in time
  std::vector<std::string> trusted_sealers;  // domains whose ARC chains may speak for a message that DMARC would refuse
  std::string public_suffixes = "/usr/share/publicsuffix/public_suffix_list.dat";
};

// 250 or the refusal.
Reply origin_decision(const OriginSettings&, const senderauth::Origin&);
// Whether the domain in From has let this message be sent: then it may bring a name of ours without a login (H06).
bool is_proven(const senderauth::Origin&);
// Whether a chain was sealed last by somebody trusted, and says that DMARC passed where it began.
bool is_vouched_for(const OriginSettings&, const senderauth::Origin&);

}  // namespace postern::smtp
