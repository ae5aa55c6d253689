// Walking the chain of the administration log.
#include "logs/audit.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/said.h"
#include "logs/chain.h"

namespace postern::logs {
namespace {

std::vector<Segment> audit_segments(const std::filesystem::path& folder) {
  auto all = segments_in(folder);
  std::erase_if(all, [](const Segment& s) { return s.log != events::Log::administration; });
  return all;
}

// Calls `line` with each line of a segment until it returns false; false when a block cannot be read.
bool each_line(const SegmentReader& reader, const std::function<bool(std::string_view)>& line) {
  for (const auto& block : reader.index().blocks) {
    const auto lines = reader.block(block);
    if (!lines) return false;
    for (std::string_view rest = *lines; !rest.empty();) {
      const auto one = rest.substr(0, rest.find('\n') + 1);
      if (one.empty() || !line(one)) return true;
      rest.remove_prefix(one.size());
    }
  }
  return true;
}

// One walk over all segments, from the oldest on.
class Walk {
 public:
  Walk(const Secret& key, const AuditEnds& ends) : ends_(ends), chain_(key, ends.first) {
    if (ends.head == ends.first) seen_head_ = true;
  }

  // False ends the walk.
  bool segment(const SegmentReader& reader, const std::string& name) {
    name_ = name;
    bool first = true;
    const bool read = each_line(reader, [&](std::string_view line) { return take(line, std::exchange(first, false)); });
    if (!read) broken(phrase<"a block cannot be read">());
    return report_.intact;
  }

  AuditReport finish() {
    name_ = phrase<"the log">();
    if (report_.intact && !seen_first_ && (report_.lines > 0 || ends_.head != ends_.first))
      broken(phrase<"its oldest lines are missing">());
    if (report_.intact && !seen_head_) broken(phrase<"its last lines are missing">());
    report_.head = chain_.head();
    return std::move(report_);
  }

 private:
  void broken(std::string_view why) {
    report_.intact = false;
    report_.problem = said<"{}: {} after {} {line|lines}">(name_, why, report_.lines).english();
  }

  // Segments from before the anchor's first are those whose removal was cut off.
  bool take(std::string_view line, bool first_of_segment) {
    if (first_of_segment) {
      const auto before = std::string(link_of(line, "prev"));
      if (report_.lines == 0)
        chain_.set_head(before);
      else if (before != chain_.head())
        return broken(phrase<"a file before it is missing or was changed">()), false;
      seen_first_ = seen_first_ || before == ends_.first;
    }
    if (!chain_.follows(line)) return broken(phrase<"a line was changed, added or removed">()), false;
    seen_head_ = seen_head_ || chain_.head() == ends_.head;
    ++report_.lines;
    return true;
  }

  const AuditEnds& ends_;
  Chain chain_;
  AuditReport report_;
  std::string name_;
  bool seen_first_ = false;
  bool seen_head_ = false;
};

}  // namespace

std::string chain_end(const std::filesystem::path& folder, const std::string& anchored_head) {
  const auto all = audit_segments(folder);
  for (auto it = all.rbegin(); it != all.rend(); ++it) {
    const auto reader = SegmentReader::open(folder, *it);
    if (!reader || reader->index().blocks.empty()) continue;  // a crash left it without a whole line
    std::string last;
    bool reaches = false;
    bool first = true;
    each_line(*reader, [&](std::string_view line) {
      if (std::exchange(first, false)) reaches = link_of(line, "prev") == anchored_head;
      last = link_of(line, "chain");
      reaches = reaches || last == anchored_head;
      return true;
    });
    return reaches ? last : anchored_head;
  }
  return anchored_head;
}

Result<std::string> chain_before(const std::filesystem::path& folder, const Segment& segment) {
  const auto reader = SegmentReader::open(folder, segment);
  if (!reader) return std::unexpected(reader.error());
  std::string before;
  each_line(*reader, [&](std::string_view line) {
    before = link_of(line, "prev");
    return false;
  });
  if (before.empty()) return fail(Failure::corrupt, "A log file cannot be read", "no chain in its first line");
  return before;
}

AuditReport verify_audit(const std::filesystem::path& folder, const Secret& key, const AuditEnds& ends) {
  Walk walk(key, ends);
  for (const auto& segment : audit_segments(folder)) {
    const auto reader = SegmentReader::open(folder, segment);
    if (reader && !walk.segment(*reader, stem(segment))) break;
  }
  return walk.finish();
}

}  // namespace postern::logs
