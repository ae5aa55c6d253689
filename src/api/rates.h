// How often somebody may ask: a bucket a key that fills up evenly. Cold: time is passed in.
#pragma once
#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <unordered_map>

#include "base/executor.h"

namespace postern::api {

class Rates {
 public:
  explicit Rates(std::size_t most_keys = 10'000) : most_keys_(most_keys) {}
  // Takes one from the bucket of the key, which holds `per_minute` and is full at first. False when it is empty.
  // 0: nothing is counted. With too many keys the one that has not asked for longest is forgotten: nobody new is kept out by many.
  bool take(const std::string& key, std::uint32_t per_minute, Deadline now);
  [[nodiscard]] std::size_t keys() const { return buckets_.size(); }

 private:
  struct Bucket {
    double left = 0;
    Deadline at;
    std::uint32_t per_minute = 0;
    std::list<std::string>::iterator place = {};
  };
  static double filled(const Bucket&, Deadline now);

  std::size_t most_keys_;
  std::unordered_map<std::string, Bucket> buckets_;
  std::list<std::string> in_order_;  // who has not asked for longest is the first
};

}  // namespace postern::api
