// Any bytes in any split: the same replies, printable and within their limits.
#include <cstdint>
#include <cstdlib>

#include "smtp/client/offers.h"
#include "smtp/client/reply_reader.h"

using namespace postern;  // a fuzzer is a program of its own
using namespace postern::smtp::client;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

// All that was read, as one text.
std::string read_all(std::string_view bytes, std::size_t step) {
  ReplyReader reader;
  std::string out;
  while (!bytes.empty()) {
    auto piece = bytes.substr(0, step);
    bytes.remove_prefix(piece.size());
    while (!piece.empty()) {
      const auto got = reader.next(piece);
      if (got == ReplyReader::Got::more) break;
      if (got == ReplyReader::Got::broken) return out + "broken: " + reader.why();
      const auto reply = reader.take();
      require(reply.code >= 200 && reply.code <= 599);
      require(!reply.lines.empty() && reply.lines.size() <= kMostReplyLines);
      require(reply.text().size() <= kLongestText && one_line(reply.text()) == reply.text());
      require(reply.status.empty() || reply.status[0] == static_cast<char>('0' + reply.kind()));
      const auto offers = read_offers(reply);
      out += std::to_string(reply.code) + reply.status + reply.text() + offers.name + '\n';
    }
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto whole = read_all(bytes, bytes.size() + 1);
  require(read_all(bytes, 1) == whole);
  require(read_all(bytes, 7) == whole);
  return 0;
}
