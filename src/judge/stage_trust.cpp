// Senders that an administrator trusts. A name that nothing proves is anybody's to write, so trust needs a proof, and says when there is none.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "judge/stages.h"
#include "mime/address_list.h"

namespace postern::judge {
namespace {

std::string author(const mime::Message& message) {
  const auto all = mime::address_list(message.unfolded(0, "From"), 2);
  if (all.size() != 1 || all.front().kind != mime::AddressKind::mailbox) return {};
  return to_lower(mime::mailbox_text(all.front()));
}

// "ann@far.example" is one sender, "far.example" all of the domain, ".far.example" all below it.
bool covers(std::string_view entry, std::string_view sender) {
  const auto domain = sender.substr(sender.rfind('@') + 1);
  if (entry.contains('@')) return equal_nocase(entry, sender);
  if (entry.starts_with('.')) return domain.size() > entry.size() && domain.ends_with(to_lower(entry));
  return equal_nocase(entry, domain);
}

}  // namespace

std::optional<Opinions> judge_trust(const Facts& facts, const Rulebook& rules, dns::Answers&) {
  if (facts.ours) return Opinions{};
  const auto sender = author(*facts.message);
  const auto& trusted = rules.settings().trusted_senders;
  if (sender.empty() || std::ranges::none_of(trusted, [&](const auto& entry) { return covers(entry, sender); }))
    return Opinions{};
  const bool proven = facts.origin && facts.origin->dmarc.outcome == senderauth::Outcome::pass;
  if (proven)
    return Opinions{{.stage = "trust", .words = fmt::format("{} is trusted, and proven by DMARC", sender), .clears = true}};
  return Opinions{
      {.stage = "trust", .words = fmt::format("{} is trusted, but neither SPF nor DKIM proves that it is from there", sender)}};
}

}  // namespace postern::judge
