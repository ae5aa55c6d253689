// Proofs of the author and of the reverse-path, and the walk through the lists.
#include "judge/sender.h"

#include "address/senders.h"
#include "base/said.h"
#include "base/text.h"
#include "mime/address_list.h"

namespace postern::judge {
namespace {

using queue::Proof;
using senderauth::Outcome;

std::optional<address::Mailbox> author_of(const mime::Message& message) {
  if (message.count(0, "From") != 1) return {};
  const auto all = mime::address_list(message.unfolded(0, "From"), 2);
  if (all.size() != 1 || all.front().kind != mime::AddressKind::mailbox) return {};
  auto mailbox = address::parse_mailbox(mime::mailbox_text(all.front()), address::Charset::utf8);
  if (!mailbox) return {};
  return std::move(*mailbox);
}

// A domain that has a DMARC record has said what proves it. Of another, SPF or DKIM of its organisation does.
Proof proof_of(const Facts& facts) {
  if (facts.ours) return Proof::login;
  if (!facts.origin) return Proof::none;
  const auto& dmarc = facts.origin->dmarc;
  if (dmarc.outcome == Outcome::pass) return Proof::dmarc;
  if (facts.vouched_for) return Proof::arc;
  if (dmarc.outcome != Outcome::none) return Proof::none;
  if (dmarc.dkim_aligned) return Proof::dkim;
  return dmarc.spf_aligned ? Proof::spf : Proof::none;
}

// RFC 7208 §2.4: of the reverse-path's domain itself. Or the path is that of an author who is proven.
bool proves_path(const Facts& facts, const Sender& sender) {
  if (!sender.path) return false;
  if (facts.ours) return true;
  if (sender.author && sender.proof != Proof::none && *sender.author == *sender.path) return true;
  const auto* spf = facts.origin && facts.origin->spf ? &*facts.origin->spf : nullptr;
  return spf != nullptr && spf->outcome == Outcome::pass && equal_nocase(spf->domain, sender.path->domain().ascii());
}

struct Hit {
  Listed what = Listed::unknown;
  std::string_view entry;
  const address::Mailbox* who = nullptr;
};

void look(const std::vector<std::string>& list, const address::Mailbox& who, Listed what, Hit& best) {
  const auto key = list.empty() ? std::string() : who.key();
  for (const auto& entry : list) {
    if (!address::covers(entry, key)) continue;
    const int more = address::narrowness(entry) - (best.who == nullptr ? -1 : address::narrowness(best.entry));
    if (more > 0 || (more == 0 && what == Listed::blocked)) best = {what, entry, &who};
  }
}

// Trust in the author that holds is not ended by the path; else whoever has either of the two blocked does not want it.
Hit find(const SenderLists& lists, const Sender& sender) {
  Hit author, path;
  if (sender.author) {
    look(lists.trusted, *sender.author, Listed::trusted, author);
    look(lists.blocked, *sender.author, Listed::blocked, author);
  }
  if (author.what == Listed::blocked || (author.what == Listed::trusted && sender.proof != Proof::none)) return author;
  if (sender.path) look(lists.blocked, *sender.path, Listed::blocked, path);
  return path.what == Listed::blocked ? path : author;
}

std::string words_of(const Hit& hit, Proof proof, std::string_view whose) {
  const auto& who = hit.who->text();
  if (hit.what == Listed::blocked) return said<"{} is blocked by {} as {}">(who, whose, hit.entry).english();
  if (proof != Proof::none)
    return said<"{} is trusted by {} as {}, and proven by {}">(who, whose, hit.entry, name(proof)).english();
  return said<"{} is trusted by {} as {}, but neither SPF nor DKIM proves that it is from there">(who, whose, hit.entry)
      .english();
}

}  // namespace

Sender sender_of(const Facts& facts) {
  Sender out{.author = author_of(*facts.message), .path = facts.envelope->reverse_path};
  if (out.author) out.proof = proof_of(facts);
  out.path_is_proven = proves_path(facts, out);
  return out;
}

Sender sender_of(const queue::Envelope& envelope) {
  const auto& judged = envelope.judged;
  return {judged.author, envelope.reverse_path, judged.proof, judged.path_is_proven};
}

void note(const Sender& sender, queue::Judged& judged) {
  judged.author = sender.author;
  judged.proof = sender.proof;
  judged.path_is_proven = sender.path_is_proven;
}

Said said_of(const Sender& sender, std::span<const OwnedLists> nearest_first) {
  Said out;
  for (const auto& one : nearest_first) {
    const auto hit = find(*one.lists, sender);
    if (hit.what == Listed::unknown) continue;
    if (!out.words.empty()) out.words += "; ";
    out.words += words_of(hit, sender.proof, one.whose);
    if (hit.what == Listed::trusted && sender.proof == Proof::none) continue;
    out.what = hit.what;
    break;
  }
  return out;
}

std::string_view name(Listed what) {
  if (what == Listed::trusted) return "trusted";
  return what == Listed::blocked ? "blocked" : "unknown";
}

std::string_view name(Proof proof) {
  switch (proof) {
    case Proof::none: return "nothing";
    case Proof::spf: return "SPF";
    case Proof::dkim: return "DKIM";
    case Proof::dmarc: return "DMARC";
    case Proof::arc: return phrase<"a trusted chain (ARC)">();
    case Proof::login: return phrase<"the sender's login">();
  }
  return "";
}

}  // namespace postern::judge
