// Writing in pieces with a deadline each.
#include "imap/output.h"

#include <algorithm>

namespace postern::imap {
namespace {

constexpr std::size_t kKept = 512;  // capacity that a quiet session may keep

}  // namespace

Task<Result<void>> Output::flush() {
  if (buffer_.empty()) co_return Result<void>{};
  auto written = co_await stream_.write(buffer_, std::min(time_.steady() + patience_, latest_));
  if (buffer_.capacity() > kKept && buffer_.size() < kPiece) {
    buffer_ = {};
  } else {
    buffer_.clear();
  }
  co_return written;
}

void Output::take(std::string& lines) {
  if (buffer_.empty()) {
    buffer_.swap(lines);
  } else {
    buffer_ += lines;
    lines.clear();
  }
}

Task<Result<void>> Output::drain() {
  if (!full()) co_return Result<void>{};
  co_return co_await flush();
}

}  // namespace postern::imap
