// One question about a message and its answer, on a connection of its own.
// Promises: the message is sent in pieces of 64 KiB and never held as a whole; the answer is read while the message is sent, so that a
//   program that has seen enough is understood although it stops reading; one deadline for all of it.
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/task.h"
#include "net/connect.h"
#include "scanners/facts.h"
#include "scanners/place.h"

namespace postern::scanners {

// Puts an answer together; bounds what it keeps.
class AnswerReader {
 public:
  virtual Result<bool> feed(std::string_view) = 0;  // whether it is whole

 protected:
  ~AnswerReader() = default;
};

enum class Framing : std::uint8_t {
  none,    // how long the message is stands in the head
  chunks,  // each piece behind its length in four octets, the last one empty
};

struct Question {
  std::string head;
  Framing framing = Framing::none;
};

// What is referred to outlives the call. Errors: of connecting, of the stream, of reading the message, of the reader.
Task<Result<void>> exchange(net::Connector&, Place, Question, const Text&, AnswerReader&, Deadline until);

}  // namespace postern::scanners
