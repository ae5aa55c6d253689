// The table of stages, and the loop that asks what they miss.
#include "judge/judge.h"

#include <array>
#include <functional>
#include <iterator>

#include "judge/stages.h"

namespace postern::judge {
namespace {

constexpr std::array<Stage, 7> kStages{judge_origin, judge_client_name, judge_helo,        judge_lists,
                                       judge_rules,  judge_trust,       judge_test_message};

// Each stage is run until it has said what it thinks.
class Round {
 public:
  Round(const Facts& facts, const Rulebook& rules) : facts_(facts), rules_(rules) {}

  std::optional<Opinions> operator()(dns::Answers& answers) {
    bool waiting = false;
    for (std::size_t i = 0; i < kStages.size(); ++i) {
      if (!said_[i]) said_[i] = kStages[i](facts_, rules_, answers);
      waiting |= !said_[i];
    }
    if (waiting) return {};
    Opinions all;
    for (auto& one : said_) std::ranges::move(*one, std::back_inserter(all));
    return all;
  }

 private:
  const Facts& facts_;
  const Rulebook& rules_;
  std::array<std::optional<Opinions>, kStages.size()> said_;
};

}  // namespace

std::span<const Stage> stages() { return kStages; }

std::shared_ptr<const Rulebook> Judge::rulebook() const {
  auto settings = ports_.settings.current();
  return rulebook_.with([&](auto& kept) {
    if (!kept || kept->source() != settings) kept = std::make_shared<const Rulebook>(std::move(settings));
    return kept;
  });
}

Task<Verdict> Judge::judge(const Facts& facts, Opinions others) {
  const auto rules = rulebook();
  Round round(facts, *rules);
  dns::Answers answers;
  const auto until = ports_.time.steady() + rules->settings().patience;
  auto opinions = co_await dns::find_out(ports_.dns, answers, std::ref(round), until);
  std::ranges::move(others, std::back_inserter(opinions));
  co_return verdict(rules->settings(), std::move(opinions));
}

}  // namespace postern::judge
