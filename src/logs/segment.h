// One file of a log with its index, by a name the server makes: log, time of the first line. Plain while it is written and for
// a day, then compressed.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "events/events.h"
#include "logs/file.h"
#include "logs/index.h"

namespace postern::logs {

struct Segment {
  events::Log log = events::Log::server;
  Time start;
  friend bool operator==(const Segment&, const Segment&) = default;
};

// "smtp_in.2026-11-22T01-38-10.250Z" and back.
std::string stem(const Segment&);
std::optional<Segment> parse_stem(std::string_view);

inline constexpr std::string_view kPlain = ".jsonl";
inline constexpr std::string_view kPacked = ".jsonl.zst";
inline constexpr std::string_view kIndex = ".idx";
std::filesystem::path path_of(const std::filesystem::path& folder, const Segment&, std::string_view ending);

// The segments in a folder, by log and time. Files with other names are left alone.
std::vector<Segment> segments_in(const std::filesystem::path& folder);

// Reads blocks of a segment whether it is plain or compressed, and also while the keeper compresses it.
class SegmentReader {
 public:
  // Uses the index that is stored, or makes one from the lines.
  static Result<SegmentReader> open(const std::filesystem::path& folder, const Segment&);
  // Without an index: for a segment that is written to, whose blocks the writer knows.
  static Result<SegmentReader> open_plain(const std::filesystem::path& folder, const Segment&);
  [[nodiscard]] const Index& index() const { return index_; }
  [[nodiscard]] bool had_index() const { return had_index_; }
  [[nodiscard]] Result<std::string> block(const Block&) const;

 private:
  Result<void> make_index();
  Result<void> scan_plain();
  Result<void> scan_packed();
  File file_;
  bool packed_ = false;
  bool had_index_ = false;
  Index index_;
};

// Adds the lines of a piece of a segment; what comes after the last line end is left out.
void index_lines(IndexBuilder&, std::string_view lines);

// Replaces the plain file by a compressed one. A crash at any step leaves the segment readable.
Result<void> compress(const std::filesystem::path& folder, const Segment&);
void remove(const std::filesystem::path& folder, const Segment&);

}  // namespace postern::logs
