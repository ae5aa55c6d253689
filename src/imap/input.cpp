// Feeding the assembler from the stream.
#include "imap/input.h"

namespace postern::imap {

using grammar::Assembler;

Task<Result<Assembler::Outcome>> Input::next(Deadline until) {
  while (true) {
    const auto outcome = assembler_.feed(left_);
    if (std::holds_alternative<Assembler::Streamed>(outcome)) co_return outcome;
    if (!std::holds_alternative<Assembler::NeedMore>(outcome)) {
      keep();
      co_return outcome;
    }
    auto filled = co_await refill(until);
    if (!filled) co_return pass_on(filled);
  }
}

Task<Result<std::string>> Input::line(Deadline until, std::size_t limit) {
  std::string line;
  while (true) {
    const auto end = left_.find('\n');
    const auto taken = end == left_.npos ? left_.size() : end + 1;
    if (line.size() + taken > limit + 2) co_return fail(Failure::too_large, "Line too long");
    line += left_.substr(0, taken);
    left_.remove_prefix(taken);
    if (end != left_.npos) break;
    auto filled = co_await refill(until);
    if (!filled) co_return pass_on(filled);
  }
  keep();
  if (!line.ends_with("\r\n")) co_return fail(Failure::invalid, "Lines end with CRLF");
  line.resize(line.size() - 2);
  co_return line;
}

std::string Input::take_pending() {
  std::string out(left_);
  left_ = {};
  kept_ = {};
  return out;
}

// Called only when all bytes are used up.
Task<Result<void>> Input::refill(Deadline until) {
  kept_ = {};
  auto flushed = co_await out_.flush();
  if (!flushed) co_return flushed;
  auto bytes = co_await stream_.read(until);
  if (!bytes) co_return pass_on(bytes);
  if (bytes->empty()) co_return fail(Failure::closed, "Connection closed");
  left_ = *bytes;
  co_return Result<void>{};
}

void Input::keep() {
  if (left_.empty()) return;
  if (left_.data() >= kept_.data() && left_.data() < kept_.data() + kept_.size()) return;
  kept_.assign(left_);
  left_ = kept_;
}

}  // namespace postern::imap
