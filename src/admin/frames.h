// What is said over the local socket: a JSON object a line. One call goes in, any number of progress lines and one end come out.
//   {"operation": "account.show", "arguments": {...}}        {"progress": ...}   {"result": ...}   {"error": {"kind", "text"}}
// Cold: bytes in, values out; nothing of a line is believed before it was looked at.
#pragma once
#include <boost/json.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/units.h"

namespace postern::admin {

namespace json = boost::json;

inline constexpr std::size_t kMaxLine = 32_MiB;

// Lines out of a byte stream, in any split; holds no more than one line and what was added last.
class Lines {
 public:
  explicit Lines(std::size_t limit = kMaxLine) : limit_(limit) {}
  // False once a line is over the limit: nothing more comes of this stream.
  [[nodiscard]] bool add(std::string_view bytes);
  std::optional<std::string> next();

 private:
  std::size_t limit_;
  std::string buffer_;
  std::size_t searched_ = 0;
};

struct CallLine {
  std::string operation;
  json::object arguments;
};
Result<CallLine> parse_call(std::string_view line);
std::string call_line(std::string_view operation, const json::object& arguments);

// A step of progress (more lines follow), or the end of the call.
struct AnswerLine {
  bool is_progress = false;
  Result<json::value> value;
};
// `corrupt` when it is none of the three.
Result<AnswerLine> parse_answer(std::string_view line);
std::string progress_line(const json::value&);
std::string end_line(const Result<json::value>&);

}  // namespace postern::admin
