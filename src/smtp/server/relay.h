// Who may send as whom, and to whom: the rules, as functions of facts. No lookup happens here.
// Promises: a recipient elsewhere is accepted only from someone who logged in, from a trusted client or by the listener's relay
//   setting; an address that carries another host's route is never accepted from a stranger; who has not logged in is answered of
//   what is closed to him as of what is not there, also where a catch-all takes what is not there.   REQUIREMENTS H05 H06 H25 H26
#pragma once
#include <cstdint>

#include "smtp/grammar/reply.h"

namespace postern::smtp {

// Who may send to recipients elsewhere without having logged in (H25). All but `nobody` believe what anyone can write.
enum class Relay : std::uint8_t { nobody, local_users, local_domains, anyone };

// What the directory knows of a sender address.
struct SenderFacts {
  bool hosted = false;      // its domain is one of ours
  bool needs_login = true;  // and mail in that domain's name is taken from those who logged in (H05)
  bool exists = false;      // someone here has the address
  bool owned = false;       // it belongs to the account that asks
  bool granted = false;     // an allow-list entry lets the client send in its name without a login (H26)
};

enum class RecipientStatus : std::uint8_t {
  elsewhere,
  deliverable,
  unknown,
  not_open,  // an alias that takes no mail from who asks
  disabled,
  too_large,
  over_quota,
  over_rate,
  unavailable
};

struct Client {
  bool logged_in = false;
  bool trusted = false;  // the message is sent in a name that an allow-list entry grants to its address (H26)
};

// Each gives 250 or the refusal.
Reply sender_decision(const Client&, const SenderFacts&);
// The same rule for an address in the header's From field; what the DNS proves needs no login (H06): a list brings back what one of us wrote.
Reply header_from_decision(const Client&, const SenderFacts&, bool proven);

struct RecipientFacts {
  RecipientStatus status = RecipientStatus::unknown;
  bool routed = false;   // %, !, @ or : in the local part
  bool literal = false;  // an address literal stands for the domain
  bool postmaster = false;
};

// `sender` are the facts of the reverse-path; all false for the null one.
Reply relay_decision(const Client&, Relay, const SenderFacts& sender, const RecipientFacts&);

}  // namespace postern::smtp
