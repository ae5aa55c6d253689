// The mailbox lists that were asked for lately, kept up to date from the notices of durable commits: NOTIFY asks at every
// change of the account, in every session.
// Use: if (auto list = cache.find(account)) ...;  else  turn = cache.begin(account), read it, cache.keep(account, turn, list);
// Promises: find() gives what the last durable commit left; all lists together hold at most kMostRows mailboxes and names.
#pragma once
#include <list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/locked.h"
#include "store/notice.h"
#include "store/store.h"

namespace postern::store {

struct MailboxList {
  std::vector<Mailbox> mailboxes;          // by name, INBOX first
  std::vector<std::string> subscriptions;  // also of names without a mailbox
};

class ListCache {
 public:
  static constexpr std::size_t kMostRows = 50'000;

  std::optional<MailboxList> find(AccountId);
  // Before the list is read; with the answer it is kept, unless it became another one meanwhile.
  std::uint64_t begin(AccountId);
  void keep(AccountId, std::uint64_t turn, const MailboxList&);
  // On the committer thread, after a group is durable.
  void update(std::span<const std::shared_ptr<const MailNotice>>);

  [[nodiscard]] std::size_t rows_for_test() const;

 private:
  struct Entry {
    std::uint64_t turn = 0;
    std::shared_ptr<const MailboxList> list;              // null while it is read
    std::unordered_map<MailboxId, MailboxState> changed;  // since the turn began
    std::list<AccountId>::iterator used;
    [[nodiscard]] std::size_t rows() const { return 1 + (list ? list->mailboxes.size() + list->subscriptions.size() : 0); }
  };
  struct State {
    std::unordered_map<AccountId, Entry> entries;
    std::list<AccountId> used;  // most recent first
    std::size_t rows = 0;
    std::uint64_t turns = 0;
  };
  static void start_anew(State&, Entry&);
  static void apply(State&, Entry&, const MailNotice&);

  Locked<State> state_;
};

}  // namespace postern::store
