// Counts, and what they say.
#include "judge/bayes.h"

#include <algorithm>
#include <cmath>

#include "base/codec.h"

namespace postern::judge {
namespace {

constexpr std::uint8_t kModelVersion = 1;
constexpr std::uint8_t kFull = 255;
constexpr std::size_t kMostTelling = 150;  // features that are looked at
constexpr double kTelling = 0.1;           // away from one half

// How likely a chi-squared value this large is by chance, with an even number of degrees of freedom.
double chance(double chi, std::size_t degrees) {
  const double m = chi / 2;
  double term = std::exp(-m), sum = term;
  for (std::size_t i = 1; i < degrees / 2; ++i) {
    term *= m / static_cast<double>(i);
    sum += term;
  }
  return std::min(sum, 1.0);
}

// The closer to neither, the less is said; both far off is as good as nothing.
double combined(const std::vector<double>& telling) {
  if (telling.empty()) return 0.5;
  double of_junk = 0, of_wanted = 0;
  for (const double p : telling) {
    of_junk += std::log(1 - p);
    of_wanted += std::log(p);
  }
  const double junk = 1 - chance(-2 * of_junk, 2 * telling.size()), wanted = 1 - chance(-2 * of_wanted, 2 * telling.size());
  return (junk - wanted + 1) / 2;
}

}  // namespace

std::optional<Class> Model::known(MessageNumber number) const {
  const auto found = std::ranges::find(remembered_, number.value, &Learnt::number);
  if (found == remembered_.end()) return {};
  return found->as;
}

void Model::count(Class c, std::span<const Feature> features, bool up) {
  auto& counts = counts_[static_cast<std::size_t>(c)];
  auto& messages = messages_[static_cast<std::size_t>(c)];
  if (!up && messages > 0) --messages;
  if (up) ++messages;
  bool full = false;
  for (const auto feature : features) {
    auto& n = counts[feature % kFeatures];
    if (!up && n > 0) --n;
    if (up && n < kFull) ++n;
    full |= n == kFull;
  }
  if (full || messages_[0] + messages_[1] >= kHalveAt) halve();
}

void Model::halve() {
  for (auto& n : messages_) n = (n + 1) / 2;
  for (auto& counts : counts_)
    for (auto& n : counts) n /= 2;
}

bool Model::learn(MessageNumber number, Class c, std::span<const Feature> features) {
  const auto before = std::ranges::find(remembered_, number.value, &Learnt::number);
  if (before != remembered_.end()) {
    if (before->as == c) return false;
    count(before->as, features, false);
    remembered_.erase(before);
  }
  count(c, features, true);
  if (remembered_.size() == kMostLearnt) remembered_.erase(remembered_.begin());
  remembered_.push_back({number.value, c});
  return true;
}

std::optional<double> Model::likeness(std::span<const Feature> features) const {
  const auto [wanted, junk] = messages_;
  if (wanted < kEnough || junk < kEnough) return {};
  std::vector<double> telling;
  for (const auto feature : features) {
    const double in_wanted = counts_[0][feature % kFeatures], in_junk = counts_[1][feature % kFeatures];
    const double n = in_wanted + in_junk;
    if (n == 0) continue;
    const double share = (in_junk / junk) / (in_junk / junk + in_wanted / wanted);
    const double p = std::clamp((0.5 + n * share) / (1 + n), 0.01, 0.99);  // as if one half had been seen once
    if (std::abs(p - 0.5) > kTelling) telling.push_back(p);
  }
  if (telling.size() > kMostTelling) {
    std::ranges::sort(telling, std::greater{}, [](double p) { return std::abs(p - 0.5); });
    telling.resize(kMostTelling);
  }
  return combined(telling);
}

std::string encode(const Model& m) {
  Encoder out;
  out.u8(kModelVersion).varint(m.messages_[0]).varint(m.messages_[1]);
  for (const auto& counts : m.counts_) out.raw({reinterpret_cast<const char*>(counts.data()), counts.size()});
  out.varint(m.remembered_.size());
  for (const auto& one : m.remembered_) out.big32(one.number).u8(static_cast<std::uint8_t>(one.as));
  return out.take();
}

std::optional<Model> decode_model(std::string_view stored) {
  Decoder in(stored);
  Model m;
  bool good = in.u8() == kModelVersion;
  for (auto& n : m.messages_) {
    const auto read = in.varint();
    good &= read <= Model::kHalveAt;
    n = static_cast<std::uint32_t>(read);
  }
  for (auto& counts : m.counts_) {
    const auto bytes = in.raw(kFeatures);
    if (bytes.size() != kFeatures) return {};
    std::ranges::copy(bytes, counts.begin());
  }
  const auto remembered = in.varint();
  if (!good || remembered > Model::kMostLearnt) return {};
  for (std::uint64_t i = 0; i < remembered; ++i) {
    const auto number = in.big32();
    const auto as = in.u8();
    good &= as <= 1;
    m.remembered_.push_back({number, as == 1 ? Class::junk : Class::wanted});
  }
  if (!good || !in.done()) return {};
  return m;
}

}  // namespace postern::judge
