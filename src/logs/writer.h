// Puts lines into segments, from one thread: appends, indexes, begins a new file by size and day, chains administration lines.
// Searches see it through open_segments() from any thread.
#pragma once
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/locked.h"
#include "logs/audit.h"
#include "logs/chain.h"
#include "logs/queue.h"
#include "logs/search.h"

namespace postern::logs {

class Writer {
 public:
  // The key and the anchor are of the administration log.
  Writer(std::filesystem::path folder, Secret audit_key, AuditAnchor&, std::string anchored_head);

  // The next line, with its line end. Collected until flush().
  void add(const Waiting&, std::string_view line, std::uint64_t segment_size);
  // Writes what was added; gives the number of lines that could not be written.
  std::uint64_t flush();
  // Ends all open segments with their indexes.
  void close();

  [[nodiscard]] std::vector<OpenSegment> open_segments() const;

 private:
  struct Added {
    Time at;
    std::uint32_t length;
    Terms terms;
  };
  struct Current {
    Segment segment;
    File file;
    std::uint64_t size = 0;
    std::string text;          // added, not yet written
    std::vector<Added> lines;  // of that text
  };
  struct Shown {
    Segment segment;
    IndexBuilder index;
  };
  using Shelf = std::array<std::optional<Shown>, events::kLogs>;

  bool open(events::Log, Time);
  std::uint64_t flush(events::Log);
  void end(events::Log);
  void anchor(events::Log, bool written);

  std::filesystem::path folder_;
  std::array<std::optional<Current>, events::kLogs> current_;
  Locked<Shelf> shelf_;
  AuditAnchor& anchor_;
  std::string anchored_;  // the head that the anchor has
  Chain chain_;
  std::uint64_t lost_ = 0;
};

}  // namespace postern::logs
