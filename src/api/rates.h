// How often somebody may ask: a bucket a key that fills up evenly. Cold: time is passed in.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "base/executor.h"

namespace postern::api {

class Rates {
 public:
  explicit Rates(std::size_t most_keys = 10'000) : most_keys_(most_keys) {}
  // Takes one from the bucket of the key, which holds `per_minute` and is full at first. False when it is empty.
  // 0: nothing is counted. With too many keys those whose bucket is full again are forgotten; if none is, a new key waits.
  bool take(const std::string& key, std::uint32_t per_minute, Deadline now);
  [[nodiscard]] std::size_t keys() const { return buckets_.size(); }

 private:
  struct Bucket {
    double left = 0;
    Deadline at;
    std::uint32_t per_minute = 0;
  };
  static double filled(const Bucket&, Deadline now);

  std::size_t most_keys_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace postern::api
