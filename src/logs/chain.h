// The administration log as a chain: each line ends in a keyed hash of the line before's hash and of itself, so that nobody without the
// key can change a line, take one out or put one in between.
#pragma once
#include <string>
#include <string_view>
#include <utility>

#include "base/secret.h"

namespace postern::logs {

// The hash before the first line of a log: 64 zeros.
std::string no_head();

class Chain {
 public:
  explicit Chain(Secret key, std::string head = no_head()) : key_(std::move(key)), head_(std::move(head)) {}
  // Takes a whole line with its line end and gives it back with its hash; the first line of a segment also names the hash
  // before.
  std::string seal(std::string_view line, bool first_of_segment);
  // Whether the line follows; then it is the head.
  bool follows(std::string_view line);
  // Goes on from another place.
  void set_head(std::string head) { head_ = std::move(head); }
  [[nodiscard]] const std::string& head() const { return head_; }

 private:
  [[nodiscard]] std::string linked(std::string_view body) const;

  Secret key_;
  std::string head_;  // 64 hexadecimal digits
};

// The value of "chain" or "prev" of a line; empty when it has none.
std::string_view link_of(std::string_view line, std::string_view key);

}  // namespace postern::logs
