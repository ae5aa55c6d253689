// Line by line, without looking at what is between the ends.
#include "smtp/client/text_writer.h"

#include <algorithm>

namespace postern::smtp::client {
namespace {
constexpr std::size_t kLongestLine = 998;  // RFC 5322 §2.1.1
}

void TextWriter::end_line(std::string& out) {
  out += "\r\n";
  line_start_ = true;
  cr_ = false;
}

void TextWriter::add(std::string_view text, std::string& out) {
  out.reserve(out.size() + text.size() + text.size() / 32);
  while (!text.empty()) {
    if (cr_) {
      const bool whole = text.front() == '\n';
      end_line(out);
      if (whole) text.remove_prefix(1);
      continue;
    }
    const auto run = std::min(text.find_first_of("\r\n"), text.size());
    if (run > 0) {
      if (line_start_ && text.front() == '.' && stuffing_ == Stuffing::dots) out += '.';
      out += text.substr(0, run);
      line_start_ = false;
      text.remove_prefix(run);
      continue;
    }
    if (text.front() == '\r')
      cr_ = true;
    else
      end_line(out);
    text.remove_prefix(1);
  }
}

void TextWriter::finish(std::string& out) {
  if (cr_ || !line_start_) end_line(out);
  if (stuffing_ == Stuffing::dots) out += ".\r\n";
}

void TextScan::add(std::string_view text) {
  for (const char c : text) {
    if (c == '\n') {
      if (!cr_) binary_ = true;
      if (line_ == 0) in_header_ = false;
      line_ = 0;
      cr_ = false;
      continue;
    }
    if (cr_) binary_ = true;
    cr_ = c == '\r';
    if (cr_) continue;
    if (c == '\0' || ++line_ > kLongestLine) binary_ = true;
    if (static_cast<unsigned char>(c) > 0x7F) {
      eight_bit_ = true;
      utf8_header_ = utf8_header_ || in_header_;
    }
  }
}

}  // namespace postern::smtp::client
