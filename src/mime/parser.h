// The state of a parse. Invariants:
// - current_ is the part whose header (State::header) or body (State::body) the next byte belongs to;
// - every part from current_ up to the root is open, all others are closed; a part is closed once;
// - while lines matter (a header, or boundaries are open) line_ tells where the line begins that the next byte belongs to;
// - an open part's `lines` holds the number of line ends before its body, and becomes a difference when it is closed.
#pragma once
#include <string>
#include <string_view>

#include "mime/boundaries.h"
#include "mime/message.h"

namespace postern::mime {

class ParserImpl {
 public:
  explicit ParserImpl(const Limits&);
  void feed(std::string_view bytes);
  Message finish();
  [[nodiscard]] std::uint64_t work() const { return work_; }

 private:
  enum class State : std::uint8_t { header, body };
  enum class HasBody : std::uint8_t { no, yes };
  // What is known of the present line of a body: nothing yet, the start is in held_, or that it is no delimiter.
  enum class Line : std::uint8_t { start, held, passed };
  struct Place {
    std::uint64_t offset = 0;
    std::uint64_t lines = 0;         // line ends before it
    unsigned previous_line_end = 0;  // octets of the line end before it: CRLF 2, LF 1, none 0
  };

  // Each takes some bytes from the front and says how many.
  std::size_t header_bytes(std::string_view);
  std::size_t body_bytes(std::string_view);
  std::size_t body_without_boundaries(std::string_view);
  void judge_body_line(std::string_view piece, bool whole);
  Place end_line(std::string_view piece);

  void header_line(std::string_view line, Place start, bool whole);
  void keep_header_line(std::string_view line, bool whole);
  void index_line(std::string_view line, std::size_t at);
  void end_header(Place body_start, HasBody);
  void read_fields(Part&);
  void look_inside(HasBody);
  PartIndex add_part(PartIndex parent, PartIndex previous, std::uint64_t offset);

  bool delimiter(std::string_view line, Place start);
  void close_parts(PartIndex keep_open, Place end);
  [[nodiscard]] std::size_t header_room() const { return limits_.header_bytes - m_.headers.size(); }

  Limits limits_;
  Message m_;
  OpenBoundaries open_;
  State state_ = State::header;
  PartIndex current_ = 0;
  std::uint64_t at_ = 0;
  std::uint64_t lines_ = 0;
  Place line_;
  Line line_kind_ = Line::start;
  char last_ = '\0';
  bool skip_continuation_ = false;  // the field was not kept, so its further lines are not
  bool in_field_ = false;           // a continuation belongs to the last field of the index
  std::string held_;                // the start of a line whose end has not come
  std::uint64_t work_ = 0;
};

}  // namespace postern::mime
