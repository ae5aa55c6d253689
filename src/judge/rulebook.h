// The settings of one moment, read: patterns compiled, answers and zones parsed.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/sender_lists.h"
#include "dns/name.h"
#include "judge/answer_set.h"
#include "judge/pattern.h"
#include "judge/settings.h"

namespace postern::judge {

class Rulebook {
 public:
  struct Listing {
    const List* row;
    dns::Name zone;
    AnswerSet answers;
  };
  struct Search {
    const Rule* row;
    Pattern pattern;
  };

  // A row that cannot be read is left out; the settings' own checks let none in.
  explicit Rulebook(std::shared_ptr<const Settings>);
  [[nodiscard]] const Settings& settings() const { return *settings_; }
  [[nodiscard]] const std::shared_ptr<const Settings>& source() const { return settings_; }
  [[nodiscard]] const std::vector<Listing>& lists() const { return lists_; }
  [[nodiscard]] const std::vector<Search>& rules() const { return rules_; }
  [[nodiscard]] const SenderLists& senders() const { return senders_; }

 private:
  std::shared_ptr<const Settings> settings_;
  std::vector<Listing> lists_;
  std::vector<Search> rules_;
  SenderLists senders_;
};

}  // namespace postern::judge
