// The resumable part of the grammar: lines, literals and nothing else.
#include "imap/grammar/assembler.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace postern::imap::grammar {
namespace {

constexpr std::size_t kKeptCapacity = 512;  // a quiet connection holds no more than this for its next command

// "{" number ["+"] "}" at the end of a line, with "~" before it for literal8.
struct Announcement {
  std::string_view digits;
  bool synchronising = true;
  bool binary = false;
};

std::optional<Announcement> announcement(std::string_view line) {
  if (!line.ends_with('}')) return {};
  const auto open = line.rfind('{');
  if (open == line.npos) return {};
  Announcement found;
  found.digits = line.substr(open + 1, line.size() - open - 2);
  if (found.digits.ends_with('+')) {  // RFC 7888 §3
    found.synchronising = false;
    found.digits.remove_suffix(1);
  }
  if (found.digits.empty() || !std::ranges::all_of(found.digits, is_digit)) return {};
  found.binary = open > 0 && line[open - 1] == '~';
  return found;
}

}  // namespace

Assembler::Outcome Assembler::feed(std::string_view& in) {
  switch (phase_) {
    case Phase::line: return take_line(in);
    case Phase::announced: return literal_;
    case Phase::literal: return take_literal(in);
    case Phase::streaming: return take_streamed(in);
    case Phase::dropping_literal: return drop_literal(in);
    case Phase::dropping_line: next(); return Refused{};
  }
  return Bad{"Internal state", true};
}

Assembler::Outcome Assembler::take_line(std::string_view& in) {
  if (in.empty()) return NeedMore{};
  const auto end = in.find('\n');
  const auto taken = end == in.npos ? in.size() : end + 1;
  if (line_bytes_ + taken > limits_.line || text_.size() + taken > limits_.total) return Bad{"Command too long", true};
  text_.append(in.substr(0, taken));
  line_bytes_ += taken;
  in.remove_prefix(taken);
  if (end == in.npos) return take_line(in);
  return end_of_line();
}

Assembler::Outcome Assembler::end_of_line() {
  // A line ends with CRLF and with nothing else: two servers that disagree on a bare LF disagree on where commands begin.
  if (text_.size() - line_begin_ < 2 || text_[text_.size() - 2] != '\r') return Bad{"Lines end with CRLF", true};
  const auto line = std::string_view(text_).substr(line_begin_, text_.size() - line_begin_ - 2);
  if (const auto found = announcement(line)) {
    const auto size = number<std::uint64_t>(found->digits, UINT64_MAX >> 1);
    if (!size) return Bad{"Literal too large", !found->synchronising};
    literal_ = {*size, found->synchronising, found->binary};
    if (!dropping_) {
      phase_ = Phase::announced;
      return literal_;
    }
    refuse();
    return NeedMore{};
  }
  if (dropping_) {
    next();
    return Refused{};
  }
  text_.resize(text_.size() - 2);
  return Complete{};
}

bool Assembler::accept() {
  if (literal_.size > limits_.literal || text_.size() + literal_.size > limits_.total) return false;
  left_ = literal_.size;
  phase_ = Phase::literal;
  return true;
}

void Assembler::stream() {
  left_ = literal_.size;
  phase_ = Phase::streaming;
}

void Assembler::refuse() {
  text_.clear();
  line_begin_ = line_bytes_ = 0;
  dropping_ = true;
  left_ = literal_.size;
  // A client that waits for "+" sends nothing more of this command once it sees the tagged answer.
  phase_ = literal_.synchronising ? Phase::dropping_line : Phase::dropping_literal;
}

Assembler::Outcome Assembler::take_literal(std::string_view& in) {
  const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(left_, in.size()));
  text_.append(in.substr(0, taken));
  in.remove_prefix(taken);
  left_ -= taken;
  if (left_ > 0) return NeedMore{};
  phase_ = Phase::line;
  line_begin_ = text_.size();
  return take_line(in);
}

Assembler::Outcome Assembler::take_streamed(std::string_view& in) {
  const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(left_, in.size()));
  if (taken == 0 && left_ > 0) return NeedMore{};
  const Streamed piece{in.substr(0, taken), left_ == taken};
  in.remove_prefix(taken);
  left_ -= taken;
  if (piece.last) {
    phase_ = Phase::line;
    line_begin_ = text_.size();
  }
  return piece;
}

Assembler::Outcome Assembler::drop_literal(std::string_view& in) {
  const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(left_, in.size()));
  in.remove_prefix(taken);
  left_ -= taken;
  if (left_ > 0) return NeedMore{};
  phase_ = Phase::line;
  return take_line(in);
}

void Assembler::next() {
  if (text_.capacity() > kKeptCapacity) {
    text_ = {};
  } else {
    text_.clear();
  }
  line_begin_ = line_bytes_ = 0;
  dropping_ = false;
  phase_ = Phase::line;
}

}  // namespace postern::imap::grammar
