// What a message is known by to somebody who learns from what is moved: its words and links as numbers.
// Promises: the same message gives the same features always, for what was learnt is unlearnt by them; linear; at most kMostFeatures.
#pragma once
#include <cstdint>
#include <vector>

#include "judge/facts.h"

namespace postern::judge {

using Feature = std::uint32_t;  // below kFeatures
inline constexpr Feature kFeatures = 1U << 14U;
inline constexpr std::size_t kMostFeatures = 600;

// Ascending, each once. Of the message its header, and of its texts the words.
std::vector<Feature> features_of(const mime::Message&, const std::vector<Text>&, const senderauth::PublicSuffixes*);

}  // namespace postern::judge
