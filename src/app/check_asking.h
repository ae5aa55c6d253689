// What every check takes from the command line: which resolver is asked, what is trusted, and when it is now.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "dns/unbound.h"

namespace CLI {
class App;
}

namespace postern::app {

struct Asking {
  std::vector<std::string> resolvers;  // ADDRESS or ADDRESS:PORT
  std::string trust_anchor;
  std::optional<std::int64_t> seconds;

  [[nodiscard]] Time now() const;
};

void add_options(CLI::App& command, Asking&);
Result<std::unique_ptr<dns::Unbound>> resolver_of(const Asking&);

}  // namespace postern::app
