// Lines of at most 78 octets where there is a place to fold (RFC 5322 §2.1.1).
#include "senderauth/field_writer.h"

#include <algorithm>

#include "base/text.h"

namespace postern::senderauth {
namespace {

constexpr std::size_t kLongestLine = 78;
constexpr std::size_t kIndent = 8;  // as if it were a tab

}  // namespace

// A piece that is not broken: on this line when there is room, else on a new one.
void FieldWriter::word(std::string_view piece, bool after_blank) {
  const std::size_t blank = after_blank ? 1 : 0;
  if (column_ + blank + piece.size() + 1 > kLongestLine) {
    text_ += "\r\n ";  // a space: some who verify look for " i=1;" in the octets
    column_ = kIndent;
  } else if (after_blank) {
    text_ += ' ';
    ++column_;
  }
  text_ += piece;
  column_ += piece.size();
}

void FieldWriter::separate() {
  if (!first_) {
    text_ += ';';
    ++column_;
  }
  first_ = false;
}

void FieldWriter::tag(std::string_view name, std::string_view value) {
  separate();
  word(std::string(name) + "=" + std::string(value), true);
}

void FieldWriter::list(std::string_view name, std::span<const std::string> items) {
  separate();
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto lead = i == 0 ? std::string(name) + "=" : std::string(":");
    word(lead + items[i], i == 0);
  }
}

void FieldWriter::base64_tag(std::string_view name, std::string_view octets, std::size_t line) {
  separate();
  const auto text = std::string(name) + "=" + to_base64(octets);
  for (std::size_t at = 0; at < text.size(); at += std::min(line, text.size() - at)) text_ += "\r\n " + text.substr(at, line);
  column_ = kLongestLine;
}

}  // namespace postern::senderauth
