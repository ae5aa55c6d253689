// What one account takes for junk, learnt from what it moves (Robinson's combination of word probabilities, with Fisher's test).
// Use: Model model = decode_model(stored).value_or(Model{});  model.learn(number, Class::junk, features);  stored = encode(model);
//      const auto likeness = model.likeness(features)    0: like what was wanted, 1: like junk; nothing while too little was learnt
// Promises: of fixed size; a message that is learnt again is unlearnt first, so moving it back undoes it; when much was learnt all counts are
//   halved, so that the model follows what comes now; pure.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "judge/features.h"

namespace postern::judge {

enum class Class : std::uint8_t { wanted = 0, junk = 1 };

class Model;
std::string encode(const Model&);
std::optional<Model> decode_model(std::string_view);

class Model {
 public:
  static constexpr std::uint32_t kEnough = 10;      // messages of each class before anything is said
  static constexpr std::uint32_t kHalveAt = 4000;   // messages of both
  static constexpr std::size_t kMostLearnt = 2000;  // messages that are remembered, so that they can be unlearnt

  // False when it was known as that already.
  bool learn(MessageNumber, Class, std::span<const Feature>);
  [[nodiscard]] std::optional<double> likeness(std::span<const Feature>) const;
  [[nodiscard]] std::uint32_t learnt(Class c) const { return messages_[static_cast<std::size_t>(c)]; }
  [[nodiscard]] std::optional<Class> known(MessageNumber) const;

  friend std::string encode(const Model&);
  friend std::optional<Model> decode_model(std::string_view);
  friend bool operator==(const Model&, const Model&) = default;

 private:
  struct Learnt {
    std::uint32_t number = 0;
    Class as = Class::wanted;
    friend bool operator==(const Learnt&, const Learnt&) = default;
  };
  void count(Class, std::span<const Feature>, bool up);
  void halve();

  std::array<std::uint32_t, 2> messages_{};
  std::array<std::vector<std::uint8_t>, 2> counts_{std::vector<std::uint8_t>(kFeatures), std::vector<std::uint8_t>(kFeatures)};
  std::vector<Learnt> remembered_;  // the oldest first
};

}  // namespace postern::judge
