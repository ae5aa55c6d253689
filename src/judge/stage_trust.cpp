// Senders that are trusted or blocked. What becomes of a message whose sender is blocked is an action, not a weight.
#include "base/said.h"
#include "judge/sender.h"
#include "judge/stages.h"

namespace postern::judge {

std::optional<Opinions> judge_trust(const Facts& facts, const Rulebook& rules, dns::Answers&) {
  if (facts.ours) return Opinions{};
  auto lists = facts.lists;
  lists.push_back({std::string(phrase<"the server">()), &rules.senders()});
  auto said = said_of(sender_of(facts), lists);
  if (said.words.empty()) return Opinions{};
  const bool blocks = said.what == Listed::blocked;
  return Opinions{{.stage = blocks ? "block" : "trust",
                   .words = std::move(said.words),
                   .clears = said.what == Listed::trusted,
                   .blocks = blocks}};
}

}  // namespace postern::judge
