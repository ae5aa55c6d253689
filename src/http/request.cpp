// Grammar of the request line and of the fields.
#include "http/request.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace postern::http {
namespace {

constexpr std::uint64_t kMostContent = 1ULL << 40;  // a number over this is no length at all

struct MethodName {
  Method method;
  std::string_view name;
};
constexpr std::array kMethods{MethodName{Method::get, "GET"},        MethodName{Method::head, "HEAD"},
                              MethodName{Method::post, "POST"},      MethodName{Method::put, "PUT"},
                              MethodName{Method::patch, "PATCH"},    MethodName{Method::remove, "DELETE"},
                              MethodName{Method::options, "OPTIONS"}};

// Fields that mean something only once: a second one could be read by somebody else instead of the first.
constexpr std::array<std::string_view, 16> kOnce{
    "host",     "content-length", "transfer-encoding", "content-type",   "authorization",  "cookie",  "origin", "expect",
    "if-match", "if-none-match",  "idempotency-key",   "sec-fetch-site", "sec-fetch-mode", "referer", "range",  "upgrade"};

using Refused = std::unexpected<Refusal>;
Refused refuse(std::uint16_t status, std::string_view why) { return Refused(Refusal{status, why}); }

// RFC 9110 §5.6.2: tchar
bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return is_alnum(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

// RFC 9110 §5.5: VCHAR, obs-text, SP and HTAB inside.
bool is_field_value(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; });
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char l = lower(c);
  return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && is_wsp(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_wsp(text.back())) text.remove_suffix(1);
  return text;
}

// ---- the target ----

// RFC 3986 §3.3: no segment is empty (but a last one), "." or "..": what is meant is written.
std::expected<void, Refusal> parse_path(std::string_view path, Request& out, const HeadLimits& limits) {
  if (path == "/") return {};
  for (std::string_view rest = path.substr(1);;) {
    const auto slash = rest.find('/');
    auto segment = decode(rest.substr(0, slash), false);
    if (!segment || segment->empty() || *segment == "." || *segment == "..") return refuse(400, "The path is malformed");
    if (out.path.size() == limits.segments) return refuse(414, "The path has too many parts");
    out.path.push_back(std::move(*segment));
    if (slash == rest.npos) return {};
    rest.remove_prefix(slash + 1);
  }
}

std::expected<void, Refusal> parse_query(std::string_view query, Request& out, const HeadLimits& limits) {
  while (!query.empty()) {
    const auto end = query.find('&');
    const auto pair = query.substr(0, end);
    const auto equals = pair.find('=');
    auto key = decode(pair.substr(0, equals), true);
    auto value = decode(equals == pair.npos ? std::string_view() : pair.substr(equals + 1), true);
    if (!key || !value || key->empty()) return refuse(400, "The query is malformed");
    if (out.query.size() == limits.parameters) return refuse(414, "The query has too many parts");
    out.query.push_back({std::move(*key), std::move(*value)});
    query = end == query.npos ? std::string_view() : query.substr(end + 1);
  }
  return {};
}

// RFC 9112 §3.2.2 deviates: only the origin form is taken; absolute, authority and asterisk forms are for proxies.
std::expected<void, Refusal> parse_target(std::string_view target, Request& out, const HeadLimits& limits) {
  const bool printable_only = std::ranges::all_of(target, [](char c) { return c > 0x20 && c < 0x7F && c != '#'; });
  if (!target.starts_with('/') || !printable_only) return refuse(400, "The request target is malformed");
  const auto question = target.find('?');
  if (auto good = parse_path(target.substr(0, question), out, limits); !good) return good;
  return parse_query(question == target.npos ? std::string_view() : target.substr(question + 1), out, limits);
}

// RFC 9112 §3: method SP request-target SP HTTP-version, each blank a single space.
std::expected<void, Refusal> parse_request_line(std::string_view line, Request& out, const HeadLimits& limits) {
  const auto first = line.find(' ');
  const auto second = first == line.npos ? first : line.find(' ', first + 1);
  if (second == line.npos || line.find(' ', second + 1) != line.npos) return refuse(400, "The request line is malformed");
  const auto method = line.substr(0, first), version = line.substr(second + 1);
  if (!is_token(method)) return refuse(400, "The request line is malformed");
  if (version != "HTTP/1.1") {
    const bool other = version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) && version[6] == '.' &&
                       is_digit(version[7]);
    return other ? refuse(505, "Only HTTP/1.1 is spoken here") : refuse(400, "The request line is malformed");
  }
  const auto row = std::ranges::find(kMethods, method, &MethodName::name);
  if (row == kMethods.end()) return refuse(501, "The method is not known");
  out.method = row->method;
  return parse_target(line.substr(first + 1, second - first - 1), out, limits);
}

// ---- the fields ----

// RFC 9112 §5: field-name ":" OWS field-value OWS, and nothing before the colon.
std::expected<void, Refusal> parse_field(std::string_view line, Request& out, const HeadLimits& limits) {
  if (is_wsp(line.front())) return refuse(400, "Folded fields are not taken");  // RFC 9112 §5.2: obs-fold
  const auto colon = line.find(':');
  if (colon == line.npos || !is_token(line.substr(0, colon))) return refuse(400, "A field is malformed");
  const auto value = trim_blanks(line.substr(colon + 1));
  if (!is_field_value(value)) return refuse(400, "A field has a control character");
  if (out.fields.size() == limits.fields) return refuse(431, "There are too many fields");
  auto name = to_lower(line.substr(0, colon));
  const bool once = std::ranges::find(kOnce, std::string_view(name)) != kOnce.end();
  if (once && out.has(name)) return refuse(400, "A field stands twice that may stand only once");
  out.fields.push_back({std::move(name), std::string(value)});
  return {};
}

