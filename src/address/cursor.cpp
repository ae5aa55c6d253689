// The grammar of RFC 5321 §4.1.2 with the additions of RFC 6531 §3.3.
#include "address/cursor.h"

#include <utility>

#include "base/text.h"

namespace postern::address {
namespace {

constexpr std::size_t kMaxLocalPart = 64;  // RFC 5321 §4.5.3.1.1

bool is_8bit(char c) { return static_cast<unsigned char>(c) >= 0x80; }

}  // namespace

void PathCursor::refuse(Failure kind, std::string text) {
  if (!error_) error_ = fail(kind, std::move(text)).error();
}

bool PathCursor::skip(char c) {
  if (!peek(c)) return false;
  ++at_;
  return true;
}

bool PathCursor::skip_word(std::string_view word) {
  if (error_ || !starts_nocase(in_.substr(at_), word)) return false;
  at_ += word.size();
  return true;
}

// atext of RFC 5322 §3.2.3; RFC 6531 §3.3 adds UTF8-non-ascii.
bool PathCursor::is_atext(char c) const {
  constexpr std::string_view kOthers = "!#$%&'*+-/=?^_`{|}~";
  return is_alnum(c) || kOthers.contains(c) || (is_8bit(c) && charset_ == Charset::utf8);
}

// Dot-string = Atom *("." Atom)
std::string PathCursor::dot_string() {
  const auto start = at_;
  do {
    const auto atom = at_;
    while (!at_end() && is_atext(in_[at_])) ++at_;
    if (atom == at_) {
      refuse(Failure::invalid, "Malformed local part");
      return {};
    }
  } while (skip('.'));
  return std::string(in_.substr(start, at_ - start));
}

// Quoted-string = DQUOTE *QcontentSMTP DQUOTE
std::string PathCursor::quoted_string() {
  std::string content;
  skip('"');
  while (!at_end() && in_[at_] != '"') {
    const bool escaped = skip('\\');  // quoted-pairSMTP = "\" %d32-126
    const char c = at_end() ? '\0' : in_[at_];
    const bool printable_ascii = c >= ' ' && c <= '~';
    if (!printable_ascii && (escaped || !is_8bit(c) || charset_ != Charset::utf8)) break;
    content += c;
    ++at_;
  }
  if (!skip('"')) refuse(Failure::invalid, "Malformed quoted local part");
  return content;
}

// Local-part = Dot-string / Quoted-string
std::string PathCursor::local_part() {
  const auto start = at_;
  std::string local = peek('"') ? quoted_string() : dot_string();
  const auto written = in_.substr(start, at_ - start);
  if (written.size() > kMaxLocalPart) refuse(Failure::too_large, "Local part too long");
  if (!is_utf8(written)) refuse(Failure::invalid, "Local part is not UTF-8");
  return local;
}

Domain PathCursor::domain() {
  const auto start = at_;
  while (!at_end() && (is_alnum(in_[at_]) || in_[at_] == '-' || in_[at_] == '.' || is_8bit(in_[at_]))) ++at_;
  const auto text = in_.substr(start, at_ - start);
  if (charset_ == Charset::ascii && !is_ascii(text)) refuse(Failure::invalid, "SMTPUTF8 is needed for this domain");
  auto parsed = parse_domain(text);
  if (parsed) return *std::move(parsed);
  refuse(parsed.error().kind, parsed.error().text);
  return {};
}

void PathCursor::domain_or_literal(Mailbox& m) {
  if (!peek('[')) {
    m.domain_ = domain();
    return;
  }
  const auto close = in_.find(']', at_);
  auto parsed = parse_address_literal(in_.substr(at_, close == in_.npos ? close : close - at_ + 1));
  if (!parsed) return refuse(parsed.error().kind, parsed.error().text);
  m.literal_ = *parsed;
  at_ = close + 1;
}

// Mailbox = Local-part "@" ( Domain / address-literal )
Mailbox PathCursor::mailbox() {
  Mailbox m;
  const auto start = at_;
  m.local_ = local_part();
  if (!skip('@')) refuse(Failure::invalid, "Malformed mailbox");
  if (error_) return {};
  domain_or_literal(m);
  if (error_) return {};
  m.text_ = in_.substr(start, at_ - start);
  return m;
}

// A-d-l = At-domain *( "," At-domain ) ":"; RFC 5321 §4.1.1.3 and Appendix C.
std::vector<Domain> PathCursor::source_route() {
  std::vector<Domain> route;
  if (!peek('@')) return route;
  do {
    if (!skip('@')) refuse(Failure::invalid, "Malformed source route");
    if (!error_) route.push_back(domain());
  } while (!error_ && skip(','));
  if (!skip(':')) refuse(Failure::invalid, "Malformed source route");
  return route;
}

}  // namespace postern::address
