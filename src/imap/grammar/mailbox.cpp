// Mailbox names of RFC 9051 §5.1 and RFC 3501 §5.1.3, and the wildcards of LIST.
#include "imap/grammar/mailbox.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"

namespace postern::imap::grammar {
namespace {

// RFC 3501 §5.1.3: base64 with "," for "/".
constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

bool is_plain(char c) { return c >= 0x20 && c <= 0x7E; }

void append_utf8(std::string& out, std::uint32_t c) {
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 63));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 63));
    put(0x80 | (c & 63));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 63));
    put(0x80 | (c >> 6 & 63));
    put(0x80 | (c & 63));
  }
}

// The code point at i of valid UTF-8; i moves behind it.
std::uint32_t take_code_point(std::string_view s, std::size_t& i) {
  const auto byte = [&](std::size_t k) { return static_cast<std::uint32_t>(static_cast<unsigned char>(s[k])); };
  const auto lead = byte(i);
  const std::size_t n = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::uint32_t c = n == 1 ? lead : lead & (0x7Fu >> n);
  for (std::size_t k = 1; k < n; ++k) c = c << 6 | (byte(i + k) & 63);
  i += n;
  return c;
}

// The UTF-16 units of one shifted run; nothing when it is not exactly what an encoder writes.
std::optional<std::vector<std::uint16_t>> units(std::string_view run) {
  std::vector<std::uint16_t> out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : run) {
    const auto v = kBase64.find(c);
    if (v == kBase64.npos) return {};
    bits = bits << 6 | static_cast<std::uint32_t>(v);
    count += 6;
    if (count < 16) continue;
    count -= 16;
    out.push_back(static_cast<std::uint16_t>(bits >> count));
    bits &= (1u << count) - 1;
  }
  if (count >= 6 || bits != 0 || out.empty()) return {};
  return out;
}

bool append_utf16(std::string& out, const std::vector<std::uint16_t>& in) {
  for (std::size_t i = 0; i < in.size(); ++i) {
    std::uint32_t c = in[i];
    if (c >= 0xDC00 && c < 0xE000) return false;
    if (c >= 0xD800 && c < 0xDC00) {
      if (i + 1 == in.size() || in[i + 1] < 0xDC00 || in[i + 1] >= 0xE000) return false;
      c = 0x10000 + ((c - 0xD800) << 10) + (in[++i] - 0xDC00u);
    } else if (c < 0x80 && is_plain(static_cast<char>(c))) {
      return false;  // printable ASCII stands for itself
    }
    append_utf8(out, c);
  }
  return true;
}

void append_shifted(std::string& out, std::string_view utf8) {
  out += '&';
  std::uint32_t bits = 0;
  int count = 0;
  const auto unit = [&](std::uint32_t u) {
    bits = bits << 16 | u;
    count += 16;
    while (count >= 6) {
      count -= 6;
      out += kBase64[bits >> count & 63];
    }
    bits &= (1u << count) - 1;
  };
  for (std::size_t i = 0; i < utf8.size();) {
    const auto c = take_code_point(utf8, i);
    if (c >= 0x10000) unit(0xD800 + ((c - 0x10000) >> 10));
    unit(c >= 0x10000 ? 0xDC00 + ((c - 0x10000) & 0x3FF) : c);
  }
  if (count > 0) out += kBase64[bits << (6 - count) & 63];
  out += '-';
}

// What was read as astring becomes a UTF-8 name.
std::string decoded(Cursor& in, std::string raw) {
  if (in.utf8()) {
    if (!is_utf8(raw)) in.fail("A mailbox name is not UTF-8");
  } else {
    auto name = from_modified_utf7(raw);
    if (!name) in.fail("A mailbox name is not modified UTF-7");
    raw = std::move(name).value_or(std::string{});
  }
  if (raw.size() > kMaxMailboxName) in.fail("A mailbox name is too long");
  return in.ok() ? raw : std::string{};
}

