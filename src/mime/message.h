// The structure of one message, found in one pass while its bytes arrive.
// Use: Parser p; p.feed(chunk)...; Message m = p.finish();   or   Message m = parse(bytes);
// Promises: any split of the bytes gives the same Message; no body byte is kept; time is linear in the bytes whatever they are;
// memory is bounded by Limits. Offsets count from the first byte fed, and are exact also for BINARYMIME bodies.
// A line ends with LF; a CR before it belongs to the line's end. A bare CR is an ordinary byte.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::mime {

struct Limits {
  std::size_t header_bytes = 256 << 10;  // kept of all headers together; what is beyond is measured but not indexed
  std::size_t fields = 20'000;           // kept in the index, all parts together
  std::size_t parts = 10'000;            // beyond: the rest of the message belongs to the last part
  std::size_t depth = 64;                // multipart and message/rfc822 below this are opaque leaves
  std::size_t parameters = 256;          // of one field
  std::size_t boundary = 200;            // RFC 2046 §5.1.1 allows 70; a longer one is no boundary
};

// Octets [start, end) of the message.
struct Range {
  std::uint64_t start = 0, end = 0;
  [[nodiscard]] std::uint64_t size() const { return end - start; }
  friend bool operator==(const Range&, const Range&) = default;
};

// One header field; its text lies in Message::headers.
struct Field {
  std::uint32_t at = 0;  // first octet of the name
  std::uint32_t name_size = 0;
  std::uint32_t value_at = 0;    // after the colon
  std::uint32_t value_size = 0;  // folding kept, without the last line end
  std::uint32_t size = 0;        // the whole field with its last line end
};

struct Parameter {
  std::string name;   // as written
  std::string value;  // without quotes; RFC 2231 continuations and charsets still in it
};

// RFC 2045 §5.1. Case is kept as written; compare without case.
struct ContentType {
  std::string type, subtype;
  std::vector<Parameter> parameters;
  [[nodiscard]] bool is(std::string_view type, std::string_view subtype) const;
  [[nodiscard]] bool is(std::string_view type) const;
};

// RFC 2045 §6.1. `unknown` makes the part application/octet-stream whatever its type says (§6.4).
enum class Encoding : std::uint8_t { identity, quoted_printable, base64, unknown };

// What is inside a part: nothing we look into, parts between boundaries, or one message.
enum class Inside : std::uint8_t { leaf, parts, message };

using PartIndex = std::uint32_t;
inline constexpr PartIndex kNoPart = 0xFFFFFFFF;

struct Part {
  Range header;  // with the blank line that ends it
  Range body;
  std::uint64_t lines = 0;  // line ends in the body
  PartIndex parent = kNoPart, first_child = kNoPart, next = kNoPart;
  std::uint32_t first_field = 0, field_count = 0;  // in Message::fields
  std::uint32_t kept_at = 0, kept_size = 0;        // this header's octets in Message::headers; less than header when cut
  std::uint16_t depth = 0;                         // parts above it
  Inside inside = Inside::leaf;
  Encoding encoding = Encoding::identity;
  bool type_given = false;  // a usable Content-Type is there; otherwise the default of RFC 2045 §5.2 or 2046 §5.1.5 stands
  ContentType type;
};

struct Message {
  std::string headers;        // octets of all headers, in order, within the limit
  std::vector<Field> fields;  // of all parts; a part's fields are contiguous
  std::vector<Part> parts;    // in the order of the bytes; parts[0] is the message itself
  std::uint64_t size = 0;
  std::uint64_t lines = 0;
  bool eight_bit = false;    // an octet over 127 is in it
  bool utf8_header = false;  // an octet over 127 is in a header (RFC 6532)
  bool has_nul = false;
  bool cut = false;  // a limit was reached; what lies beyond is in no part, field or parameter of its own

  [[nodiscard]] std::string_view name(const Field&) const;
  [[nodiscard]] std::string_view raw_value(const Field&) const;
  [[nodiscard]] std::string_view line(const Field&) const;  // the whole field, as it came
  [[nodiscard]] std::string_view header_text(PartIndex) const;

  // The first field of that name of a part; null when there is none. Valid while the Message lives unchanged.
  [[nodiscard]] const Field* find(PartIndex, std::string_view name) const;
  [[nodiscard]] std::string unfolded(PartIndex, std::string_view name) const;  // its value, unfolded and trimmed; "" when none
  [[nodiscard]] std::size_t count(PartIndex, std::string_view name) const;
  [[nodiscard]] std::vector<std::string> all(PartIndex, std::string_view name) const;  // every value, unfolded and trimmed
};

class ParserImpl;

class Parser {
 public:
  explicit Parser(const Limits& = {});
  Parser(Parser&&) noexcept;
  Parser& operator=(Parser&&) noexcept;
  ~Parser();

  void feed(std::string_view bytes);
  // Once, after the last byte.
  Message finish();
  // Octets compared with boundaries and parts closed so far: what hostile structure could make grow faster than the message.
  [[nodiscard]] std::uint64_t work_for_test() const;

 private:
  std::unique_ptr<ParserImpl> impl_;
};

Message parse(std::string_view bytes, const Limits& = {});

// RFC 5322 §2.2.3: CRLF before white space goes, and so do CR, LF and NUL elsewhere; white space at both ends is cut.
std::string unfold(std::string_view raw_value);

// How many hops the message made (RFC 5321 §6.3).
std::size_t received_count(const Message&);

// Content-Disposition (RFC 2183), in the form of a Content-Type without subtype; nothing when absent.
struct Disposition {
  std::string type;
  std::vector<Parameter> parameters;
};
std::optional<Disposition> disposition(const Message&, PartIndex);
std::vector<std::string> languages(const Message&, PartIndex);  // RFC 3282

// The name of an attachment in UTF-8: filename of Content-Disposition, else name of Content-Type; for each the RFC 2231 form
// wins over the plain one (RFC 6266 §4.3 says so for HTTP), and encoded words in a plain one are decoded. No path is cut off.
std::string file_name(const Message&, PartIndex);

}  // namespace postern::mime
