// The administration log as a chain: each line ends in the SHA-256 of the line before's hash and of itself.
#pragma once
#include <string>
#include <string_view>

namespace postern::logs {

class Chain {
 public:
  Chain();  // of a log without lines
  explicit Chain(std::string head) : head_(std::move(head)) {}
  // Takes a whole line with its line end and gives it back with its hash; the first line of a segment also names the hash
  // before.
  std::string seal(std::string_view line, bool first_of_segment);
  // Whether the line follows; then it is the head.
  bool follows(std::string_view line);
  [[nodiscard]] const std::string& head() const { return head_; }

 private:
  std::string head_;  // 64 hexadecimal digits
};

// The value of "chain" or "prev" of a line; empty when it has none.
std::string_view link_of(std::string_view line, std::string_view key);

}  // namespace postern::logs
