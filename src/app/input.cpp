// Reading files and secrets.
#include "app/input.h"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <iterator>

namespace postern::app {

Result<std::string> read_text(const std::string& path) {
  if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(Failure::not_found, "Cannot read " + path);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::string read_secret(std::string_view what) {
  std::string secret;
  if (!isatty(STDIN_FILENO)) {
    std::getline(std::cin, secret);
    return secret;
  }
  termios before{};
  tcgetattr(STDIN_FILENO, &before);
  termios quiet = before;
  quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  fmt::print(stderr, "{}: ", what);
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  std::getline(std::cin, secret);
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
  fmt::print(stderr, "\n");
  return secret;
}

}  // namespace postern::app
