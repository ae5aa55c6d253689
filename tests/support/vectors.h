// Where the shared test vectors are; a test that finds none says so and passes, unless NEED_VECTORS=1.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "support/source_tree.h"

namespace postern {

inline std::optional<std::filesystem::path> vectors() {
  namespace fs = std::filesystem;
  if (const char* named = std::getenv("POSTERN_VECTORS")) return fs::path(named);
  for (fs::path at = source_tree(); at != at.root_path(); at = at.parent_path()) {
    const fs::path beside = at.parent_path() / "shared" / "vectors";
    if (fs::exists(beside)) return beside;
  }
  return {};
}

}  // namespace postern
