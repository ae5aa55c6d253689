// Counters of a list change often, its names seldom: changed counters are laid over the list, another name drops it.
#include "store/list_cache.h"

#include <algorithm>

namespace postern::store {

std::optional<MailboxList> ListCache::find(AccountId account) {
  std::shared_ptr<const MailboxList> list;
  auto changed = state_.with([&](State& s) {
    const auto at = s.entries.find(account);
    if (at == s.entries.end() || !at->second.list) return decltype(Entry::changed){};
    s.used.splice(s.used.begin(), s.used, at->second.used);
    list = at->second.list;
    return at->second.changed;
  });
  if (!list) return {};
  MailboxList out = *list;
  for (auto& mailbox : out.mailboxes)
    if (const auto at = changed.find(mailbox.id); at != changed.end() && at->second.highest > mailbox.state.highest)
      mailbox.state = std::move(at->second);
  return out;
}

std::uint64_t ListCache::begin(AccountId account) {
  return state_.with([&](State& s) {
    const auto [at, fresh] = s.entries.try_emplace(account);
    auto& entry = at->second;
    if (fresh) {
      entry.used = s.used.insert(s.used.begin(), account);
      s.rows += entry.rows();
      entry.turn = ++s.turns;
    }
    return entry.turn;
  });
}

void ListCache::keep(AccountId account, std::uint64_t turn, const MailboxList& list) {
  auto shared = std::make_shared<const MailboxList>(list);
  state_.with([&](State& s) {
    const auto at = s.entries.find(account);
    if (at == s.entries.end() || at->second.turn != turn || at->second.list) return;
    s.rows -= at->second.rows();
    at->second.list = std::move(shared);
    s.rows += at->second.rows();
    while (s.rows > kMostRows) {
      const auto last = s.entries.find(s.used.back());
      s.rows -= last->second.rows();
      s.entries.erase(last);
      s.used.pop_back();
    }
  });
}

// What is being read meanwhile is not kept either.
void ListCache::start_anew(State& s, Entry& entry) {
  s.rows -= entry.rows();
  entry.list = nullptr;
  entry.changed.clear();
  s.rows += entry.rows();
  entry.turn = ++s.turns;
}

void ListCache::apply(State& s, Entry& entry, const MailNotice& notice) {
  const bool removed = std::ranges::any_of(notice.boxes, &MailNotice::Box::removed);
  if (notice.names || notice.account_removed || removed) return start_anew(s, entry);
  for (const auto& box : notice.boxes) entry.changed.insert_or_assign(box.id, box.state);
}

void ListCache::update(std::span<const std::shared_ptr<const MailNotice>> notices) {
  state_.with([&](State& s) {
    for (const auto& notice : notices)
      if (const auto at = s.entries.find(notice->account); at != s.entries.end()) apply(s, at->second, *notice);
  });
}

std::size_t ListCache::rows_for_test() const {
  return state_.with([](const State& s) { return s.rows; });
}

}  // namespace postern::store
