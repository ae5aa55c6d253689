// Learns for each account what it takes for junk, from what it moves: into its mailbox for junk, and out of it or of the inbox to where
// what is wanted is kept.
// Use: co_await learner.moved(account, from, to, uids);   auto opinion = co_await learner.opinion(account, features, settings);
// Promises: one row an account, which goes with it; of one move at most kMostOfMove messages are read, each by the start of its texts; what
//   cannot be read is not learnt; any thread.
#pragma once
#include <optional>

#include "base/ids.h"
#include "base/task.h"
#include "judge/bayes.h"
#include "judge/opinion.h"
#include "judge/settings.h"
#include "kv/kv.h"
#include "store/store.h"

namespace postern::judge {

class Learner {
 public:
  static constexpr std::size_t kMostOfMove = 20;

  Learner(kv::Store& kv, store::Store& store, const senderauth::PublicSuffixes* suffixes = nullptr)
      : kv_(kv), store_(store), suffixes_(suffixes) {}
  // `uids`: where they are by now, in `to`.
  Task<void> moved(AccountId, MailboxId from, MailboxId to, store::UidRanges uids);
  // Nothing while the account has moved too little.
  Task<std::optional<Opinion>> opinion(AccountId, std::vector<Feature>, const Settings&);

 private:
  struct Lesson {
    MessageNumber number;
    std::vector<Feature> features;
  };
  Task<std::optional<Class>> meaning(AccountId, MailboxId from, MailboxId to);
  Task<std::optional<Lesson>> lesson(AccountId, MessageNumber);
  Task<void> learn(AccountId, Class, std::vector<Lesson>);

  kv::Store& kv_;
  store::Store& store_;
  const senderauth::PublicSuffixes* suffixes_;
};

// What moving from one mailbox to another says of a message; nothing of most.
std::optional<Class> meaning_of(store::Role from, store::Role to);

}  // namespace postern::judge
