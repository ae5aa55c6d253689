// What NOTIFY asked for (RFC 5465), and what the client has been told of mailboxes it does not have selected. Cold.
// Use: session.watch = make_unique<Watch>(args.groups); at each wake: news = watch->compare(listing, selected), then tell it.
// Promises: within kMostMailboxes and kMostBytes whatever the account holds; what this connection did itself is not news.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "imap/grammar/list.h"
#include "imap/grammar/notify.h"
#include "store/store.h"

namespace postern::imap {

class Listing;

class Watch {
 public:
  static constexpr std::size_t kMostMailboxes = 1000;    // watched, and named in the command
  static constexpr std::size_t kMostBytes = 128 * 1024;  // of the names and counters of what is watched

  // Untagged answers that carry the client on.
  struct News {
    struct Status {
      std::string name;
      std::vector<grammar::StatusItem> items;
    };
    std::map<std::string, std::string> lists;  // names to tell by LIST; with the old name where one was renamed
    std::vector<Status> statuses;
  };

  explicit Watch(std::vector<grammar::NotifyGroup>);

  // The rule of the selected mailbox: none of its events unless a group says otherwise (RFC 5465 §3.1).
  [[nodiscard]] const grammar::NotifyGroup& selected() const { return selected_; }
  [[nodiscard]] bool has_others() const { return !others_.empty(); }
  // What was named is more than is watched.
  [[nodiscard]] bool too_much() const;

  // The news since the last call, all of it by this answer; nothing when there is more to watch than the limits allow.
  // Messages of the mailbox that is selected, or was until just now, are told elsewhere. HIGHESTMODSEQ with `mod_seq`.
  std::optional<News> compare(const Listing&, MailboxId selected, bool mod_seq);
  // The STATUS answers that NOTIFY SET STATUS begins with; after the first compare().
  [[nodiscard]] std::vector<News::Status> first_statuses() const;

  // What this connection does itself: a name it made, removed, renamed or subscribed; messages it put somewhere.
  void own_name(std::string name) { own_names_.push_back(std::move(name)); }
  void own_messages(MailboxId, const store::UidRanges&);
  [[nodiscard]] bool is_own(MailboxId, Uid) const;
  void forget_own();

  // Set by the store's wake; taken by who tells the news.
  void note_change() { changed_ = true; }
  bool take_change() { return std::exchange(changed_, false); }
  store::Subscription wakes;

 private:
  struct Known {
    std::string name;
    MailboxId id;  // 0: a name without a mailbox
    bool subscribed = false;
    std::uint32_t uidvalidity = 0, exists = 0, unseen = 0;
    Uid uidnext{1};
    ModSeq highest;
  };
  using Snapshot = std::vector<Known>;  // by name
  class Comparison;

  [[nodiscard]] grammar::NotifyEvents events(std::string_view name, bool subscribed) const;
  [[nodiscard]] std::optional<Snapshot> snapshot(const Listing&) const;
  [[nodiscard]] bool is_own(std::string_view name) const;
  [[nodiscard]] std::uint64_t own_count(MailboxId) const;

  grammar::NotifyGroup selected_;
  std::vector<grammar::NotifyGroup> others_;
  std::optional<Snapshot> known_;
  MailboxId selected_before_;
  std::vector<std::string> own_names_;
  std::map<MailboxId, store::UidRanges> own_messages_;
  bool changed_ = false;
};

}  // namespace postern::imap
