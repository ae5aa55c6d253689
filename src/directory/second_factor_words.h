// The words for what is asked of users besides their password, in settings and on the command line.
#pragma once
#include <array>

#include "config/schema.h"
#include "directory/second_factor.h"

namespace postern {

template <>
struct config::Names<directory::SecondFactorMode> {
  using enum directory::SecondFactorMode;
  static constexpr std::array labels{config::label(disabled, "disabled", "Nobody is asked for one"),
                                     config::label(enabled, "enabled", "Who has one is asked for it"),
                                     config::label(forced, "forced", "Everybody needs one")};
};

}  // namespace postern
