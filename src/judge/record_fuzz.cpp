// Rows of the store from any octets: what is read is written alike, and a model says something between none and all.
#include <cstdlib>
#include <string_view>

#include "judge/bayes.h"
#include "judge/reputation.h"

using namespace postern;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto standing = judge::decode_standing(bytes))
    if (judge::decode_standing(judge::encode(*standing)) != standing) std::abort();
  const auto text = bytes.substr(0, 2000);
  const auto features = judge::features_of(mime::parse(text), {{true, std::string(text)}}, nullptr);
  if (features.size() > judge::kMostFeatures) std::abort();
  std::string stored = judge::encode(judge::Model());
  stored.replace(0, std::min(size, stored.size()), bytes.substr(0, stored.size()));
  auto model = judge::decode_model(stored);
  if (!model) return 0;
  if (judge::decode_model(judge::encode(*model)) != model) std::abort();
  model->learn(MessageNumber(1), judge::Class::junk, features);
  const auto likeness = model->likeness(features);
  if (likeness && !(*likeness >= 0 && *likeness <= 1)) std::abort();
  return 0;
}
