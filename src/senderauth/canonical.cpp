// What may turn out to be at the end of a line or of the body is held back as a count, so no octet is kept between pieces.
#include "senderauth/canonical.h"

#include <algorithm>

#include "base/text.h"

namespace postern::senderauth {
namespace {

constexpr std::size_t kLongestHeld = 64 << 10;

std::string_view without_line_end(std::string_view field) {
  if (field.ends_with('\n')) field.remove_suffix(1);
  if (field.ends_with('\r')) field.remove_suffix(1);
  return field;
}

// RFC 6376 §3.4.2: unfolded, runs of white space become one space, none at the ends.
void append_relaxed_value(std::string& out, std::string_view value) {
  bool blank = false;
  const auto begin = out.size();
  for (const char c : value) {
    if (is_wsp(c) || c == '\r' || c == '\n') {
      blank = blank || is_wsp(c);
      continue;
    }
    if (blank && out.size() > begin) out += ' ';
    blank = false;
    out += c;
  }
}

}  // namespace

std::string_view name(Canonical form) { return form == Canonical::simple ? "simple" : "relaxed"; }

void append_canonical_field(std::string& out, std::string_view field, Canonical form) {
  field = without_line_end(field);
  if (form == Canonical::simple) {
    out += field;
  } else {
    const auto colon = std::min(field.find(':'), field.size());
    out += to_lower(trim(field.substr(0, colon))) + ":";
    append_relaxed_value(out, field.substr(std::min(colon + 1, field.size())));
  }
  out += "\r\n";
}

// Octets that belong to a line, after the line ends and the blank that were held back.
void BodyCanonicalizer::put(std::string_view octets, const Sink& sink) {
  for (; line_ends_ > 0; --line_ends_) {
    if (held_.size() > kLongestHeld) drain(sink);
    held_ += "\r\n";
  }
  if (blank_) held_ += ' ';
  blank_ = false;
  any_ = true;
  held_ += octets;
}

void BodyCanonicalizer::drain(const Sink& sink) {
  if (!held_.empty()) sink(held_);
  held_.clear();
}

void BodyCanonicalizer::feed(std::string_view in, const Sink& sink) {
  const bool relaxed = form_ == Canonical::relaxed;
  for (std::size_t at = 0; at < in.size();) {
    if (carriage_return_) {
      carriage_return_ = false;
      if (in[at] == '\n') {
        blank_ = false;
        ++line_ends_;
        ++at;
        continue;
      }
      put("\r", sink);
    }
    const auto begin = at;
    while (at < in.size() && in[at] != '\r' && !(relaxed && is_wsp(in[at]))) ++at;
    if (at > begin) put(in.substr(begin, at - begin), sink);
    if (at == in.size()) break;
    carriage_return_ = in[at] == '\r';
    blank_ = blank_ || !carriage_return_;
    ++at;
  }
  drain(sink);
}

// RFC 6376 §3.4.3, §3.4.4: one line end closes what is there; an empty body is one in the simple form, and nothing in the relaxed.
void BodyCanonicalizer::finish(const Sink& sink) {
  if (carriage_return_) put("\r", sink);
  if (any_ || form_ == Canonical::simple) held_ += "\r\n";
  drain(sink);
}

}  // namespace postern::senderauth
