// The incremental parse: lines of headers, delimiter lines of bodies.
#include "mime/parser.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "mime/parameters.h"

namespace postern::mime {
namespace {

std::string_view without_line_end(std::string_view line) {
  if (!line.ends_with('\n')) return line;
  line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// Counted in lanes of one octet, which a compiler turns into vector code; a lane holds 255 at most.
std::uint64_t count_line_ends(std::string_view bytes) {
  constexpr std::size_t kLanes = 32, kRows = 255;
  std::uint64_t total = 0;
  while (bytes.size() >= kLanes) {
    std::array<std::uint8_t, kLanes> lanes{};
    const auto rows = std::min(bytes.size() / kLanes, kRows);
    for (std::size_t row = 0; row < rows; ++row)
      for (std::size_t i = 0; i < kLanes; ++i)
        lanes[i] = static_cast<std::uint8_t>(lanes[i] + (bytes[row * kLanes + i] == '\n'));
    for (const auto n : lanes) total += n;
    bytes.remove_prefix(rows * kLanes);
  }
  return total + static_cast<std::uint64_t>(std::ranges::count(bytes, '\n'));
}

// RFC 5322 §2.2: 33 to 126 except the colon; §4.5 allows white space before it. 0 when the line is no field.
std::size_t field_name_size(std::string_view line, std::size_t colon) {
  if (colon == line.npos) return 0;
  while (colon > 0 && is_wsp(line[colon - 1])) --colon;
  return std::ranges::all_of(line.substr(0, colon), [](char c) { return c > ' ' && c < '\x7F'; }) ? colon : 0;
}

// RFC 2045 §6.1
Encoding encoding_named(std::string_view value) {
  const auto word = transfer_encoding_word(value);
  if (word.empty() || equal_nocase(word, "7bit") || equal_nocase(word, "8bit") || equal_nocase(word, "binary"))
    return Encoding::identity;
  if (equal_nocase(word, "base64")) return Encoding::base64;
  return equal_nocase(word, "quoted-printable") ? Encoding::quoted_printable : Encoding::unknown;
}

ContentType default_type(const Part* parent) {
  if (parent && parent->type.is("multipart", "digest")) return {"message", "rfc822", {}};  // RFC 2046 §5.1.5
  return {"text", "plain", {{"charset", "us-ascii"}}};                                     // RFC 2045 §5.2
}

bool is_message(const ContentType& type) { return type.is("message", "rfc822") || type.is("message", "global"); }

std::string boundary_of(const ContentType& type) {
  const auto* plain = find_parameter(type.parameters, "boundary");
  const auto boundary = plain ? *plain : parameter_text(type.parameters, "boundary").value_or("");
  return boundary.substr(0, boundary.find_last_not_of(" \t") + 1);  // RFC 2046 §5.1.1: never ends in a space
}

}  // namespace

ParserImpl::ParserImpl(const Limits& limits) : limits_(limits) {
  limits_.boundary = std::min(limits_.boundary, OpenBoundaries::kLongest);
  limits_.header_bytes = std::min<std::size_t>(limits_.header_bytes, 0x7FFFFFFF);
  m_.headers.reserve(std::min<std::size_t>(2048, limits_.header_bytes));
  m_.fields.reserve(24);
  add_part(kNoPart, kNoPart, 0);
}

void ParserImpl::feed(std::string_view bytes) {
  m_.eight_bit = m_.eight_bit || !is_ascii(bytes);
  m_.has_nul = m_.has_nul || bytes.contains('\0');
  while (!bytes.empty()) bytes.remove_prefix(state_ == State::header ? header_bytes(bytes) : body_bytes(bytes));
}

Message ParserImpl::finish() {
  const std::string last = std::exchange(held_, {});
  if (!last.empty()) {
    if (state_ == State::header) {
      header_line(last, line_, last.size() == at_ - line_.offset);
    } else {
      delimiter(last, line_);
    }
  }
  const Place end{at_, lines_, 0};
  if (state_ == State::header) end_header(end, HasBody::no);
  close_parts(kNoPart, end);
  m_.size = at_;
  m_.lines = lines_;
  return std::move(m_);
}

// The piece ends a line: gives where that line began, and line_ becomes the one after it.
ParserImpl::Place ParserImpl::end_line(std::string_view piece) {
  const bool after_cr = piece.size() > 1 ? piece[piece.size() - 2] == '\r' : last_ == '\r';
  at_ += piece.size();
  last_ = '\n';
  ++lines_;
  return std::exchange(line_, Place{at_, lines_, after_cr ? 2U : 1U});
}

std::size_t ParserImpl::header_bytes(std::string_view bytes) {
  const auto lf = bytes.find('\n');
  const auto piece = bytes.substr(0, lf == bytes.npos ? lf : lf + 1);
  // A line that cannot be kept is held only as far as it takes to know it from a delimiter.
  const auto room = std::max(header_room(), limits_.boundary + 4);
  if (lf == bytes.npos || !held_.empty()) held_ += piece.substr(0, room - std::min(room, held_.size()));
  if (lf == bytes.npos) {
    at_ += piece.size();
    last_ = piece.back();
    return piece.size();
  }
  const Place start = end_line(piece);
  const std::string joined = std::exchange(held_, {});
  const auto line = joined.empty() ? piece : std::string_view(joined);
  header_line(line, start, line.size() == at_ - start.offset);
  return piece.size();
}

void ParserImpl::header_line(std::string_view line, Place start, bool whole) {
  if (!open_.empty() && line.starts_with("--") && delimiter(line, start)) return;
  keep_header_line(line, whole);
  if (whole && line.ends_with('\n') && without_line_end(line).empty()) end_header(line_, HasBody::yes);
}

void ParserImpl::keep_header_line(std::string_view line, bool whole) {
  const bool continuation = is_wsp(line.front());
  const bool skip = continuation ? skip_continuation_ : m_.fields.size() >= limits_.fields;
  if (skip || !whole || line.size() > header_room()) {
    m_.cut = skip_continuation_ = true;
    return;
  }
  skip_continuation_ = false;
  const auto at = m_.headers.size();
  m_.headers += line;
  m_.parts[current_].kept_size += static_cast<std::uint32_t>(line.size());
  m_.utf8_header = m_.utf8_header || !is_ascii(line);
  index_line(line, at);
}

void ParserImpl::index_line(std::string_view line, std::size_t at) {
  const auto content_end = static_cast<std::uint32_t>(at + without_line_end(line).size());
  const auto size = static_cast<std::uint32_t>(line.size());
  if (is_wsp(line.front())) {
    if (!in_field_) return;
    Field& field = m_.fields.back();
    field.value_size = content_end - field.value_at;
    field.size += size;
    return;
  }
  const auto colon = line.find(':');
  const auto name_size = field_name_size(line, colon);
  in_field_ = name_size > 0;
  if (!in_field_) return;
  const auto value_at = static_cast<std::uint32_t>(at + colon + 1);
  m_.fields.push_back(
      {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(name_size), value_at, content_end - value_at, size});
  ++m_.parts[current_].field_count;
}

void ParserImpl::end_header(Place body_start, HasBody has_body) {
  Part& part = m_.parts[current_];
  part.header.end = part.body.start = body_start.offset;
  part.lines = body_start.lines;
  state_ = State::body;
  line_kind_ = Line::start;
  in_field_ = skip_continuation_ = false;
  read_fields(part);
  look_inside(has_body);
}

void ParserImpl::read_fields(Part& part) {
  const Field* type = m_.find(current_, "Content-Type");
  const Field* encoding = m_.find(current_, "Content-Transfer-Encoding");
  if (encoding) part.encoding = encoding_named(m_.raw_value(*encoding));
  auto given = type ? parse_content_type(m_.raw_value(*type), limits_.parameters) : std::nullopt;
  // RFC 2045 §5.2: a type that cannot be read is text/plain; a multipart without boundary cannot be read either.
  if (given && given->is("multipart") && boundary_of(*given).empty()) given.reset();
  part.type_given = given.has_value();
  part.type = given ? *std::move(given) : default_type(part.parent == kNoPart ? nullptr : &m_.parts[part.parent]);
}

// Opens the boundaries of a multipart, or the header of an enclosed message.
void ParserImpl::look_inside(HasBody has_body) {
  Part& part = m_.parts[current_];
  const bool multipart = part.type.is("multipart");
  const bool message = is_message(part.type) && part.encoding == Encoding::identity;  // RFC 2046 §5.2.1 allows no other
  if (!multipart && !message) return;
  const auto boundary = multipart ? boundary_of(part.type) : std::string();
  if (part.depth >= limits_.depth || boundary.size() > limits_.boundary || (message && m_.parts.size() >= limits_.parts)) {
    m_.cut = true;
    return;
  }
  part.inside = multipart ? Inside::parts : Inside::message;
  if (multipart) {
    if (has_body == HasBody::yes) open_.push(boundary, current_);
    return;
  }
  const Place start{part.body.start, part.lines, 0};
  current_ = add_part(current_, kNoPart, start.offset);
  state_ = State::header;
  if (has_body == HasBody::no) end_header(start, HasBody::no);  // an empty header says text/plain, so this goes no deeper
}

PartIndex ParserImpl::add_part(PartIndex parent, PartIndex previous, std::uint64_t offset) {
  const auto index = static_cast<PartIndex>(m_.parts.size());
  Part part;
  part.header.start = offset;
  part.parent = parent;
  part.first_field = static_cast<std::uint32_t>(m_.fields.size());
  part.kept_at = static_cast<std::uint32_t>(m_.headers.size());
  if (parent != kNoPart) part.depth = static_cast<std::uint16_t>(m_.parts[parent].depth + 1);
  if (previous != kNoPart) {
    m_.parts[previous].next = index;
  } else if (parent != kNoPart) {
    m_.parts[parent].first_child = index;
  }
  m_.parts.push_back(std::move(part));
  in_field_ = skip_continuation_ = false;
  return index;
}

std::size_t ParserImpl::body_without_boundaries(std::string_view bytes) {
  lines_ += count_line_ends(bytes);
  at_ += bytes.size();
  last_ = bytes.back();
  return bytes.size();
}

std::size_t ParserImpl::body_bytes(std::string_view bytes) {
  if (open_.empty()) return body_without_boundaries(bytes);
  const auto lf = bytes.find('\n');
  const auto piece = bytes.substr(0, lf == bytes.npos ? lf : lf + 1);
  judge_body_line(piece, lf != bytes.npos);
  if (lf == bytes.npos) {
    at_ += piece.size();
    last_ = piece.back();
    return piece.size();
  }
  const Place start = end_line(piece);
  const auto kind = std::exchange(line_kind_, Line::start);
  const std::string joined = std::exchange(held_, {});
  if (kind != Line::passed) delimiter(joined.empty() ? piece : std::string_view(joined), start);
  return piece.size();
}

// Decides as soon as it can that a line is no delimiter; else holds its start until its end has come.
void ParserImpl::judge_body_line(std::string_view piece, bool whole) {
  if (line_kind_ == Line::passed) return;
  if (line_kind_ == Line::held || !whole) {
    const auto room = limits_.boundary + 4;
    held_ += piece.substr(0, room - std::min(room, held_.size()));
    line_kind_ = Line::held;
  }
  const auto start = held_.empty() ? piece : std::string_view(held_);
  if (std::string_view("--").starts_with(start.substr(0, 2))) return;
  line_kind_ = Line::passed;
  held_.clear();
}

// delimiter := "--" boundary; close-delimiter := delimiter "--" (RFC 2046 §5.1.1). False when the line is neither.
bool ParserImpl::delimiter(std::string_view line, Place start) {
  if (!line.starts_with("--") || open_.empty()) return false;
  work_ += line.size();
  const auto match = open_.find(line.substr(2));
  if (match.size == 0) return false;
  const bool closes = line.substr(2 + match.size).starts_with("--");
  if (!closes && m_.parts.size() >= limits_.parts) {
    m_.cut = true;
    open_.shrink(0);
    return false;
  }
  if (state_ == State::header) end_header(start, HasBody::no);
  auto& multipart = open_[match.level];
  close_parts(multipart.part, start);
  current_ = multipart.part;
  if (closes) {
    open_.shrink(match.level);
  } else {
    open_.shrink(match.level + 1);
    current_ = multipart.last_child = add_part(multipart.part, multipart.last_child, at_);
  }
  state_ = closes ? State::body : State::header;
  line_kind_ = Line::start;
  return true;
}

// The line end before a delimiter belongs to it (RFC 2046 §5.1.1), even when that is the blank line after a header:
// then the part has no body, not an empty one.
void ParserImpl::close_parts(PartIndex keep_open, Place end) {
  const auto offset = end.offset - end.previous_line_end;
  const auto lines = end.lines - (end.previous_line_end > 0 ? 1 : 0);
  for (; current_ != keep_open; current_ = m_.parts[current_].parent) {
    Part& part = m_.parts[current_];
    ++work_;
    const auto header_size = part.header.size();
    part.lines = part.body.start < offset ? lines - part.lines : 0;
    part.header.start = std::min(part.header.start, offset);
    part.header.end = std::min(part.header.end, offset);
    part.body = {std::min(part.body.start, offset), offset};
    if (part.kept_size == header_size) part.kept_size = static_cast<std::uint32_t>(part.header.size());
  }
}

}  // namespace postern::mime
