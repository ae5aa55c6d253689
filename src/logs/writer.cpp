// Appending to segments and keeping their indexes as they grow.
#include "logs/writer.h"

#include <algorithm>

namespace postern::logs {
namespace {

constexpr std::int64_t kDay = 86'400'000;

std::size_t place(events::Log log) { return static_cast<std::size_t>(log); }

}  // namespace

Writer::Writer(std::filesystem::path folder, Secret audit_key, AuditAnchor& anchor, std::string anchored_head)
    : folder_(std::move(folder)),
      anchor_(anchor),
      anchored_(std::move(anchored_head)),
      chain_(std::move(audit_key), chain_end(folder_, anchored_)) {}

// After a write of administration lines. Lines that did not get into the file are no part of the chain.
void Writer::anchor(events::Log log, bool written) {
  if (log != events::Log::administration) return;
  if (!written) chain_.set_head(chain_end(folder_, anchored_));
  if (written && anchor_.save_head(chain_.head())) anchored_ = chain_.head();
}

// Two segments of one log never have one name: the time is moved on until it is free. The segment is shown before its file is
// made: the keeper never sees a file that is written to and not shown.
bool Writer::open(events::Log log, Time at) {
  for (int attempt = 0; attempt < 1000; ++attempt, at.ms += 1) {
    const Segment segment{log, at};
    if (File::open(path_of(folder_, segment, kPacked)) || File::open(path_of(folder_, segment, kPlain))) continue;
    shelf_.with([&](Shelf& shelf) { shelf[place(log)] = Shown{segment, {}}; });
    auto file = File::create(path_of(folder_, segment, kPlain));
    if (!file) break;
    current_[place(log)] = Current{segment, std::move(*file), 0, {}, {}};
    return true;
  }
  shelf_.with([&](Shelf& shelf) { shelf[place(log)].reset(); });
  return false;
}

void Writer::add(const Waiting& line, std::string_view text, std::uint64_t segment_size) {
  auto& current = current_[place(line.log)];
  if (current && (current->size + current->text.size() >= segment_size || line.at.ms / kDay > current->segment.start.ms / kDay))
    end(line.log);
  if (!current && !open(line.log, line.at)) {
    ++lost_;
    return;
  }
  const auto before = current->text.size();
  if (line.log == events::Log::administration)
    current->text += chain_.seal(text, current->size + before == 0);
  else
    current->text += text;
  current->lines.push_back({line.at, static_cast<std::uint32_t>(current->text.size() - before), line.terms});
}

std::uint64_t Writer::flush(events::Log log) {
  auto& current = current_[place(log)];
  if (!current || current->lines.empty()) return 0;
  const auto lines = std::exchange(current->lines, {});
  auto written = current->file.append(current->text);
  if (written && log == events::Log::administration) written = current->file.sync();
  current->size += current->text.size();
  current->text.clear();
  anchor(log, written.has_value());
  if (!written) {  // the file may end in half a line: it is left, and a new one is begun
    current.reset();
    shelf_.with([&](Shelf& shelf) { shelf[place(log)].reset(); });
    return lines.size();
  }
  shelf_.with([&](Shelf& shelf) {
    for (const auto& line : lines) shelf[place(log)]->index.add(line.at, line.length, line.terms.all());
  });
  return 0;
}

std::uint64_t Writer::flush() {
  auto lost = std::exchange(lost_, 0);
  for (std::size_t i = 0; i < events::kLogs; ++i) lost += flush(static_cast<events::Log>(i));
  return lost;
}

// An index that cannot be written is made again from the lines by the keeper.
void Writer::end(events::Log log) {
  lost_ += flush(log);
  if (!current_[place(log)]) return;
  const auto segment = current_[place(log)]->segment;
  auto shown = shelf_.with([&](Shelf& shelf) { return shelf[place(log)]; });
  ignore(write_whole(path_of(folder_, segment, kIndex), encode(shown->index.finish())), "the keeper makes it again");
  current_[place(log)].reset();
  shelf_.with([&](Shelf& shelf) { shelf[place(log)].reset(); });
}

void Writer::close() {
  for (std::size_t i = 0; i < events::kLogs; ++i) end(static_cast<events::Log>(i));
}

std::vector<OpenSegment> Writer::open_segments() const {
  return shelf_.with([](const Shelf& shelf) {
    std::vector<OpenSegment> all;
    for (const auto& shown : shelf)
      if (shown) all.push_back({shown->segment, shown->index.so_far(), shown->index.open_block()});
    return all;
  });
}

}  // namespace postern::logs