// RFC 3986 §3.2: a name or an address literal, and a port. No user, and nothing a name cannot have.
bool parse_authority(std::string_view text, Request& out) {
  std::string_view host = text, port;
  if (text.starts_with('[')) {
    const auto close = text.find(']');
    if (close == text.npos) return false;
    host = text.substr(1, close - 1);
    port = text.substr(close + 1);
    if (!std::ranges::all_of(host, [](char c) { return hex_value(c) >= 0 || c == ':' || c == '.'; })) return false;
  } else {
    const auto colon = text.find(':');
    host = text.substr(0, colon);
    port = colon == text.npos ? std::string_view() : text.substr(colon);
    if (!std::ranges::all_of(host, [](char c) { return is_alnum(c) || c == '-' || c == '.' || c == '_'; })) return false;
  }
  if (host.empty() || host.size() > 255) return false;
  if (!port.empty() && (port.front() != ':' || !number<std::uint16_t>(port.substr(1), 65535))) return false;
  out.host = to_lower(host);
  out.authority = to_lower(text);
  return true;
}

// RFC 9112 §6: how long the body is. A transfer coding is not taken at all, so that no two lengths can ever disagree.
std::expected<void, Refusal> parse_length(Request& out) {
  if (out.has("transfer-encoding"))
    return out.has("content-length") ? refuse(400, "There are two ways to tell the length") : refuse(411, "Say Content-Length");
  if (!out.has("content-length")) return {};
  const auto length = number<std::uint64_t>(out.field("content-length"), kMostContent);
  if (!length) return refuse(400, "Content-Length is malformed");
  out.content_length = *length;
  return {};
}

std::expected<void, Refusal> judge_fields(Request& out) {
  if (!out.has("host")) return refuse(400, "Host is missing");
  if (!parse_authority(out.field("host"), out)) return refuse(400, "Host is malformed");
  if (auto good = parse_length(out); !good) return good;
  if (const auto expect = out.field("expect"); !expect.empty()) {
    if (!equal_nocase(expect, "100-continue")) return refuse(417, "Only 100-continue can be expected");
    out.expects_continue = true;
  }
  const auto connection = to_lower(out.field("connection"));
  for (std::string_view rest = connection; !rest.empty();) {
    const auto comma = rest.find(',');
    if (trim_blanks(rest.substr(0, comma)) == "close") out.keep_alive = false;
    rest = comma == rest.npos ? std::string_view() : rest.substr(comma + 1);
  }
  return {};
}

}  // namespace

std::string_view name(Method method) { return std::ranges::find(kMethods, method, &MethodName::method)->name; }

std::string Request::field(std::string_view lower_name) const {
  std::string out;
  for (const auto& f : fields) {
    if (f.name != lower_name) continue;
    if (!out.empty()) out += ", ";
    out += f.value;
  }
  return out;
}

bool Request::has(std::string_view lower_name) const {
  return std::ranges::find(fields, lower_name, &Field::name) != fields.end();
}

std::string Request::path_text() const {
  std::string out;
  for (const auto& segment : path) (out += '/') += segment;
  return out.empty() ? "/" : out;
}

std::optional<std::string> decode(std::string_view text, bool plus_is_space) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
      if (high < 0 || low < 0) return {};
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return {};
    out += c;
  }
  if (!is_utf8(out)) return {};
  return out;
}

std::expected<std::size_t, Refusal> HeadScanner::look(std::string_view input) {
  while (at_ < input.size()) {
    const auto feed = input.find('\n', at_);
    if (feed == input.npos) {
      at_ = input.size();
      break;
    }
    at_ = feed + 1;
    if (feed == line_ || input[feed - 1] != '\r') return refuse(400, "Lines end in CR LF");
    const bool empty = feed == line_ + 1;
    if (empty && lines_ == 0) return refuse(400, "The request line is missing");
    if (lines_ == 0 && feed - line_ > limits_.line) return refuse(414, "The request line is too long");
    if (at_ > limits_.head) return refuse(431, "The fields are too long");
    if (empty) return at_;
    if (++lines_ > limits_.fields + 1) return refuse(431, "There are too many fields");
    line_ = at_;
  }
  if (lines_ == 0 && at_ > limits_.line) return refuse(414, "The request line is too long");
  if (at_ > limits_.head) return refuse(431, "The fields are too long");
  return 0;
}

std::expected<Request, Refusal> parse_head(std::string_view head, const HeadLimits& limits) {
  Request out;
  bool first = true;
  while (true) {
    const auto end = head.find("\r\n");
    if (end == head.npos) return refuse(400, "The head is cut off");
    const auto line = head.substr(0, end);
    head.remove_prefix(end + 2);
    if (line.empty()) break;
    auto good = first ? parse_request_line(line, out, limits) : parse_field(line, out, limits);
    if (!good) return std::unexpected(good.error());
    first = false;
  }
  if (first || !head.empty()) return refuse(400, "The request line is malformed");
  if (auto good = judge_fields(out); !good) return std::unexpected(good.error());
  return out;
}

}  // namespace postern::http
