// Writing and reading of log lines.
#include "logs/line.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/rfc3339.h"
#include "base/text.h"
#include "logs/logs.h"

namespace postern::logs {
namespace {

constexpr std::string_view kTimeStart = R"({"t":")";
constexpr std::size_t kTimeLength = 24;

bool is_plain_character(char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; }

// C1 controls, line and paragraph separators, and the marks that turn the direction of text around.
bool is_deceptive(std::uint32_t c) {
  return (c >= 0x80 && c <= 0x9F) || c == 0x200E || c == 0x200F || c == 0x061C || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

void append_ascii(std::string& out, char c) {
  if (c == '"' || c == '\\') {
    out += '\\';
    out += c;
  } else if (c == '\n') {
    out += "\\n";
  } else if (c == '\r') {
    out += "\\r";
  } else if (c == '\t') {
    out += "\\t";
  } else if (is_plain_character(c)) {
    out += c;
  } else {
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned char>(c));
  }
}

// One character of well-formed UTF-8 that is not ASCII; returns its length.
std::size_t append_wide(std::string& out, std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t n = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  std::uint32_t c = lead & (0x7FU >> n);
  for (std::size_t i = 1; i < n; ++i) c = c << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
  if (is_deceptive(c))
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", c);
  else
    out += text.substr(0, n);
  return n;
}

std::optional<TermKind> term_kind(events::Key key) {
  switch (key) {
    case events::Key::ip: return TermKind::ip;
    case events::Key::message: return TermKind::message;
    case events::Key::account:
    case events::Key::name:  // whom a refused login named, who may be nobody
    case events::Key::from:
    case events::Key::to: return TermKind::account;
    default: return {};
  }
}

std::size_t longest(events::Key key) { return key == events::Key::changes ? kLongestChanges : kLongestField; }

// Terms are taken from the line as it is written, so that one read back from a file gives the same.
void append_field(std::string& out, Terms& terms, const events::Field& field) {
  out += ",\"";
  out += events::name(field.key);
  const auto* text = std::get_if<std::string_view>(&field.value);
  out += text != nullptr ? "\":\"" : "\":";
  const auto start = out.size();
  if (text != nullptr) {
    append_escaped(out, *text, longest(field.key));
  } else {
    const fmt::format_int number(std::get<std::int64_t>(field.value));
    out.append(number.data(), number.size());
  }
  if (const auto kind = term_kind(field.key)) terms.add(*kind, std::string_view(out).substr(start));
  if (text != nullptr) out += '"';
}

// Many lines share one second; its text is made once a thread.
void append_time(std::string& out, Time at) {
  thread_local std::int64_t second = INT64_MIN;
  thread_local std::string text;
  if (text.empty() || at.seconds() != second) {
    second = at.seconds();
    text = rfc3339(Time{second * 1000}).substr(0, 20);
  }
  const auto ms = static_cast<unsigned>(at.ms - second * 1000);
  out += text;
  out += static_cast<char>('0' + ms / 100);
  out += static_cast<char>('0' + ms / 10 % 10);
  out += static_cast<char>('0' + ms % 10);
  out += 'Z';
}

}  // namespace

std::uint32_t term_hash(TermKind kind, std::string_view value) {
  std::uint32_t hash = 2166136261U ^ static_cast<unsigned char>(kind);  // FNV-1a
  for (const char c : value) hash = (hash ^ static_cast<unsigned char>(lower(c))) * 16777619U;
  return hash;
}

std::optional<TermKind> term_kind(std::string_view field) {
  if (field == "s") return TermKind::session;
  if (field == "ip") return TermKind::ip;
  if (field == "message") return TermKind::message;
  if (field == "account" || field == "name" || field == "from" || field == "to") return TermKind::account;
  return {};
}

void append_escaped(std::string& out, std::string_view text, std::size_t limit) {
  const bool shortened = text.size() > limit;
  text = cut(text, limit);
  const bool plain = std::ranges::all_of(text, is_plain_character);
  if (plain) {
    out += text;
  } else {
    const bool utf8 = is_utf8(text);
    for (std::size_t i = 0; i < text.size();) {
      if (static_cast<unsigned char>(text[i]) < 0x80) {
        append_ascii(out, text[i++]);
      } else if (utf8) {
        i += append_wide(out, text.substr(i));
      } else {
        out += "\\ufffd";
        ++i;
      }
    }
  }
  if (shortened) out += "...";
}

