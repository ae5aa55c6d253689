// `postern check`: the judgements of the server on a client, a message or a domain, without a server and without a data folder.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace postern::app {

// Adds the command with its parts; the one that is chosen goes into `chosen`, and gives the exit code: 0 when there is a verdict,
// whichever, and 1 when what was asked makes no sense.
void add_check_commands(CLI::App& root, const bool& as_json, std::function<int()>& chosen);

}  // namespace postern::app
