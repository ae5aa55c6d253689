// The boot file: only what is needed to open the store. Everything else is a setting in the store.
#pragma once
#include <filesystem>
#include <string>

#include "base/result.h"

namespace postern::app {

struct Boot {
  std::filesystem::path file;    // the boot file itself
  std::filesystem::path data;    // store, blobs, logs
  std::filesystem::path key;     // the sealing key, apart from the data
  std::filesystem::path socket;  // where subcommands reach the running server
  std::string user;              // whom the server becomes when root starts it

  [[nodiscard]] std::filesystem::path bindings() const {
    return data / "bindings.json";
  }  // what to bind before the store is open
  [[nodiscard]] std::filesystem::path reach() const { return data / "reach.json"; }  // and to connect to, once confined
  [[nodiscard]] std::filesystem::path logs() const { return data / "logs"; }
};

inline constexpr const char* kDefaultBootFile = "/etc/postern/postern.toml";

// Reads a boot file; relative paths are relative to its folder. An unknown key is an error that names it. For root the file must be
// root's alone to change.
Result<Boot> read_boot(const std::filesystem::path& file);
// Makes the folder of the boot file the working one, and what is below it relative to it: whoever the process becomes need not
// pass the folders above, which may be root's alone, and a socket's path stays short.
Result<void> work_from_its_folder(Boot&);
// Writes a boot file that read_boot takes.
Result<void> write_boot(const Boot&);

}  // namespace postern::app
