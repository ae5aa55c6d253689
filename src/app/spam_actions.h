// What becomes of messages of a level, and of those whose sender is trusted or blocked: by what the server says, and what the account and
// its domain say otherwise.
#pragma once
#include <memory>
#include <span>
#include <vector>

#include "config/config.h"
#include "directory/directory.h"
#include "judge/judge.h"
#include "judge/sender.h"

namespace postern::app {

// The lists of an account and its domain, the nearest first, and what keeps them.
struct KeptLists {
  std::shared_ptr<const directory::Account> account;
  std::shared_ptr<const directory::Domain> domain;
  std::vector<judge::OwnedLists> rows;
};

class ActionsOnSpam {
 public:
  // The judge has the server's own lists.
  ActionsOnSpam(config::Live<judge::Settings> settings, const directory::Directory& directory, const judge::Judge& judge)
      : settings_(std::move(settings)), directory_(directory), judge_(judge) {}

  [[nodiscard]] judge::Action of(AccountId, queue::Level, const judge::Sender&) const;
  // The mildest that anybody wants who gets it: nobody loses a message for what another one has chosen.
  [[nodiscard]] judge::Action of(const queue::Envelope&, queue::Level, const judge::Sender&) const;

  [[nodiscard]] KeptLists lists_of(AccountId) const;
  // Those that hold for all of them: an account's when it is alone, a domain's when all are of it.
  [[nodiscard]] KeptLists lists_of(std::span<const AccountId>) const;
  // Accounts here that the message comes to, each once.
  [[nodiscard]] std::vector<AccountId> accounts_of(const queue::Envelope&) const;

 private:
  // The lists may be of nobody: then the server alone is asked.
  [[nodiscard]] judge::Action by_lists(KeptLists, queue::Level, const judge::Sender&) const;

  config::Live<judge::Settings> settings_;
  const directory::Directory& directory_;
  const judge::Judge& judge_;
};

}  // namespace postern::app
