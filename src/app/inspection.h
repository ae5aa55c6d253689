// What is looked for in a message before it is accepted, and what becomes of one that is found to be spam.
#pragma once
#include <optional>

#include "app/parts.h"
#include "app/scanning.h"
#include "judge/judge.h"
#include "smtp/server/ports.h"

namespace postern::app {

// What becomes of messages of a level, by what the server says and what the account and its domain say otherwise.
class ActionsOnSpam {
 public:
  ActionsOnSpam(config::Live<judge::Settings> settings, const directory::Directory& directory)
      : settings_(std::move(settings)), directory_(directory) {}
  [[nodiscard]] judge::Action of(AccountId, queue::Level) const;
  // The mildest that anybody wants who gets it: nobody loses a message for what another one has chosen.
  [[nodiscard]] judge::Action of(const queue::Envelope&, queue::Level) const;

 private:
  config::Live<judge::Settings> settings_;
  const directory::Directory& directory_;
};

class Inspection final : public smtp::Inspector {
 public:
  Inspection(Parts&, Scanning&, const senderauth::PublicSuffixes*);  // null: none are known
  Task<smtp::Findings> inspect(smtp::Inspected) override;
  [[nodiscard]] const ActionsOnSpam& actions() const { return actions_; }

 private:
  Task<smtp::Findings> weigh(smtp::Inspected, std::vector<scanners::Share>);
  Task<judge::Verdict> judged(smtp::Inspected, std::vector<scanners::Share>);
  Task<std::optional<judge::Opinion>> learnt(const queue::Envelope&, std::vector<judge::Feature>);
  Task<bool> comes_in(smtp::Inspected, judge::Hundredths score);
  [[nodiscard]] judge::Facts facts_of(const smtp::Inspected&) const;
  [[nodiscard]] smtp::Findings findings(const smtp::Inspected&, const judge::Verdict&) const;

  Parts& parts_;
  Scanning& scanning_;
  const senderauth::PublicSuffixes* suffixes_;
  judge::Judge judge_;
  ActionsOnSpam actions_;
};

}  // namespace postern::app
