// A shell's completion, made from the same commands that the program parses.
#pragma once
#include <string>

namespace CLI {
class App;
}

namespace postern::app {

int print_completion(const std::string& shell, const CLI::App& root);

}  // namespace postern::app
