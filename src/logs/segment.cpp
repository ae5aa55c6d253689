// Names, reading, indexing and compression of segments.
#include "logs/segment.h"

#include <fmt/format.h>
#include <zstd.h>

#include <algorithm>
#include <memory>
#include <system_error>

#include "base/rfc3339.h"
#include "events/table.h"
#include "logs/line.h"

namespace postern::logs {
namespace {

constexpr std::size_t kLargestIndex = 256 << 20;
constexpr int kZstdLevel = 3;

std::unexpected<Error> corrupt(const char* why) { return fail(Failure::corrupt, "A log file cannot be read", why); }

Result<std::string> unpack(std::string_view frame, std::size_t length) {
  std::string out(length, '\0');
  const auto n = ZSTD_decompress(out.data(), out.size(), frame.data(), frame.size());
  if (ZSTD_isError(n) != 0 || n != length) return corrupt("compressed block");
  return out;
}

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

Result<std::string> pack(ZSTD_CCtx* context, std::string_view block) {
  std::string out(ZSTD_compressBound(block.size()), '\0');
  const auto n = ZSTD_compressCCtx(context, out.data(), out.size(), block.data(), block.size(), kZstdLevel);
  if (ZSTD_isError(n) != 0) return fail(Failure::io, "A log file cannot be compressed");
  out.resize(n);
  return out;
}

bool is_there(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

}  // namespace

std::string stem(const Segment& segment) {
  auto time = rfc3339(segment.start);
  time[13] = time[16] = '-';  // no colons in file names
  return fmt::format("{}.{}", events::name(segment.log), time);
}

std::optional<Segment> parse_stem(std::string_view text) {
  const auto dot = text.find('.');
  if (dot == text.npos || text.size() < dot + 18) return {};
  std::string time(text.substr(dot + 1));
  time[13] = time[16] = ':';
  const auto log = events::log_named(text.substr(0, dot));
  const auto start = from_rfc3339(time);
  if (!log || !start || stem({*log, *start}) != text) return {};
  return Segment{*log, *start};
}

std::filesystem::path path_of(const std::filesystem::path& folder, const Segment& segment, std::string_view ending) {
  return folder / fmt::format("{}{}", stem(segment), ending);
}

std::vector<Segment> segments_in(const std::filesystem::path& folder) {
  std::vector<Segment> all;
  std::error_code error;
  for (auto it = std::filesystem::directory_iterator(folder, error); !error && it != std::filesystem::directory_iterator();
       it.increment(error)) {
    const auto file = it->path().filename().native();
    for (const auto ending : {kPlain, kPacked}) {
      if (!file.ends_with(ending)) continue;
      if (const auto segment = parse_stem(std::string_view(file).substr(0, file.size() - ending.size())))
        all.push_back(*segment);
    }
  }
  std::ranges::sort(all, {}, [](const Segment& s) { return std::pair(s.log, s.start); });
  const auto [first, last] = std::ranges::unique(all);
  all.erase(first, last);
  return all;
}

// The compressed file is only looked for when there is no plain one: while both are there the plain one is whole.
Result<SegmentReader> SegmentReader::open(const std::filesystem::path& folder, const Segment& segment) {
  SegmentReader reader;
  auto file = File::open(path_of(folder, segment, kPlain));
  if (!file) {
    reader.packed_ = true;
    file = File::open(path_of(folder, segment, kPacked));
  }
  if (!file) return pass_on(file);
  reader.file_ = std::move(*file);
  if (const auto stored = read_whole(path_of(folder, segment, kIndex), kLargestIndex)) {
    if (auto index = decode_index(*stored)) {
      reader.index_ = std::move(*index);
      reader.had_index_ = true;
      return reader;
    }
  }
  if (auto made = reader.make_index(); !made) return pass_on(made);
  return reader;
}

Result<SegmentReader> SegmentReader::open_plain(const std::filesystem::path& folder, const Segment& segment) {
  auto file = File::open(path_of(folder, segment, kPlain));
  if (!file) return pass_on(file);
  SegmentReader reader;
  reader.file_ = std::move(*file);
  return reader;
}

Result<std::string> SegmentReader::block(const Block& block) const {
  if (!packed_) return file_.read(block.offset, block.length);
  auto frame = file_.read(block.packed_offset, block.packed_length);
  if (!frame) return frame;
  return unpack(*frame, block.length);
}

Result<void> SegmentReader::make_index() { return packed_ ? scan_packed() : scan_plain(); }

void index_lines(IndexBuilder& builder, std::string_view lines) {
  Time last{0};
  while (!lines.empty()) {
    const auto end = lines.find('\n');
    if (end == lines.npos) return;
    const auto line = lines.substr(0, end + 1);
    lines.remove_prefix(end + 1);
    last = line_time(line).value_or(last);
    builder.add(last, line.size(), line_terms(line).all());
  }
}

Result<void> SegmentReader::scan_plain() {
  constexpr std::size_t kPiece = kLargestBlock / 2;
  IndexBuilder builder;
  const auto size = file_.size();
  for (std::uint64_t at = 0; at < size;) {
    auto piece = file_.read(at, static_cast<std::size_t>(std::min<std::uint64_t>(kPiece, size - at)));
    if (!piece) return pass_on(piece);
    const auto end = piece->rfind('\n');
    if (end == piece->npos) break;  // a torn last line, or no log of ours
    index_lines(builder, std::string_view(*piece).substr(0, end + 1));
    at += end + 1;
  }
  index_ = builder.finish();
  return {};
}

Result<void> SegmentReader::scan_packed() {
  IndexBuilder builder;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> frames;
  const auto size = file_.size();
  for (std::uint64_t at = 0; at < size;) {
    const auto piece = file_.read(at, static_cast<std::size_t>(std::min<std::uint64_t>(kLargestBlock, size - at)));
    if (!piece) return fail(Failure::io, "A log file cannot be read");
    const auto packed = ZSTD_findFrameCompressedSize(piece->data(), piece->size());
    const auto length = ZSTD_getFrameContentSize(piece->data(), piece->size());
    if (ZSTD_isError(packed) != 0 || length == 0 || length > kLargestBlock) return corrupt("compressed file");
    const auto lines = unpack(std::string_view(*piece).substr(0, packed), static_cast<std::size_t>(length));
    if (!lines) return corrupt("compressed file");
    const auto before = builder.so_far().blocks.size();
    index_lines(builder, *lines);
    builder.end_block();
    if (builder.so_far().blocks.size() != before + 1) return corrupt("a frame is not one block");
    frames.emplace_back(at, static_cast<std::uint32_t>(packed));
    at += packed;
  }
  index_ = builder.finish();
  for (std::size_t i = 0; i < frames.size(); ++i)
    std::tie(index_.blocks[i].packed_offset, index_.blocks[i].packed_length) = frames[i];
  return {};
}

Result<void> compress(const std::filesystem::path& folder, const Segment& segment) {
  auto reader = SegmentReader::open(folder, segment);
  if (!reader) return pass_on(reader);
  const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
  auto index = reader->index();
  auto beside = path_of(folder, segment, kPacked);
  beside += ".tmp";
  std::error_code gone;
  std::filesystem::remove(beside, gone);
  auto out = File::create(beside);
  if (!out) return pass_on(out);
  std::uint64_t at = 0;
  for (auto& block : index.blocks) {
    const auto lines = reader->block(block);
    if (!lines) return std::unexpected(lines.error());
    const auto frame = pack(context.get(), *lines);
    if (!frame) return std::unexpected(frame.error());
    if (auto done = out->append(*frame); !done) return done;
    block.packed_offset = at;
    block.packed_length = static_cast<std::uint32_t>(frame->size());
    at += frame->size();
  }
  if (auto done = out->sync(); !done) return done;
  // The index fits both files; the plain one goes last.
  if (auto done = write_whole(path_of(folder, segment, kIndex), encode(index)); !done) return done;
  std::filesystem::rename(beside, path_of(folder, segment, kPacked), gone);
  if (!gone) std::filesystem::remove(path_of(folder, segment, kPlain), gone);
  if (gone) return fail(Failure::io, "A log file cannot be compressed", gone.message());
  return {};
}

void remove(const std::filesystem::path& folder, const Segment& segment) {
  std::error_code ignored;
  for (const auto ending : {kPlain, kPacked, kIndex})
    if (const auto path = path_of(folder, segment, ending); is_there(path)) std::filesystem::remove(path, ignored);
}

}  // namespace postern::logs
