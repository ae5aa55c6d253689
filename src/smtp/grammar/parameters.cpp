// One function a parameter; a table names them.
#include "smtp/grammar/parameters.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/rfc3339.h"
#include "base/text.h"
#include "smtp/grammar/xtext.h"

namespace postern::smtp {
namespace {

constexpr std::size_t kMostEnvid = 100;  // RFC 3461 §4.4
constexpr std::size_t kMostOrcpt = 500;  // RFC 3461 §4.2
constexpr std::size_t kMostParameters = 16;

Reply bad_value(std::string_view keyword) { return {501, "5.5.4", "Bad value for " + std::string(keyword)}; }

struct Parameter {
  std::string_view keyword;
  std::optional<std::string_view> value;
};

// esmtp-param = esmtp-keyword ["=" esmtp-value]
Parameter split(std::string_view word) {
  const auto equals = word.find('=');
  if (equals == word.npos) return {word, {}};
  return {word.substr(0, equals), word.substr(equals + 1)};
}

// esmtp-value = 1*(%d33-60 / %d62-126), and UTF8-non-ascii by RFC 6531 §3.3
bool is_value(std::string_view value) {
  const bool characters =
      std::ranges::all_of(value, [](char c) { return c != '=' && static_cast<unsigned char>(c) > 32 && c != 127; });
  return !value.empty() && characters && is_utf8(value);
}

template <class Into>
struct Row {
  std::string_view keyword;
  bool (*read)(Into&, std::optional<std::string_view> value);  // false: the value is wrong
};

bool read_size(MailParameters& into, std::optional<std::string_view> value) {
  // size-value = 1*20DIGIT, which may be more than 64 bits hold.   RFC 1870 §4
  if (!value || value->empty() || value->size() > 20 || !std::ranges::all_of(*value, is_digit)) return false;
  into.size = number(*value, UINT64_MAX).value_or(UINT64_MAX);
  return true;
}

bool read_body(MailParameters& into, std::optional<std::string_view> value) {
  static constexpr std::array<std::pair<std::string_view, Body>, 3> kBodies{
      {{"7BIT", Body::seven_bit}, {"8BITMIME", Body::eight_bit_mime}, {"BINARYMIME", Body::binary_mime}}};
  const auto row = std::ranges::find_if(kBodies, [&](const auto& r) { return value && equal_nocase(r.first, *value); });
  if (row == kBodies.end()) return false;
  into.body = row->second;
  return true;
}

bool read_smtputf8(MailParameters& into, std::optional<std::string_view> value) {
  into.smtputf8 = true;
  return !value;  // RFC 6531 §3.4: the parameter has no value
}

bool read_auth(MailParameters& into, std::optional<std::string_view> value) {
  if (!value) return false;
  into.auth = *value == "<>" ? std::string{} : from_xtext(*value);
  return into.auth.has_value();
}

bool read_ret(MailParameters& into, std::optional<std::string_view> value) {
  if (!value) return false;
  into.ret = equal_nocase(*value, "FULL") ? Ret::full : equal_nocase(*value, "HDRS") ? Ret::headers : Ret::unset;
  return into.ret != Ret::unset;
}

// RFC 3461 §4.2 and §4.4: what was encoded is printable ASCII, so that no line of a notification can be forged with it.
std::optional<std::string> from_printable_xtext(std::string_view text) {
  auto decoded = from_xtext(text);
  if (!decoded || decoded->empty()) return {};
  return std::ranges::all_of(*decoded, [](char c) { return c >= ' ' && c <= '~'; }) ? decoded : std::nullopt;
}

bool read_envid(MailParameters& into, std::optional<std::string_view> value) {
  if (!value || value->size() > kMostEnvid) return false;
  auto decoded = from_printable_xtext(*value);
  if (!decoded) return false;
  into.envid = std::move(*decoded);
  return true;
}

bool read_require_tls(MailParameters& into, std::optional<std::string_view> value) {
  into.require_tls = true;
  return !value;
}

// by-time = ["-" / "+"] 1*9digit; by-mode = "N" / "R"; by-trace = "T"   RFC 2852 §4
bool read_deliver_by(MailParameters& into, std::optional<std::string_view> value) {
  const auto semicolon = value ? value->find(';') : std::string_view::npos;
  if (semicolon == std::string_view::npos) return false;
  auto digits = value->substr(0, semicolon);
  const bool negative = digits.starts_with('-');
  if (negative || digits.starts_with('+')) digits.remove_prefix(1);
  const auto seconds = digits.size() <= 9 ? number(digits, 999'999'999U) : std::nullopt;
  const auto mode = value->substr(semicolon + 1);
  const bool right = !mode.empty() && mode.size() <= 2 && (mode.size() == 1 || lower(mode[1]) == 't');
  if (!seconds || !right || (lower(mode[0]) != 'r' && lower(mode[0]) != 'n')) return false;
  const DeliverBy by{.within = std::chrono::seconds(negative ? -std::int64_t{*seconds} : *seconds),
                     .or_return = lower(mode[0]) == 'r',
                     .trace = mode.size() == 2};
  into.deliver_by = by;
  return !by.or_return || by.within > std::chrono::seconds(0);
}

// RFC 4865 §5: future-release-integer = 1*9DIGIT; the two exclude each other.
bool read_hold_for(MailParameters& into, std::optional<std::string_view> value) {
  const auto seconds = value && value->size() <= 9 ? number(*value, 999'999'999U) : std::nullopt;
  if (!seconds || *seconds == 0 || into.hold_until) return false;
  into.hold_for = std::chrono::seconds(*seconds);
  return true;
}

bool read_hold_until(MailParameters& into, std::optional<std::string_view> value) {
  if (!value || into.hold_for) return false;
  into.hold_until = from_rfc3339(*value);
  return into.hold_until.has_value();
}

// RFC 6710 §4: priority-value = (["-"] NZDIGIT) / "0"
bool read_priority(MailParameters& into, std::optional<std::string_view> value) {
  if (!value) return false;
  const bool negative = value->size() == 2 && value->front() == '-';
  const auto digit = value->substr(negative ? 1 : 0);
  if (digit.size() != 1 || !is_digit(digit[0]) || (negative && digit == "0")) return false;
  into.priority = (negative ? -1 : 1) * (digit[0] - '0');
  return true;
}

bool* notify_flag(Notify& n, std::string_view word) {
  if (equal_nocase(word, "NEVER")) return &n.never;
  if (equal_nocase(word, "SUCCESS")) return &n.success;
  if (equal_nocase(word, "FAILURE")) return &n.failure;
  return equal_nocase(word, "DELAY") ? &n.delay : nullptr;
}

// notify-esmtp-value = "NEVER" / (notify-list-element *( "," notify-list-element))
bool read_notify(RcptParameters& into, std::optional<std::string_view> value) {
  if (!value) return false;
  Notify& n = into.notify;
  for (std::string_view rest = *value;;) {
    const auto comma = rest.find(',');
    bool* const flag = notify_flag(n, rest.substr(0, comma));
    if (!flag || *flag) return false;
    *flag = true;
    if (comma == rest.npos) break;
    rest.remove_prefix(comma + 1);
  }
  return !n.never || !(n.success || n.failure || n.delay);
}

// original-recipient-address = addr-type ";" xtext; addr-type = atom
bool read_orcpt(RcptParameters& into, std::optional<std::string_view> value) {
  if (!value || value->size() > kMostOrcpt) return false;
  const auto semicolon = value->find(';');
  if (semicolon == value->npos || semicolon == 0) return false;
  const auto type = value->substr(0, semicolon);
  if (!std::ranges::all_of(type, [](char c) { return is_alnum(c) || c == '-'; })) return false;
  into.orcpt_type = to_lower(type);
  const auto text = value->substr(semicolon + 1);
  // RFC 6533 §3: utf-8-addr-xtext and utf-8-addr-unitext are kept as they came; only xtext is decoded.
  auto decoded = into.orcpt_type == "utf-8" ? std::optional<std::string>(text) : from_printable_xtext(text);
  if (!decoded || decoded->empty()) return false;
  into.orcpt = std::move(*decoded);
  return true;
}

constexpr std::array<Row<MailParameters>, 11> kMail{{
    {"SIZE", read_size},               // RFC 1870 §4
    {"BODY", read_body},               // RFC 6152 §2
    {"SMTPUTF8", read_smtputf8},       // RFC 6531 §3.4
    {"AUTH", read_auth},               // RFC 4954 §5
    {"RET", read_ret},                 // RFC 3461 §4.3
    {"ENVID", read_envid},             // RFC 3461 §4.4
    {"REQUIRETLS", read_require_tls},  // RFC 8689 §3
    {"BY", read_deliver_by},           // RFC 2852 §4
    {"HOLDFOR", read_hold_for},        // RFC 4865 §5
    {"HOLDUNTIL", read_hold_until},
    {"MT-PRIORITY", read_priority},  // RFC 6710 §4
}};
constexpr std::array<Row<RcptParameters>, 2> kRcpt{{
    {"NOTIFY", read_notify},  // RFC 3461 §4.1
    {"ORCPT", read_orcpt},    // RFC 3461 §4.2
}};

template <class Into, std::size_t N>
std::expected<Into, Reply> read_all(std::string_view in, const std::array<Row<Into>, N>& rows) {
  Into into;
  std::array<bool, N> seen{};
  for (std::size_t count = 0; !(in = trim(in)).empty(); ++count) {
    const auto word = in.substr(0, in.find(' '));
    in.remove_prefix(word.size());
    if (count == kMostParameters) return std::unexpected(Reply{501, "5.5.4", "Too many parameters"});
    const auto [keyword, value] = split(word);
    const auto row = std::ranges::find_if(rows, [&](const auto& r) { return equal_nocase(r.keyword, keyword); });
    if (row == rows.end()) return std::unexpected(Reply{555, "5.5.4", "Parameter not recognized"});  // RFC 5321 §4.1.1.11
    bool& again = seen[static_cast<std::size_t>(row - rows.begin())];
    if (again || (value && !is_value(*value)) || !row->read(into, value)) return std::unexpected(bad_value(row->keyword));
    again = true;
  }
  return into;
}

}  // namespace

std::expected<MailParameters, Reply> mail_parameters(std::string_view in) { return read_all(in, kMail); }
std::expected<RcptParameters, Reply> rcpt_parameters(std::string_view in) { return read_all(in, kRcpt); }

}  // namespace postern::smtp
