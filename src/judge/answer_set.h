// Which answers of a DNS list count: "127.0.0.2, 127.0.0.4-127.0.0.7, &12". Empty: each that is an answer at all.   RFC 5782 §2.1, §2.3
// Promises: an answer outside 127.0.0.0/8 is no answer of a list (the zone is parked, or somebody answers in its place), and one in
// 127.255.255.0/24 says that we may not ask: both mean that nothing is known.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/ip_address.h"
#include "base/result.h"

namespace postern::judge {

class AnswerSet {
 public:
  static Result<AnswerSet> parse(std::string_view);
  [[nodiscard]] bool counts(const IpAddress&) const;

 private:
  // Addresses from first to last, or those that have one of the bits of the mask in their last octet.
  struct Range {
    std::uint32_t first = 0, last = 0;
    std::uint8_t mask = 0;
  };
  std::vector<Range> ranges_;
};

bool is_list_answer(const IpAddress&);

}  // namespace postern::judge
