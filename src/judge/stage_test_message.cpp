// The test string that filters of spam have agreed on (GTUBE, of the SpamAssassin project): for administrators who want to see what happens.
#include <algorithm>

#include "judge/stages.h"

namespace postern::judge {
namespace {

// In two parts, so that a mail with this source is none.
constexpr std::string_view kFirst = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-";
constexpr std::string_view kSecond = "STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

}  // namespace

std::optional<Opinions> judge_test_message(const Facts& facts, const Rulebook&, dns::Answers&) {
  const auto wanted = std::string(kFirst) + std::string(kSecond);
  if (std::ranges::none_of(facts.texts, [&](const Text& text) { return text.utf8.contains(wanted); })) return Opinions{};
  return Opinions{{"test-message", kMostWeight, "the text holds the test string GTUBE"}};
}

}  // namespace postern::judge