std::string session_text(SessionId session) { return fmt::format("{:x}", session.value); }

void append_line(std::string& out, Terms& terms, Time at, const events::Row& row, events::Log log, SessionId session,
                 std::span<const events::Field> fields) {
  const auto start = out.size();
  out += kTimeStart;
  append_time(out, at);
  fmt::format_to(std::back_inserter(out), R"(","log":"{}","n":{},"e":"{}")", events::name(log),
                 static_cast<unsigned>(row.event), row.name);
  if (session) {
    const auto text = session_text(session);
    fmt::format_to(std::back_inserter(out), R"(,"s":"{}")", text);
    terms.add(TermKind::session, text);
  }
  for (const auto& field : fields) {
    if (out.size() - start > kLongestLine - 8 * longest(field.key)) {
      out += R"(,"cut":1)";
      break;
    }
    append_field(out, terms, field);
  }
  out += "}\n";
}

LineReader::LineReader(std::string_view line) : rest_(line) {
  if (rest_.ends_with('\n')) rest_.remove_suffix(1);
  if (!take('{')) state_ = State::broken;
}

bool LineReader::take(char c) {
  if (!rest_.starts_with(c)) return false;
  rest_.remove_prefix(1);
  return true;
}

bool LineReader::take_string(std::string_view& out) {
  if (!take('"')) return false;
  std::size_t i = 0;
  while (i < rest_.size() && rest_[i] != '"') {
    if (static_cast<unsigned char>(rest_[i]) < 0x20) return false;
    i += rest_[i] == '\\' ? 2 : 1;
  }
  if (i >= rest_.size()) return false;
  out = rest_.substr(0, i);
  rest_.remove_prefix(i + 1);
  return true;
}

bool LineReader::take_value() {
  if (rest_.starts_with('"')) return take_string(raw_);
  std::size_t n = rest_.starts_with('-') ? 1 : 0;
  while (n < rest_.size() && is_digit(rest_[n])) ++n;
  raw_ = rest_.substr(0, n);
  rest_.remove_prefix(n);
  return n > 0 && raw_ != "-";
}

bool LineReader::next() {
  if (state_ == State::whole || state_ == State::broken) return false;
  if (take('}')) return stop(rest_.empty() ? State::whole : State::broken);
  if (state_ == State::within && !take(',')) return stop(State::broken);
  state_ = State::within;
  if (!take_string(key_) || !take(':') || !take_value()) return stop(State::broken);
  return true;
}

std::optional<Time> line_time(std::string_view line) {
  if (!line.starts_with(kTimeStart)) return {};
  return from_rfc3339(line.substr(kTimeStart.size(), kTimeLength));
}

Terms line_terms(std::string_view line) {
  Terms terms;
  for (LineReader in(line); in.next();)
    if (const auto kind = term_kind(in.key())) terms.add(*kind, in.raw());
  return terms;
}

std::string render(std::string_view line) {
  std::string head;
  std::string tail;
  std::string session = "-";
  LineReader in(line);
  while (in.next()) {
    if (in.key() == "t")
      head = fmt::format("{} {}", in.raw().substr(0, 10), in.raw().size() == kTimeLength ? in.raw().substr(11, 12) : "");
    else if (in.key() == "log")
      fmt::format_to(std::back_inserter(head), " {:<9}", in.raw());
    else if (in.key() == "s")
      session = in.raw();
    else if (in.key() == "e")
      tail = std::string(in.raw()) + tail;
    else if (in.key() == "n" || in.key() == "chain" || in.key() == "prev")
      continue;
    else if (in.raw().empty() || in.raw().find(' ') != in.raw().npos)
      fmt::format_to(std::back_inserter(tail), " {}=\"{}\"", in.key(), in.raw());
    else
      fmt::format_to(std::back_inserter(tail), " {}={}", in.key(), in.raw());
  }
  if (in.ok() && !head.empty()) return fmt::format("{} {:<8} {}", head, session, tail);
  std::string escaped;
  append_escaped(escaped, line, kLongestLine);
  return escaped;
}

}  // namespace postern::logs
