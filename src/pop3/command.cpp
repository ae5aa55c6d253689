// Verbs and arguments out of one line.   RFC 1939 §3, RFC 2449 §4
#include "pop3/command.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace postern::pop3 {
namespace {

constexpr std::array<std::string_view, kVerbs - 1> kNames{"CAPA", "STLS", "UTF8", "AUTH", "USER", "PASS", "STAT", "LIST",
                                                          "RETR", "DELE", "NOOP", "RSET", "TOP",  "UIDL", "QUIT"};

}  // namespace

std::string_view name(Verb verb) { return verb == Verb::unknown ? "?" : kNames[static_cast<std::size_t>(verb)]; }

CommandLine command_line(std::string_view line) {
  const auto space = line.find(' ');
  const auto word = line.substr(0, space);
  const auto argument = space == line.npos ? std::string_view{} : line.substr(space + 1);
  const auto found = std::ranges::find_if(kNames, [&](std::string_view n) { return equal_nocase(n, word); });
  return {static_cast<Verb>(found - kNames.begin()), argument};
}

std::optional<std::uint32_t> message_number(std::string_view argument) {
  const auto n = number<std::uint32_t>(trim(argument), UINT32_MAX);
  return n == 0 ? std::nullopt : n;
}

std::optional<TopCommand> top_command(std::string_view argument) {
  argument = trim(argument);
  const auto space = argument.find(' ');
  const auto message = message_number(argument.substr(0, space));
  const auto lines = number(space == argument.npos ? std::string_view{} : trim(argument.substr(space)), UINT64_MAX);
  if (!message || !lines) return {};
  return TopCommand{*message, *lines};
}

}  // namespace postern::pop3
