// Answers on their way to the peer: gathered, and written in large pieces.
// Use: w.text("* OK ") on buffer(); co_await out.drain() in long loops; the session flushes before it waits for the peer.
// Promises: at most kPiece and one answer line are held unless a single literal is larger; nothing is held while idle.
#pragma once
#include <string>

#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "imap/grammar/response.h"
#include "net/stream.h"

namespace postern::imap {

class Output {
 public:
  static constexpr std::size_t kPiece = 128 * 1024;

  Output(net::Stream& stream, const TimeSource& time, std::chrono::seconds patience)
      : stream_(stream), time_(time), patience_(patience) {}

  std::string& buffer() { return buffer_; }
  [[nodiscard]] bool full() const { return buffer_.size() >= kPiece; }
  // Lines that were made elsewhere come after what is held; `lines` is left empty, with capacity where there was some.
  void take(std::string& lines);
  [[nodiscard]] grammar::Writer writer(bool utf8) { return {buffer_, utf8}; }

  // Writes all that is held.
  Task<Result<void>> flush();
  // Writes when a piece is full.
  Task<Result<void>> drain();
  // No write waits for the peer past this.
  void end_by(Deadline latest) { latest_ = latest; }

 private:
  net::Stream& stream_;
  const TimeSource& time_;
  std::chrono::seconds patience_;
  Deadline latest_ = Deadline::max();
  std::string buffer_;
};

}  // namespace postern::imap
