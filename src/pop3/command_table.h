// The commands of POP3: one row each, with all that decides whether it is carried out. Handlers check none of it again.
#pragma once
#include <cstdint>
#include <span>

#include "pop3/session.h"

namespace postern::pop3 {

enum class Allowed : std::uint8_t { authorization = 1, transaction = 2, both = 3 };
enum class Argument : std::uint8_t { none, optional, required };

struct CommandRow {
  Verb verb;
  Allowed allowed;
  Argument argument;
  std::optional<Effect> (Session::*carry_out)(std::string_view argument);

  [[nodiscard]] bool holds(State s) const { return (static_cast<unsigned>(allowed) >> static_cast<unsigned>(s) & 1) != 0; }
};

std::span<const CommandRow> command_rows();

}  // namespace postern::pop3
