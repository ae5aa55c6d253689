// record = version terms *SP   RFC 7208 §12
#include "senderauth/spf_record.h"

#include <algorithm>
#include <array>

#include "base/said.h"
#include "base/text.h"
#include "dns/reverse.h"
#include "senderauth/spf_macro.h"

namespace postern::senderauth {
namespace {

using Mechanism = SpfDirective::Mechanism;

constexpr std::string_view kVersion = "v=spf1";

// What may follow a mechanism's name.
enum class Argument : std::uint8_t { nothing, domain, domain_and_bits, maybe_domain, network };
struct MechanismRow {
  std::string_view name;
  Mechanism mechanism;
  Argument argument;
};
constexpr std::array<MechanismRow, 8> kMechanisms{{
    {"all", Mechanism::all, Argument::nothing},
    {"include", Mechanism::include, Argument::domain},
    {"a", Mechanism::a, Argument::domain_and_bits},
    {"mx", Mechanism::mx, Argument::domain_and_bits},
    {"ptr", Mechanism::ptr, Argument::maybe_domain},
    {"ip4", Mechanism::ip4, Argument::network},
    {"ip6", Mechanism::ip6, Argument::network},
    {"exists", Mechanism::exists, Argument::domain},
}};

std::optional<Outcome> qualifier(char c) {
  switch (c) {
    case '+': return Outcome::pass;
    case '-': return Outcome::fail;
    case '?': return Outcome::neutral;
    case '~': return Outcome::softfail;
    default: return {};
  }
}

// Takes `slashes` and a prefix length off the end. False when what stands there is none that is allowed; true also when nothing does.
bool take_bits(std::string_view& text, std::string_view slashes, std::size_t largest, std::size_t& bits) {
  auto digits = text.size();
  while (digits > 0 && is_digit(text[digits - 1])) --digits;
  if (digits == text.size() || !text.substr(0, digits).ends_with(slashes)) return true;
  const auto length = text.substr(digits);
  const auto n = number<std::size_t>(length, largest);
  if (!n || (length.size() > 1 && length.front() == '0')) return false;
  bits = *n;
  text.remove_suffix(length.size() + slashes.size());
  return true;
}

// dual-cidr-length = [ ip4-cidr-length ] [ "/" ip6-cidr-length ]
bool take_dual_bits(std::string_view& text, SpfDirective& directive) {
  return take_bits(text, "//", 128, directive.v6_bits) && take_bits(text, "/", 32, directive.v4_bits);
}

bool read_domain(std::string_view argument, SpfDirective& directive) {
  if (!argument.starts_with(':')) return false;
  directive.domain_spec = argument.substr(1);
  return is_domain_spec(directive.domain_spec);
}

bool read_network(std::string_view argument, SpfDirective& directive) {
  const bool v4 = directive.mechanism == Mechanism::ip4;
  if (!take_bits(argument, "/", v4 ? 32 : 128, v4 ? directive.v4_bits : directive.v6_bits)) return false;
  if (!argument.starts_with(':')) return false;
  argument.remove_prefix(1);
  const auto ip = IpAddress::parse(argument);
  if (!ip || argument.contains(':') == v4) return false;
  directive.network = *ip;
  return true;
}

bool read_argument(Argument kind, std::string_view argument, SpfDirective& directive) {
  switch (kind) {
    case Argument::nothing: return argument.empty();
    case Argument::domain: return read_domain(argument, directive);
    case Argument::maybe_domain: return argument.empty() || read_domain(argument, directive);
    case Argument::network: return read_network(argument, directive);
    case Argument::domain_and_bits:
      return take_dual_bits(argument, directive) && (argument.empty() || read_domain(argument, directive));
  }
  return false;
}

// directive = [ qualifier ] mechanism
std::optional<SpfDirective> read_directive(std::string_view term) {
  SpfDirective directive;
  directive.text = term;
  if (const auto outcome = qualifier(term.front())) {
    directive.outcome = *outcome;
    term.remove_prefix(1);
  }
  const auto name = term.substr(0, term.find_first_of(":/"));
  const auto row = std::ranges::find_if(kMechanisms, [&](const MechanismRow& r) { return equal_nocase(r.name, name); });
  if (row == kMechanisms.end()) return {};
  directive.mechanism = row->mechanism;
  if (!read_argument(row->argument, term.substr(name.size()), directive)) return {};
  return directive;
}

// The length of a modifier's name; 0 when the term is a directive.   name = ALPHA *( ALPHA / DIGIT / "-" / "_" / "." )
std::size_t modifier_name(std::string_view term) {
  if (!is_alpha(term.front())) return 0;
  const auto end = std::ranges::find_if_not(term, [](char c) { return is_alnum(c) || c == '-' || c == '_' || c == '.'; });
  return end != term.end() && *end == '=' ? static_cast<std::size_t>(end - term.begin()) : 0;
}

// §6: redirect and exp stand at most once; modifiers that are not known are passed over if their syntax is right.
bool read_modifier(std::string_view name, std::string_view value, SpfRecord& record) {
  const bool redirect = equal_nocase(name, "redirect");
  if (!redirect && !equal_nocase(name, "exp")) return is_macro_string(value, MacroUse::domain_spec);
  auto& place = redirect ? record.redirect : record.explanation;
  if (place || !is_domain_spec(value)) return false;
  place = value;
  return true;
}

}  // namespace

bool is_spf_record(std::string_view text) {
  return starts_nocase(text, kVersion) && (text.size() == kVersion.size() || text[kVersion.size()] == ' ');
}

Result<SpfRecord> parse_spf_record(std::string_view text) {
  SpfRecord record;
  text.remove_prefix(kVersion.size());
  while (!text.empty()) {
    const auto term = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(term.size() + 1, text.size()));
    if (term.empty()) continue;
    if (const auto size = modifier_name(term); size > 0) {
      if (!read_modifier(term.substr(0, size), term.substr(size + 1), record))
        return fail(Failure::invalid, said<"syntax error in \"{}\"">(printable(term, 80)).english());
      continue;
    }
    auto directive = read_directive(term);
    if (!directive) return fail(Failure::invalid, said<"syntax error in \"{}\"">(printable(term, 80)).english());
    record.directives.push_back(std::move(*directive));
  }
  return record;
}

}  // namespace postern::senderauth
