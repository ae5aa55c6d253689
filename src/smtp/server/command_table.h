// The commands of SMTP: one row each, with all that decides whether it is carried out. Handlers check none of it again.
#pragma once
#include <cstdint>
#include <span>

#include "smtp/grammar/command.h"
#include "smtp/server/session.h"

namespace postern::smtp {

enum class Argument : std::uint8_t { none, optional, required };
enum class Needs : std::uint8_t {
  nothing,
  login,  // on a submission listener, unless the client's address is trusted
};

// A set of states.
struct States {
  std::uint8_t bits = 0;
  [[nodiscard]] constexpr bool holds(State s) const { return (bits >> static_cast<unsigned>(s) & 1) != 0; }
};

struct CommandRow {
  Verb verb;
  States states;
  Argument argument;
  Needs needs;
  std::optional<Effect> (Session::*carry_out)(std::string_view argument);
};

std::span<const CommandRow> command_rows();

}  // namespace postern::smtp
