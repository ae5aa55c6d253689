// Sums, levels and words.
#include "judge/verdict.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tuple>

#include "base/text.h"

namespace postern::judge {
namespace {

constexpr std::size_t kMostShown = 40;  // opinions in the field
constexpr std::size_t kLongestWords = 160;
constexpr std::size_t kLongestStage = 80;

Hundredths counted(const Opinion& one) { return one.knows ? std::clamp(one.weight, -kMostWeight, kMostWeight) : 0; }

Hundredths sum(const Opinions& opinions) {
  std::int64_t all = 0;
  bool cleared = false;
  for (const auto& one : opinions) {
    all += counted(one);
    cleared |= one.knows && one.clears;
  }
  if (cleared) all = std::min<std::int64_t>(all, 0);
  return static_cast<Hundredths>(std::clamp<std::int64_t>(all, INT32_MIN, INT32_MAX));
}

Hundredths threshold(std::uint32_t at) { return static_cast<Hundredths>(at) * kPoint; }

queue::Level level_of(const Settings& settings, Hundredths score) {
  if (score >= threshold(settings.high)) return queue::Level::high;
  if (score >= threshold(settings.medium)) return queue::Level::medium;
  if (score >= threshold(settings.low)) return queue::Level::low;
  return queue::Level::none;
}

bool reaches_inbox(const Settings& settings, Hundredths score) {
  return action_of(settings, level_of(settings, score)) == Action::inbox;
}

// The opinions are sorted: taking the heaviest away first needs the fewest.
std::vector<std::string> inbox_without(const Settings& settings, const Verdict& v) {
  std::vector<std::string> out;
  for (const auto& one : v.opinions)
    if (one.blocks) out.push_back(one.stage);
  auto left = v.score;
  for (const auto& one : v.opinions) {
    if (reaches_inbox(settings, left)) return out;
    if (counted(one) <= 0) break;
    left -= counted(one);
    out.push_back(one.stage);
  }
  if (!reaches_inbox(settings, left)) out.clear();
  return out;
}

// Words of strangers may stand in it.
std::string clean(std::string_view text, std::size_t limit) {
  auto out = printable(text, limit);
  std::ranges::replace_if(
      out, [](char c) { return static_cast<unsigned char>(c) > 126 || c == '(' || c == ')' || c == ';' || c == '"'; }, '?');
  return out;
}

std::string described(const Opinion& one) {
  const auto words = clean(one.words, kLongestWords);
  if (!one.knows) return fmt::format("{} ? ({})", clean(one.stage, kLongestStage), words);
  return fmt::format("{} {}{} ({})", clean(one.stage, kLongestStage), one.weight > 0 ? "+" : "", points(counted(one)), words);
}

}  // namespace

Verdict verdict(const Settings& settings, Opinions opinions) {
  Verdict v;
  v.score = sum(opinions);
  v.level = level_of(settings, v.score);
  v.opinions = std::move(opinions);
  std::ranges::sort(v.opinions, {}, [](const Opinion& one) { return std::tuple(-counted(one), one.stage, one.words); });
  v.inbox_without = inbox_without(settings, v);
  return v;
}

std::string points(Hundredths n) {
  const auto all = std::abs(static_cast<std::int64_t>(n));
  return fmt::format("{}{}.{:02}", n < 0 ? "-" : "", all / kPoint, all % kPoint);
}

std::string field_value(const Settings& settings, const Verdict& v) {
  auto out = fmt::format("{}; score={}; levels={}/{}/{}", name(v.level), points(v.score), settings.low, settings.medium,
                         settings.high);
  if (!v.inbox_without.empty()) {
    std::vector<std::string> stages;
    for (const auto& stage : v.inbox_without) stages.push_back(clean(stage, kLongestStage));
    stages.resize(std::min<std::size_t>(stages.size(), 5));
    out += fmt::format(";\r\n\tinbox-without=\"{}\"", fmt::join(stages, ", "));
  }
  for (std::size_t i = 0; i < std::min(v.opinions.size(), kMostShown); ++i) out += ";\r\n\t" + described(v.opinions[i]);
  return out + "\r\n";
}

}  // namespace postern::judge
