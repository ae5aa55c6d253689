// ARC (RFC 8617): the chain of who had a message before us, verified; and our own link, sealed.
// Use: auto chain = arc_chain(message);                       // as soon as the header is there
//      if (chain.usable()) body.want(chain.body_form());
//      body.feed(...)...; body.finish();
//      while (!(verdict = verify_arc(message, chain, body, now, answers))) let the driver of dns/answers.h ask.
//      auto fields = seal_arc(message, chain, verdict->outcome, body, signer, options);
// Promises: all keys are asked for at once. At most 50 sets (§4.2.1). Every failure is `fail` and stays so, that of the DNS too (§5.2.1).
// A chain that passes says who vouches for what, not that they are to be believed: that is for a list of trusted sealers.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "dns/answers.h"
#include "mime/message.h"
#include "senderauth/body_hasher.h"
#include "senderauth/outcome.h"
#include "senderauth/signature.h"

namespace postern::senderauth {

inline constexpr std::size_t kMostArcSets = 50;

// The fields of one instance, as they came; they lie in the message.
struct ArcSet {
  std::string_view results, message_signature, seal;
  Signature signature, sealing;
  Outcome claimed = Outcome::none;  // cv=
};

struct ArcChain {
  std::vector<ArcSet> sets;         // 1 to N
  Outcome outcome = Outcome::none;  // none: no chain; pass: well formed, to be verified; fail: its structure is wrong
  std::string reason;
  std::size_t highest = 0;  // instance of any field
  bool given_up = false;    // the newest seal says that the chain has failed: nobody goes on with it (§5.1)

  [[nodiscard]] bool usable() const { return outcome == Outcome::pass; }
  [[nodiscard]] BodyForm body_form() const { return sets.back().signature.body_form; }
};

ArcChain arc_chain(const mime::Message&);

struct ArcLink {
  std::string domain, selector;  // of the seal
  std::string results;           // what the sealer found: the payload of its ARC-Authentication-Results
};

struct ArcVerdict {
  Outcome outcome = Outcome::none;  // none, pass or fail
  std::string reason;
  std::vector<ArcLink> links;  // 1 to N; only of a chain that passed
};

std::optional<ArcVerdict> verify_arc(const mime::Message&, const ArcChain&, const BodyHasher&, Time now, dns::Answers&);

struct ArcSealOptions {
  Time now;
  std::string results;                   // payload of our Authentication-Results: "authserv-id; spf=pass ..."
  std::vector<std::string> fields = {};  // h=, in lower case; empty: what a DKIM signer signs, and DKIM-Signature (§4.1.2)
};

// ARC-Seal, ARC-Message-Signature and ARC-Authentication-Results, to stand in front of the message, whose body was hashed in kSignedForm.
// Empty for a chain that nobody goes on with: one given up, or one of 50 sets.
Result<std::string> seal_arc(const mime::Message&, const ArcChain&, Outcome verdict, const BodyHasher&, const Signer&,
                             const ArcSealOptions&);

}  // namespace postern::senderauth
