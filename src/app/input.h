// What an administrator gives to a command besides its words: files, standard input, secrets.
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace postern::app {

// A file as a whole; "-" is standard input.
Result<std::string> read_text(const std::string& path);
// From the terminal without echo, else the first line of standard input.
std::string read_secret(std::string_view what);

}  // namespace postern::app
