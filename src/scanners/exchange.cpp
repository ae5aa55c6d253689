// Sending and hearing side by side.
#include "scanners/exchange.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "base/started.h"

namespace postern::scanners {
namespace {

constexpr std::size_t kPiece = 64 << 10;

// With its end the connection ends: what waits to be sent is of no use any more.
Task<Result<void>> hear(net::Stream& stream, AnswerReader& reader, Deadline until) {
  Result<bool> whole = false;
  while (whole && !*whole) {
    auto bytes = co_await stream.read(until);
    if (!bytes)
      whole = pass_on(bytes);
    else if (bytes->empty())
      whole = fail(Failure::closed, "The connection was closed before an answer");
    else
      whole = reader.feed(*bytes);
  }
  stream.close();
  if (!whole) co_return pass_on(whole);
  co_return Result<void>{};
}

std::string length_of(std::size_t size) {
  std::string out;
  for (const int shift : {24, 16, 8, 0}) out += static_cast<char>((size >> shift) & 0xFF);
  return out;
}

Task<Result<void>> tell(net::Stream& stream, const Question& question, const Text& text, Deadline until) {
  auto written = co_await stream.write(question.head, until);
  for (std::uint64_t at = 0; written && at < text.size();) {
    auto piece = co_await text.read(at, kPiece);
    if (!piece || piece->empty()) {
      stream.close();
      if (!piece) co_return pass_on(piece);
      co_return fail(Failure::corrupt, "The message is shorter than it was");
    }
    at += piece->size();
    if (question.framing == Framing::chunks) piece->insert(0, length_of(piece->size()));
    written = co_await stream.write(*piece, until);
  }
  if (!written || question.framing == Framing::none) co_return written;
  const auto end = length_of(0);
  co_return co_await stream.write(end, until);
}

}  // namespace

Task<Result<void>> exchange(net::Connector& connector, Place place, Question question, const Text& text, AnswerReader& reader,
                            Deadline until) {
  auto stream = co_await connect(connector, std::move(place), until);
  if (!stream) co_return pass_on(stream);
  Started<Result<void>> hearing(hear(**stream, reader, until));
  auto told = co_await tell(**stream, question, text, until);
  auto heard = co_await hearing;
  // What kept the message from being read is the cause; a connection that ended under it may have brought an answer before.
  const bool ours = !told && told.error().kind != Failure::closed && told.error().kind != Failure::timeout;
  if (!heard && ours) co_return told;
  co_return heard;
}

}  // namespace postern::scanners
