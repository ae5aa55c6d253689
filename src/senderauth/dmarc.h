// DMARC (RFC 9989, and RFC 7489 where records are of its time): whether the domain that people see in From has let this message be sent, and
// what it asks to do when it has not.
// Use: fill a DmarcQuery from SPF's and DKIM's verdicts; while (!(verdict = check_dmarc(query, answers))) let the driver ask.
// Promises: pure; at most 8 questions a tree walk, all asked at once, for the author's domain and those that passed.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dns/answers.h"
#include "mime/message.h"
#include "senderauth/dkim_verify.h"
#include "senderauth/dmarc_record.h"
#include "senderauth/outcome.h"
#include "senderauth/public_suffix.h"
#include "senderauth/spf.h"

namespace postern::senderauth {

inline constexpr std::size_t kTreeWalk = 8;  // questions of one walk   RFC 9989 §4.10

// Who the message says that it is from.
struct Authors {
  std::size_t fields = 0;          // From fields
  std::vector<dns::Name> domains;  // of all mailboxes in them, each once
  bool unreadable = false;         // a mailbox without a domain name
};
Authors authors_of(const mime::Message&);

struct DmarcQuery {
  Authors authors;
  SpfVerdict spf;  // of the reverse-path, or of HELO where that is null
  std::vector<DkimVerdict> dkim;
  const PublicSuffixes* suffixes =
      nullptr;  // for domains of which a tree walk finds nothing; null: they are their own organisation
};

struct DmarcVerdict {
  Outcome outcome = Outcome::none;  // none, pass, fail, temperror or permerror
  std::string reason;
  DmarcPolicy disposition = DmarcPolicy::none;  // what is asked for, for this message: none when it passed
  dns::Name author;                             // the domain in From
  dns::Name policy_domain;                      // where the record stands; the root when there is none
  dns::Name organisation;                       // the author's organisational domain; the root when the DNS did not say
  std::optional<DmarcRecord> record;
  // Passed, and for the author's organisation: as the record asks, where there is one.
  bool spf_aligned = false, dkim_aligned = false;
};

std::optional<DmarcVerdict> check_dmarc(const DmarcQuery&, dns::Answers&);

}  // namespace postern::senderauth
