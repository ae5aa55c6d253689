// One pass over the text of a mailbox or path. Sticky: after the first failure nothing more is read.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "address/mailbox.h"

namespace postern::address {

class PathCursor {
 public:
  PathCursor(std::string_view in, Charset charset) : in_(in), charset_(charset) {}

  Mailbox mailbox();
  std::vector<Domain> source_route();
  bool skip(char);
  bool skip_word(std::string_view);  // ASCII letters in any case
  [[nodiscard]] bool at_end() const { return at_ == in_.size(); }
  [[nodiscard]] bool peek(char c) const { return !error_ && !at_end() && in_[at_] == c; }
  [[nodiscard]] std::size_t position() const { return at_; }
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }
  void refuse(Failure, std::string text);

 private:
  std::string local_part();
  std::string dot_string();
  std::string quoted_string();
  void domain_or_literal(Mailbox&);
  Domain domain();
  bool is_atext(char) const;

  std::string_view in_;
  Charset charset_;
  std::size_t at_ = 0;
  std::optional<Error> error_;
};

}  // namespace postern::address
