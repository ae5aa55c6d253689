// The head of an HTTP/1.1 request (RFC 9112), read strictly: what two servers could read in two ways is refused.
// Use: HeadScanner scanner(limits);  while (!(size = scanner.look(input))) read more;  parse_head(head, limits)
// Cold: octets in, values out. Nothing is repaired: bare LF, obs-fold, conflicting lengths, a second Host, control characters
//   and white space where none belongs are errors (docs/decisions/0012-http-grammar.md).
#pragma once
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::http {

enum class Method : std::uint8_t { get, head, post, put, patch, remove, options };
std::string_view name(Method);  // "GET", ..., "DELETE", "OPTIONS"

struct Field {
  std::string name;  // of a request: in lower case
  std::string value;
};

struct Request {
  Method method = Method::get;
  std::vector<std::string> path;  // segments, percent-decoded; none: "/"
  std::vector<Field> query;       // decoded, in their order
  std::string authority;          // Host, in lower case: "mail.example.org:9998"
  std::string host;               // without port, an IPv6 literal without its brackets
  std::vector<Field> fields;
  std::uint64_t content_length = 0;
  bool expects_continue = false;
  bool keep_alive = true;

  // Empty when it is absent. A field that may stand more than once is joined by ", ".
  [[nodiscard]] std::string field(std::string_view lower_name) const;
  [[nodiscard]] bool has(std::string_view lower_name) const;
  [[nodiscard]] std::string path_text() const;  // as logs say it
};

// Why a request is not served, with its status; the connection ends after it.
struct Refusal {
  std::uint16_t status = 400;
  std::string_view why;
};

struct HeadLimits {
  std::size_t line = 4096;      // request line: 414
  std::size_t head = 16'384;    // with all fields: 431
  std::size_t fields = 64;      // 431
  std::size_t segments = 16;    // of the path: 414
  std::size_t parameters = 32;  // of the query: 414
};

// Finds the end of the head while it comes in, and looks at each octet once.
class HeadScanner {
 public:
  explicit HeadScanner(const HeadLimits& limits) : limits_(limits) {}
  // `input` is all that has come since the head began. How long the head is, with the empty line; 0: not all is there.
  std::expected<std::size_t, Refusal> look(std::string_view input);

 private:
  const HeadLimits limits_;
  std::size_t at_ = 0, line_ = 0;  // looked at so far; where the present line begins
  std::size_t lines_ = 0;
};

// The whole head, empty line and all.
std::expected<Request, Refusal> parse_head(std::string_view head, const HeadLimits&);

// Percent-decoding of one segment or of one part of a query (there + is a space). None on bad escapes, controls or bad UTF-8.
std::optional<std::string> decode(std::string_view, bool plus_is_space);

}  // namespace postern::http
