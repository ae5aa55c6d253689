// The rules of RFC 5321 §4.1, one function each.
#include "smtp/grammar/command.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace postern::smtp {
namespace {

struct Name {
  std::string_view word;
  Verb verb;
};
constexpr std::array<Name, 15> kNames{{
    {"EHLO", Verb::ehlo},
    {"HELO", Verb::helo},
    {"LHLO", Verb::lhlo},
    {"MAIL", Verb::mail},
    {"RCPT", Verb::rcpt},
    {"DATA", Verb::data},
    {"BDAT", Verb::bdat},
    {"RSET", Verb::rset},
    {"NOOP", Verb::noop},
    {"QUIT", Verb::quit},
    {"VRFY", Verb::vrfy},
    {"EXPN", Verb::expn},
    {"HELP", Verb::help},
    {"STARTTLS", Verb::starttls},
    {"AUTH", Verb::auth},
}};

// How HTTP begins, and the fields a browser sends whatever page it is told to post.
constexpr std::array<std::string_view, 10> kForeign{"GET",   "POST",    "PUT",   "HEAD",        "CONNECT",
                                                    "PATCH", "OPTIONS", "HOST:", "USER-AGENT:", "DELETE"};

constexpr std::size_t kLongestClientName = 255;

std::unexpected<Reply> refuse(std::uint16_t code, std::string_view enhanced, std::string text) {
  return std::unexpected(Reply{code, enhanced, std::move(text)});
}

// The argument after "FROM:" or "TO:".
// RFC 5321 §3.3 deviates: white space after the colon is let through, for many programs send it and it harms nothing.
std::optional<std::string_view> after(std::string_view argument, std::string_view keyword) {
  if (!starts_nocase(argument, keyword)) return {};
  return trim(argument.substr(keyword.size()));
}

bool parameters_are_apart(std::string_view rest) { return rest.empty() || rest.front() == ' '; }

bool is_client_name(std::string_view text) {
  return text.starts_with('[') ? address::parse_address_literal(text).has_value() : address::parse_domain(text).has_value();
}

}  // namespace

std::string_view name(Verb verb) {
  const auto row = std::ranges::find(kNames, verb, &Name::verb);
  return row == kNames.end() ? "?" : row->word;
}

CommandLine command_line(std::string_view line) {
  const auto word = line.substr(0, line.find(' '));
  const auto argument = trim(line.substr(word.size()));
  const auto row = std::ranges::find_if(kNames, [&](const Name& n) { return equal_nocase(n.word, word); });
  if (row != kNames.end()) return {row->verb, argument};
  const bool foreign = std::ranges::any_of(kForeign, [&](std::string_view f) { return equal_nocase(f, word); });
  return {foreign ? Verb::foreign : Verb::unknown, argument};
}

// mail = "MAIL FROM:" Reverse-path [SP Mail-parameters]   RFC 5321 §4.1.1.2
Parsed<MailCommand> mail_command(std::string_view argument) {
  auto rest = after(argument, "FROM:");
  if (!rest) return refuse(501, "5.5.4", "Syntax: MAIL FROM:<address>");
  auto path = address::reverse_path(*rest, address::Charset::utf8);  // whether UTF-8 may be there is known at the end
  if (!path || !parameters_are_apart(*rest)) return refuse(501, "5.1.7", "Bad sender address syntax");
  // RFC 5321 §4.1.1.3 deviates: source routes are refused, not ignored; nobody uses them but those who look for open relays.
  if (!path->route.empty()) return refuse(550, "5.1.7", "Source routes are not accepted here");
  auto parameters = mail_parameters(*rest);
  if (!parameters) return std::unexpected(std::move(parameters.error()));
  // RFC 6531 §3.5: without the parameter the address must be ASCII.
  if (path->mailbox && !parameters->smtputf8 && !is_ascii(path->mailbox->text()))
    return refuse(553, "5.6.7", "The address needs SMTPUTF8");
  return MailCommand{std::move(*path), std::move(*parameters)};
}

// rcpt = "RCPT TO:" ( "<Postmaster@" Domain ">" / "<Postmaster>" / Forward-path ) [SP Rcpt-parameters]   RFC 5321 §4.1.1.3
Parsed<RcptCommand> rcpt_command(std::string_view argument, address::Charset charset) {
  auto rest = after(argument, "TO:");
  if (!rest) return refuse(501, "5.5.4", "Syntax: RCPT TO:<address>");
  auto path = address::forward_path(*rest, address::Charset::utf8);
  if (!path || !parameters_are_apart(*rest)) return refuse(501, "5.1.3", "Bad recipient address syntax");
  if (!path->route.empty()) return refuse(550, "5.1.3", "Source routes are not accepted here");
  if (charset == address::Charset::ascii && !is_ascii(path->mailbox.text()))
    return refuse(553, "5.6.7", "The address needs SMTPUTF8");
  auto parameters = rcpt_parameters(*rest);
  if (!parameters) return std::unexpected(std::move(parameters.error()));
  return RcptCommand{std::move(*path), std::move(*parameters)};
}

// bdat-cmd = "BDAT" SP chunk-size [SP end-marker]   RFC 3030 §2
Parsed<BdatCommand> bdat_command(std::string_view argument) {
  const auto digits = argument.substr(0, argument.find(' '));
  const auto marker = trim(argument.substr(digits.size()));
  const auto size = number(digits, UINT64_MAX);
  if (!size || !(marker.empty() || equal_nocase(marker, "LAST"))) return refuse(501, "5.5.4", "Syntax: BDAT size [LAST]");
  return BdatCommand{*size, !marker.empty()};
}

// "AUTH" SP mechanism [SP initial-response]   RFC 4954 §4
Parsed<AuthCommand> auth_command(std::string_view argument) {
  const auto mechanism = argument.substr(0, argument.find(' '));
  const auto initial = trim(argument.substr(mechanism.size()));
  const bool is_name = std::ranges::all_of(mechanism, [](char c) { return is_alnum(c) || c == '-' || c == '_'; });
  if (mechanism.empty() || mechanism.size() > 20 || !is_name || initial.contains(' '))
    return refuse(501, "5.5.4", "Syntax: AUTH mechanism [initial-response]");
  AuthCommand command{to_upper(mechanism), {}};
  if (!initial.empty()) command.initial = initial == "=" ? "" : std::string(initial);
  return command;
}

// ehlo = "EHLO" SP ( Domain / address-literal )   RFC 5321 §4.1.1.1
Parsed<std::string> client_name(std::string_view argument, ClientNames how) {
  if (argument.empty() || argument.size() > kLongestClientName || argument.contains(' '))
    return refuse(501, "5.5.4", "A host name or address literal is needed");
  if (is_client_name(argument)) return std::string(argument);
  if (how == ClientNames::strict) return refuse(501, "5.5.4", "Not a valid host name or address literal");
  std::string safe(argument);
  for (char& c : safe)
    if (!is_alnum(c) && std::string_view(".-_:[]").find(c) == std::string_view::npos) c = '?';
  return safe;
}

}  // namespace postern::smtp
