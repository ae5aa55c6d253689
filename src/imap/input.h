// Bytes of the peer on their way to commands.
// Promises: what has been read past a command is kept apart from the stream's buffer before anything else uses the stream;
//   all answers are written before the peer is waited for; nothing is held while idle.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/task.h"
#include "imap/grammar/assembler.h"
#include "imap/output.h"
#include "net/stream.h"

namespace postern::imap {

class Input {
 public:
  Input(net::Stream& stream, Output& out) : stream_(stream), out_(out) {}

  grammar::Assembler& assembler() { return assembler_; }

  // The next outcome that is not NeedMore. Failure::closed when the peer has ended its side.
  // The bytes of Streamed live until the next call.
  Task<Result<grammar::Assembler::Outcome>> next(Deadline until);
  // A line that is no command: DONE, an answer in a SASL exchange. Without its CRLF; Failure::too_large above the limit.
  Task<Result<std::string>> line(Deadline until, std::size_t limit);

  // Bytes that have come in past the last command.
  [[nodiscard]] std::string_view pending() const { return left_; }
  std::string take_pending();

 private:
  Task<Result<void>> refill(Deadline until);
  void keep();

  net::Stream& stream_;
  Output& out_;
  grammar::Assembler assembler_;
  std::string kept_;
  std::string_view left_;  // into kept_ or the stream's buffer
};

}  // namespace postern::imap
