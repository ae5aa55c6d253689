// Lines into replies, within limits.
#include "smtp/client/reply_reader.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace postern::smtp::client {
namespace {

// One to `most` digits off the front; false when there are none, or more.
bool skip_digits(std::string_view& text, std::size_t most) {
  std::size_t n = 0;
  while (n < text.size() && is_digit(text[n])) ++n;
  text.remove_prefix(n);
  return n > 0 && n <= most;
}
bool skip_dot(std::string_view& text) {
  if (!text.starts_with('.')) return false;
  text.remove_prefix(1);
  return true;
}

// status = class "." subject "." detail; its class is that of the code.   RFC 2034 §4, RFC 3463 §2
std::string_view status_in(std::string_view text, char kind) {
  auto rest = text;
  const bool is_one = text.starts_with(kind) && skip_digits(rest, 1) && skip_dot(rest) && skip_digits(rest, 3) &&
                      skip_dot(rest) && skip_digits(rest, 3) && (rest.empty() || rest.front() == ' ');
  return is_one ? text.substr(0, text.size() - rest.size()) : std::string_view();
}

}  // namespace

std::string one_line(std::string_view text, std::size_t limit) {
  std::string out(text.substr(0, limit));
  for (char& c : out)
    if (c < ' ' || c > '~') c = '?';
  return out;
}

std::string ServerReply::text() const {
  std::string out;
  for (const auto& one : lines) {
    if (one.empty()) continue;
    if (!out.empty()) out += ' ';
    out += one;
    if (out.size() > kLongestText) break;
  }
  if (out.empty()) return "(no text)";
  return one_line(out);
}

ReplyReader::Got ReplyReader::broken(std::string why) {
  why_ = std::move(why);
  return Got::broken;
}

ReplyReader::Got ReplyReader::next(std::string_view& input) {
  if (!why_.empty()) return Got::broken;
  while (true) {
    const auto got = lines_.next(input, kLongestReplyLine);
    switch (got.outcome) {
      case LineReader::Outcome::more: return Got::more;
      case LineReader::Outcome::too_long: return broken("a line of a reply is too long");
      case LineReader::Outcome::bare_lf: return broken("a line of a reply ends without a carriage return");
      case LineReader::Outcome::line: break;
    }
    if (const auto done = line(got.line); done != Got::more) return done;
  }
}

// Reply-line = *( Reply-code "-" [ textstring ] CRLF ) Reply-code [ SP textstring ] CRLF
// Reply-code = %x32-35 %x30-35 %x30-39; a second digit over 5 does no harm.
ReplyReader::Got ReplyReader::line(std::string_view text) {
  size_ += text.size() + 2;
  if (size_ > kLongestReply || reply_.lines.size() >= kMostReplyLines) return broken("a reply has no end");
  const bool digits = text.size() >= 3 && text[0] >= '2' && text[0] <= '5' && is_digit(text[1]) && is_digit(text[2]);
  if (!digits || (text.size() > 3 && text[3] != ' ' && text[3] != '-'))
    return broken("a line is no reply: " + one_line(text, 80));
  const auto code = *number<std::uint16_t>(text.substr(0, 3), 599);
  if (reply_.code != 0 && reply_.code != code) return broken("a reply has two codes");
  reply_.code = code;
  const bool last = text.size() == 3 || text[3] == ' ';
  auto rest = text.substr(std::min<std::size_t>(4, text.size()));
  if (const auto status = status_in(rest, text[0]); !status.empty()) {
    if (reply_.status.empty()) reply_.status = status;
    rest = trim(rest.substr(status.size()));
  }
  reply_.lines.push_back(one_line(rest, kLongestReplyLine));
  return last ? Got::reply : Got::more;
}

ServerReply ReplyReader::take() {
  size_ = 0;
  return std::exchange(reply_, {});
}

}  // namespace postern::smtp::client