// C1 controls, LINE SEPARATOR and PARAGRAPH SEPARATOR, which no name may hold (RFC 9051 §5.1). The text is UTF-8.
bool holds_unicode_control(std::string_view utf8) {
  for (std::size_t i = 0; i + 1 < utf8.size(); ++i) {
    const auto next = static_cast<unsigned char>(utf8[i + 1]);
    if (utf8[i] == '\xC2' && next < 0xA0) return true;
    if (utf8.substr(i, 3) == "\xE2\x80\xA8" || utf8.substr(i, 3) == "\xE2\x80\xA9") return true;
  }
  return false;
}

}  // namespace

std::string mailbox(Cursor& in) { return with_capital_inbox(decoded(in, astring(in))); }

// list-char = ATOM-CHAR / list-wildcards / resp-specials
std::string list_mailbox(Cursor& in) {
  const char c = in.peek();
  if (c == '"' || c == '{') return decoded(in, string(in));
  const auto found = in.take_while([](char k) { return is_astring_char(k) || k == '%' || k == '*'; });
  if (found.empty()) in.fail("A mailbox pattern is missing");
  return decoded(in, std::string(found));
}

std::optional<std::string> from_modified_utf7(std::string_view in) {
  std::string out;
  out.reserve(in.size());
  for (std::size_t i = 0; i < in.size();) {
    if (!is_plain(in[i])) return {};
    if (in[i] != '&') {
      out += in[i++];
      continue;
    }
    const auto end = in.find('-', i);
    if (end == in.npos) return {};
    const auto run = in.substr(i + 1, end - i - 1);
    i = end + 1;
    if (run.empty()) {
      out += '&';
      continue;
    }
    const auto decoded_units = units(run);
    if (!decoded_units || !append_utf16(out, *decoded_units)) return {};
  }
  return out;
}

std::string to_modified_utf7(std::string_view in) {
  std::string out;
  out.reserve(in.size() + 8);
  for (std::size_t i = 0; i < in.size();) {
    if (is_plain(in[i])) {
      out += in[i];
      if (in[i++] == '&') out += '-';
      continue;
    }
    auto end = i;
    while (end < in.size() && !is_plain(in[end])) ++end;
    append_shifted(out, in.substr(i, end - i));
    i = end;
  }
  return out;
}

std::string with_capital_inbox(std::string name) {
  constexpr std::string_view kInbox = "INBOX";
  if (!starts_nocase(name, kInbox)) return name;
  if (name.size() > kInbox.size() && name[kInbox.size()] != kSeparator) return name;
  std::ranges::copy(kInbox, name.begin());
  return name;
}

bool can_be_created(std::string_view name) {
  const auto bad = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '%' || c == '*'; };
  if (name.empty() || name.size() > kMaxMailboxName || !is_utf8(name) || std::ranges::any_of(name, bad)) return false;
  if (holds_unicode_control(name)) return false;
  return !name.starts_with(kSeparator) && !name.ends_with(kSeparator) && name.find("//") == name.npos;
}

Pattern::Pattern(std::string_view pattern) : head_(pattern.substr(0, pattern.find_first_of("*%"))), least_(head_.size()) {
  pattern.remove_prefix(head_.size());
  while (!pattern.empty()) {
    const auto run = std::min(pattern.find_first_not_of("*%"), pattern.size());
    const bool any_level = pattern.substr(0, run).contains('*');
    pattern.remove_prefix(run);
    const auto text = pattern.substr(0, pattern.find_first_of("*%"));
    pattern.remove_prefix(text.size());
    least_ += text.size();
    rest_.push_back({any_level, std::string(text)});
  }
}

// After each stretch: the places in the name at which the pattern may have got to.
bool Pattern::matches(std::string_view name) const {
  if (name.size() < least_ || !name.starts_with(head_)) return false;
  if (rest_.empty()) return name.size() == head_.size();
  if (!name.ends_with(rest_.back().text)) return false;
  std::vector<bool> before(name.size() + 1), now(name.size() + 1);
  before[head_.size()] = true;
  for (const auto& [any_level, text] : rest_) {
    now.assign(now.size(), false);
    bool reached = false;
    for (std::size_t i = 0; i + text.size() <= name.size(); ++i) {
      if (i > 0 && name[i - 1] == kSeparator && !any_level) reached = false;
      reached = reached || before[i];
      if (reached && name.substr(i, text.size()) == text) now[i + text.size()] = true;
    }
    std::swap(before, now);
  }
  return before[name.size()];
}

}  // namespace postern::imap::grammar
