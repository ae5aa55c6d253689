// The account says, else its domain, else the server.
#include "app/spam_actions.h"

#include <algorithm>

namespace postern::app {
namespace {

using judge::Action;
using judge::Listed;

std::optional<Action> own_action(const SpamActions& chosen, queue::Level level) {
  switch (level) {
    case queue::Level::none: break;
    case queue::Level::low: return chosen.low;
    case queue::Level::medium: return chosen.medium;
    case queue::Level::high: return chosen.high;
  }
  return {};
}

Action by(Listed listed, Action on_level, Action on_blocked) {
  if (listed == Listed::trusted) return Action::inbox;
  return listed == Listed::blocked ? std::max(on_level, on_blocked) : on_level;
}

void add_domain(KeptLists& kept) {
  if (kept.domain) kept.rows.push_back({kept.domain->name.ascii(), &kept.domain->settings.senders});
}

}  // namespace

KeptLists ActionsOnSpam::lists_of(AccountId id) const {
  const auto all = directory_.snapshot();
  KeptLists out{.account = all->account(id), .domain = nullptr, .rows = {}};
  if (!out.account) return out;
  out.domain = all->domain(out.account->domain);
  out.rows.push_back({all->address_of(*out.account).text(), &out.account->senders});
  add_domain(out);
  return out;
}

// A list may be long.
std::vector<AccountId> ActionsOnSpam::accounts_of(const queue::Envelope& envelope) const {
  std::vector<AccountId> out;
  for (const auto& recipient : envelope.recipients)
    for (const auto& local : directory_.resolve(recipient.mailbox).accounts) out.push_back(local.account);
  std::ranges::sort(out);
  const auto twice = std::ranges::unique(out);
  out.erase(twice.begin(), twice.end());
  return out;
}

KeptLists ActionsOnSpam::lists_of(std::span<const AccountId> accounts) const {
  if (accounts.size() == 1) return lists_of(accounts.front());
  const auto all = directory_.snapshot();
  KeptLists out;
  for (const auto id : accounts) {
    const auto account = all->account(id);
    if (!account || (out.domain && out.domain->id != account->domain)) return {};
    out.domain = all->domain(account->domain);
  }
  add_domain(out);
  return out;
}

Action ActionsOnSpam::by_lists(KeptLists kept, queue::Level level, const judge::Sender& sender) const {
  const auto rules = judge_.rulebook();
  const auto settings = settings_.current();
  kept.rows.push_back({"", &rules->senders()});
  auto on_level = judge::action_of(*settings, level), on_blocked = settings->blocked_action;
  const auto take = [&](const SpamActions& chosen) {
    on_level = own_action(chosen, level).value_or(on_level);
    on_blocked = chosen.blocked.value_or(on_blocked);
  };
  if (kept.domain) take(kept.domain->settings.spam);
  if (kept.account) take(kept.account->spam);
  return by(judge::said_of(sender, kept.rows).what, on_level, on_blocked);
}

Action ActionsOnSpam::of(AccountId id, queue::Level level, const judge::Sender& sender) const {
  return by_lists(lists_of(id), level, sender);
}

Action ActionsOnSpam::of(const queue::Envelope& envelope, queue::Level level, const judge::Sender& sender) const {
  auto mildest = Action::refuse;
  for (const auto& recipient : envelope.recipients) {
    const auto found = directory_.resolve(recipient.mailbox);
    for (const auto& local : found.accounts) mildest = std::min(mildest, of(local.account, level, sender));
    if (found.accounts.empty() || !found.remote.empty()) mildest = std::min(mildest, by_lists({}, level, sender));
  }
  return mildest;
}

}  // namespace postern::app
