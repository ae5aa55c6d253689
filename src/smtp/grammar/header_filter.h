// Takes fields out of the header of a message that streams by.   RFC 5321 §4.4, RFC 8601 §5
// Use: HeaderFilter filter({{"return-path", {}}}); filter.next(piece, out) for each piece, appending what stays to `out`; once in_body(),
//   pieces need it no more; filter.finish(out) at the end of the message.
// Promises: any split of the message leaves the same bytes; linear; holds at most kMostHeld octets. A line ends with LF and the header with
//   the first empty one, as the mime room has it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::smtp {

class HeaderFilter {
 public:
  // Of a field that is looked at, no more is held: a longer one goes.
  static constexpr std::size_t kMostHeld = 16 << 10;
  struct Rule {
    std::string_view name;                              // in any case
    std::function<bool(std::string_view value)> drops;  // of the value, unfolded; none: every one
  };

  explicit HeaderFilter(std::vector<Rule> rules) : rules_(std::move(rules)) {}
  void next(std::string_view in, std::string& out);
  void finish(std::string& out);
  [[nodiscard]] bool in_body() const { return at_ == At::body; }

 private:
  enum class At : std::uint8_t { line_start, name, held, kept, dropped, body };

  At judge();
  void settle(std::string& out);
  void take_name(char, std::string& out);
  std::string_view take_line(std::string_view in, std::string& out);

  std::vector<Rule> rules_;
  const Rule* rule_ = nullptr;  // of the field that is held
  std::size_t value_at_ = 0;    // in held_
  At at_ = At::line_start;
  At field_ = At::kept;  // what becomes of the field that a continuation line belongs to
  std::string held_;     // the start of a line of which it is not known yet what it is, or a field that is looked at
};

}  // namespace postern::smtp
