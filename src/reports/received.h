// Reports that others have sent about our domains.
// Use: co_await received.keep(domain, report);   for (report : *co_await received.list(domain, 100)) ...
// Promises: a report that comes twice is there once; a domain has at most kMostReceived, of which the oldest goes first; durable when keep()
//   returns. Any executor.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/task.h"
#include "kv/kv.h"

namespace postern::reports {

inline constexpr std::size_t kMostReceived = 500;
inline constexpr std::size_t kLargestReceived = std::size_t{256} << 10;  // octets, packed

template <class Report>
class Received {
 public:
  Received(kv::Store& kv, std::string_view kind) : kv_(kv), prefix_("T about " + std::string(kind) + " ") {}

  Task<Result<void>> keep(std::string domain, const Report&);
  // The newest first.
  Task<Result<std::vector<Report>>> list(std::string domain, std::size_t most);

 private:
  [[nodiscard]] std::string begin_of(const std::string& domain) const { return prefix_ + domain + " "; }
  [[nodiscard]] std::string count_key(const std::string& domain) const { return "T# " + prefix_ + domain; }
  Result<void> put(kv::Transaction&, const std::string& domain, const std::string& key, const std::string& row) const;

  kv::Store& kv_;
  std::string prefix_;
};

}  // namespace postern::reports
