// What is looked for in a message before it is accepted, and what becomes of one that is found to be spam.
#pragma once
#include <optional>

#include "app/parts.h"
#include "app/scanning.h"
#include "app/spam_actions.h"
#include "judge/judge.h"
#include "smtp/server/ports.h"

namespace postern::app {

class Inspection final : public smtp::Inspector {
 public:
  Inspection(Parts&, Scanning&, const senderauth::PublicSuffixes*);  // null: none are known
  Task<smtp::Findings> inspect(smtp::Inspected) override;
  [[nodiscard]] const ActionsOnSpam& actions() const { return actions_; }

 private:
  // Whom a message is from, and to which accounts here it goes.
  struct Between {
    judge::Sender sender;
    std::vector<AccountId> accounts;
  };
  Task<smtp::Findings> weigh(smtp::Inspected, std::vector<scanners::Share>, const judge::Sender&);
  Task<judge::Verdict> judged(smtp::Inspected, std::vector<scanners::Share>, const Between&);
  Task<std::optional<judge::Opinion>> learnt(const queue::Envelope&, std::vector<judge::Feature>);
  Task<bool> comes_in(smtp::Inspected, judge::Hundredths score, const Between&);
  [[nodiscard]] judge::Facts facts_of(const smtp::Inspected&) const;
  [[nodiscard]] judge::Action action_on(const smtp::Inspected&, queue::Level, const judge::Sender&) const;
  [[nodiscard]] smtp::Findings findings(const smtp::Inspected&, const judge::Verdict&, judge::Action) const;
  void tell(const smtp::Inspected&, const judge::Verdict&, judge::Action) const;
  [[nodiscard]] bool is_trusted(const Between&) const;
  void tell_lists(const smtp::Inspected&, const Between&) const;

  Parts& parts_;
  Scanning& scanning_;
  const senderauth::PublicSuffixes* suffixes_;
  judge::Judge judge_;
  ActionsOnSpam actions_;
};

}  // namespace postern::app
