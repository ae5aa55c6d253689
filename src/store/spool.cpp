// From memory to blob, at the moment a message turns out to be large.
#include "store/spool.h"

#include <algorithm>
#include <utility>

namespace postern::store {

void Spool::reserve(std::uint64_t octets) {
  held_.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(octets, std::max<std::uint64_t>(inline_limit_, kPiece))));
}

void Spool::add(std::string_view bytes) {
  if (writer_ && held_.empty()) held_.reserve(kPiece + bytes.size());
  held_ += bytes;
  size_ += bytes.size();
}

Task<Result<void>> Spool::flush() {
  if (!writer_) writer_ = blobs_->begin();
  co_return co_await writer_->write(std::exchange(held_, std::string()));
}

Task<Result<std::string>> Spool::read(std::uint64_t from, std::size_t n) const {
  const auto written = size_ - held_.size();
  std::string out;
  if (from < written) {
    auto piece = co_await writer_->read(from, static_cast<std::size_t>(std::min<std::uint64_t>(n, written - from)));
    if (!piece) co_return piece;
    out = std::move(*piece);
  }
  const auto at = std::max(from, written) - written;
  if (out.size() < n && at < held_.size()) out += std::string_view(held_).substr(static_cast<std::size_t>(at), n - out.size());
  co_return out;
}

Task<Result<void>> Spool::put_in(std::uint64_t at, std::string text) {
  const auto written = size_ - held_.size();
  size_ += text.size();
  if (at < written) co_return co_await writer_->put_in(at, std::move(text));
  held_.insert(static_cast<std::size_t>(at - written), text);
  co_return Result<void>{};
}

Task<Result<void>> Spool::seal() {
  if (!writer_ && !full()) co_return Result<void>{};
  if (!held_.empty()) {
    auto written = co_await flush();
    if (!written) co_return written;
  }
  co_return co_await writer_->seal();
}

Task<Result<Content>> Spool::finish() {
  if (!writer_ && !full()) co_return Content(std::make_shared<const std::string>(std::move(held_)));
  if (!held_.empty()) {
    auto written = co_await flush();
    if (!written) co_return pass_on(written);
  }
  auto blob = co_await writer_->finish();
  if (!blob) co_return pass_on(blob);
  co_return Content(*blob);
}

}  // namespace postern::store
