// The addresses of a name, by a deadline. The system's resolver knows none of ours: it is asked on a thread of its own, and what it
// says too late is dropped.
// Use: Lookups lookups(resolve_by_system);  auto found = lookups.find("hook.example.org", until);
// Promises: find() is back by the deadline; only a few look-ups are under way, and while that many hang, a further one fails at once.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/executor.h"
#include "base/result.h"
#include "net/stream.h"

namespace postern::http {

using Addresses = std::vector<IpAddress>;  // in the order in which they are to be tried
using Resolve = std::function<Result<Addresses>(const std::string& host)>;

// getaddrinfo(3): takes as long as it takes.
Result<Addresses> resolve_by_system(const std::string& host);

class Lookups {
 public:
  explicit Lookups(Resolve resolve, std::size_t most = 4);
  // Failure::timeout: no answer by then.
  [[nodiscard]] Result<Addresses> find(const std::string& host, Deadline until) const;

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;  // with the threads that still wait when this one is gone
};

}  // namespace postern::http
