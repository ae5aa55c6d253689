// What proves that the administration log is whole: a key that is not in its folder, and both ends of its chain, kept elsewhere.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/secret.h"
#include "logs/segment.h"

namespace postern::logs {

struct AuditReport {
  std::uint64_t lines = 0;
  bool intact = true;
  std::string problem;  // the first, in words
  std::string head;     // the hash of all; kept in yet another place, it proves that log and anchor were not put back together
};

// The ends of the chain: the hash before the oldest line that is kept, and the hash of the newest one.
struct AuditEnds {
  std::string first;
  std::string head;
};

// Where the ends are kept, apart from the files of the log. Called on the threads of the log; may block.
class AuditAnchor {
 public:
  virtual Result<AuditEnds> load() = 0;  // of a log without lines: no_head() twice
  // Durable when they return.
  virtual Result<void> save_first(const std::string&) = 0;
  virtual Result<void> save_head(const std::string&) = 0;

 protected:
  ~AuditAnchor() = default;
};

// Where the chain goes on: behind the last line in the files when they reach to the anchor's head (a crash may have kept it from hearing
// of the last lines), else behind that head, so that what is missing stays visible.
std::string chain_end(const std::filesystem::path& folder, const std::string& anchored_head);

// The hash before the first line of a segment.
Result<std::string> chain_before(const std::filesystem::path& folder, const Segment&);

// Walks the whole chain. Nothing may remove segments meanwhile; lines may be added.
AuditReport verify_audit(const std::filesystem::path& folder, const Secret& key, const AuditEnds&);

}  // namespace postern::logs
