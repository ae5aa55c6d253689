// Secrets that settings name, so that none of them ever stands in a setting: passwords for servers that mail is handed over to.
// Use: co_await secrets.set("relay", Secret(...), now);   auto found = co_await secrets.find("relay");
// Promises: each lies sealed in the store under its own name and opens under no other; list() tells names and times alone. Any executor.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/sealer.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/task.h"
#include "base/time.h"
#include "kv/kv.h"

namespace postern::auth {

class NamedSecrets {
 public:
  static constexpr std::size_t kMost = 1000;       // of them
  static constexpr std::size_t kLongest = 4096;    // octets of one
  static constexpr std::size_t kLongestName = 64;  // octets

  struct Row {
    std::string name;
    Time set;
  };

  NamedSecrets(kv::Store& kv, const Sealer& sealer) : kv_(kv), sealer_(sealer) {}

  // Letters, digits, "-", "_" and "."; nothing that is part of a larger word in a file or a setting.
  [[nodiscard]] static bool is_name(std::string_view);

  // A new one, or another one in place of what was there.
  Task<Result<void>> set(std::string name, Secret, Time now);
  [[nodiscard]] Task<Result<std::optional<Secret>>> find(std::string name) const;
  [[nodiscard]] Task<Result<std::vector<Row>>> list() const;
  Task<Result<void>> remove(std::string name);

 private:
  kv::Store& kv_;
  const Sealer& sealer_;
};

}  // namespace postern::auth
