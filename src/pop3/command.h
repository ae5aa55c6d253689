// Command lines of POP3: the verb, and its argument or arguments.   RFC 1939 §3, §9
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace postern::pop3 {

enum class Verb : std::uint8_t {
  capa,
  stls,
  utf8,
  auth,
  user,
  pass,
  stat,
  list,
  retr,
  dele,
  noop,
  rset,
  top,
  uidl,
  quit,
  unknown
};
inline constexpr std::size_t kVerbs = 16;

std::string_view name(Verb);

struct CommandLine {
  Verb verb = Verb::unknown;
  std::string_view argument;  // all behind the first space: a password may hold and end in spaces
};

// Keywords are not case sensitive.
CommandLine command_line(std::string_view line);

// "TOP msg n"
struct TopCommand {
  std::uint32_t number = 0;
  std::uint64_t lines = 0;
};
std::optional<TopCommand> top_command(std::string_view argument);
// A message number; it is not yet known to exist.
std::optional<std::uint32_t> message_number(std::string_view argument);

}  // namespace postern::pop3
