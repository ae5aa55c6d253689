// Command lines of SMTP: the verb, and the argument of each verb. Bytes in, values or a refusal out.
// Promises: linear in the line; no recursion; views point into the line.
#pragma once
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "address/path.h"
#include "smtp/grammar/parameters.h"
#include "smtp/grammar/reply.h"

namespace postern::smtp {

enum class Verb : std::uint8_t {
  ehlo,
  helo,
  lhlo,
  mail,
  rcpt,
  data,
  bdat,
  rset,
  noop,
  quit,
  vrfy,
  expn,
  help,
  starttls,
  auth,
  foreign,  // a line of another protocol, sent here through a browser or a confused proxy
  unknown,
};
inline constexpr std::size_t kVerbs = 17;

std::string_view name(Verb);

struct CommandLine {
  Verb verb = Verb::unknown;
  std::string_view argument;  // without the space before it and the white space after it
};

// command = verb [SP argument]; verbs are not case sensitive.   RFC 5321 §2.4
CommandLine command_line(std::string_view line);

template <class T>
using Parsed = std::expected<T, Reply>;  // the refusal is ready to send

struct MailCommand {
  address::ReversePath path;
  MailParameters parameters;
};
struct RcptCommand {
  address::ForwardPath path;
  RcptParameters parameters;
};
struct BdatCommand {
  std::uint64_t size = 0;
  bool last = false;
};
struct AuthCommand {
  std::string mechanism;               // upper case
  std::optional<std::string> initial;  // as sent, in base64; "=" gives an empty one
};

Parsed<MailCommand> mail_command(std::string_view argument);
// `utf8`: the transaction was opened with SMTPUTF8.
Parsed<RcptCommand> rcpt_command(std::string_view argument, address::Charset);
Parsed<BdatCommand> bdat_command(std::string_view argument);
Parsed<AuthCommand> auth_command(std::string_view argument);

// How closely a client's name is looked at. `strict` is RFC 5321 §4.1.1.1: a domain or an address literal.
enum class ClientNames : std::uint8_t { strict, lenient };
// The name, fit to stand in a Received field: what is no domain or literal has its odd characters replaced.
Parsed<std::string> client_name(std::string_view argument, ClientNames);

}  // namespace postern::smtp
