// Regular expressions of administrators, compiled once.
// Promises: matching takes time linear in the text (RE2), and memory within a limit; any thread.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace postern::judge {

class Pattern {
 public:
  static Result<Pattern> compile(std::string_view);
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();
  [[nodiscard]] bool is_in(std::string_view text) const;

 private:
  struct Compiled;
  explicit Pattern(std::unique_ptr<Compiled>);
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace postern::judge
