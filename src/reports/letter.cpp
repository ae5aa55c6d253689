// Header, text and file, as MIME wants them.
#include "reports/letter.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace postern::reports {
namespace {

constexpr std::size_t kLine = 76;  // RFC 2045 §6.8
constexpr std::size_t kLongestSubject = 900;

std::string base64_lines(std::string_view octets) {
  const auto all = to_base64(octets);
  std::string out;
  for (std::size_t at = 0; at < all.size(); at += kLine) out += all.substr(at, kLine) + "\r\n";
  return out;
}

// RFC 5322 §2.2.3: a line end in front of a blank.
std::string folded(std::string_view text) {
  std::string out;
  std::size_t line = std::string_view("Subject: ").size();
  while (!text.empty()) {
    const auto word = text.substr(0, std::max<std::size_t>(text.find(' ', 1), 1));
    if (line + word.size() > kLine && word.front() == ' ') {
      out += "\r\n";
      line = 0;
    }
    out += word;
    line += word.size();
    text.remove_prefix(std::min(word.size(), text.size()));
  }
  return out;
}

}  // namespace

std::string compose(const Letter& letter, Random& random, Time now) {
  const auto boundary = "=_" + to_hex(random.bytes(16));
  return fmt::format(
      "From: Postmaster <postmaster@{0}>\r\nTo: <{1}>\r\nSubject: {2}\r\nDate: {3}\r\nMessage-ID: <{4}@{5}>\r\n{6}"
      "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: {7}; boundary=\"{8}\"\r\n\r\n"
      "--{8}\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n{9}\r\n"
      "--{8}\r\nContent-Type: {10}; name=\"{11}\"\r\nContent-Transfer-Encoding: base64\r\n"
      "Content-Disposition: attachment; filename=\"{11}\"\r\n\r\n{12}--{8}--\r\n",
      letter.from, letter.to.normal(), folded(printable(letter.subject, kLongestSubject)), rfc5322_date(now),
      to_hex(random.bytes(16)), letter.host, letter.fields, letter.type, boundary, letter.text, letter.file_type,
      letter.file_name, base64_lines(letter.file));
}

}  // namespace postern::reports
