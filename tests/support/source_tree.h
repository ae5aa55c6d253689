// Where the sources are, for tests that read dialogues, tables or scripts: found upwards from the test program, so that no path of a
// machine is built into it and compiled tests can be shared between checkouts.
#pragma once
#include <filesystem>
#include <stdexcept>

namespace postern {

inline std::filesystem::path source_tree() {
  namespace fs = std::filesystem;
  for (fs::path at = fs::canonical("/proc/self/exe").parent_path(); at != at.root_path(); at = at.parent_path())
    if (fs::exists(at / "layers.txt")) return at;
  throw std::runtime_error("a test program lies under the build folder of its checkout");
}

}  // namespace postern
