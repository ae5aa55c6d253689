// postern serve: the running server.
#pragma once
#include <string>

namespace postern::app {

struct ServeOptions {
  int ready_fd = -1;  // told "ready" once every port answers
};

// Runs until SIGTERM or SIGINT; the exit code.
int serve(const std::string& boot_file, const ServeOptions&);

}  // namespace postern::app
