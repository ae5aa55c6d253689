// From recipients to accounts and mailboxes elsewhere.
#include "delivery/plan.h"

#include <algorithm>
#include <map>
#include <set>

namespace postern::delivery {
namespace {

// RFC 5321 §4.5.1: mail to postmaster is accepted in every domain of ours. Where nobody has the name, the domain's oldest account gets it.
directory::Resolution resolve(const directory::Directory& directory, const address::Mailbox& mailbox) {
  auto found = directory.resolve(mailbox);
  if (found.verdict != directory::Verdict::unknown || mailbox.local_key() != "postmaster") return found;
  const auto all = directory.snapshot();
  const auto domain = all->domain(mailbox.domain());
  auto accounts = domain ? all->accounts(domain->id) : std::vector<std::shared_ptr<const directory::Account>>{};
  std::erase_if(accounts, [](const auto& a) { return a->service.has_value(); });  // nobody reads there
  const auto oldest = std::ranges::min_element(accounts, {}, [](const auto& a) { return a->id; });
  if (oldest == accounts.end()) return found;
  return {.verdict = directory::Verdict::deliver, .accounts = {{(*oldest)->id, {}}}, .remote = {}};
}

// The recipient itself when it means this account alone; else the account under its own name, so that a later try does not reach those
// who have the message already.
queue::Recipient for_account(const directory::Directory& directory, const directory::Resolution& found,
                             const queue::Recipient& wanted, AccountId id) {
  if (found.accounts.size() == 1 && found.remote.empty()) return wanted;
  auto one = wanted;
  const auto all = directory.snapshot();
  if (const auto account = all->account(id)) one.mailbox = all->address_of(*account);
  return one;
}

}  // namespace

Plan plan(const directory::Directory& directory, const queue::Envelope& envelope, const Onward* onward) {
  Plan out;
  std::map<AccountId, std::size_t> place_of;
  std::set<std::string> seen;
  const auto add_remote = [&](const address::Mailbox& m, const queue::Recipient& wishes) {
    if (!seen.insert(m.key()).second) return;
    auto r = wishes;
    r.mailbox = m;
    out.remote.push_back(std::move(r));
  };
  const auto add_forwarded = [&](const address::Mailbox& m, const queue::Recipient& wishes) {
    const auto by = wishes.mailbox.domain();
    if (!onward) return add_remote(m, wishes);
    if (!seen.insert(m.key()).second) return;
    auto r = wishes;
    r.mailbox = m;
    out.forwarded.push_back({std::move(r), by, !onward->may_forward(by, m)});
  };
  for (std::size_t i = 0; i < envelope.recipients.size(); ++i) {
    const auto& recipient = envelope.recipients[i];
    const auto found = resolve(directory, recipient.mailbox);
    const auto behind =
        onward && found.verdict == directory::Verdict::unknown ? onward->sender_behind(recipient.mailbox) : std::nullopt;
    if (behind)
      add_forwarded(*behind, recipient);
    else if (found.verdict == directory::Verdict::elsewhere)
      add_remote(recipient.mailbox, recipient);
    else if (found.verdict != directory::Verdict::deliver)
      out.unknown.push_back(i);
    for (const auto& m : found.remote) add_forwarded(m, recipient);
    for (const auto& target : found.accounts) {
      const auto [at, fresh] = place_of.emplace(target.account, out.local.size());
      if (fresh) out.local.push_back({target.account, {}});
      out.local[at->second].recipients.push_back(for_account(directory, found, recipient, target.account));
    }
  }
  return out;
}

}  // namespace postern::delivery
