// Any bytes in any split: the same reply, within its limits.
#include <cstdint>
#include <cstdlib>

#include "http/reply_reader.h"

using namespace postern;  // a fuzzer is a program of its own
using namespace postern::http;

namespace {

constexpr std::size_t kMost = 300;

std::string read_all(std::string_view bytes, std::size_t step) {
  ReplyReader reader(kMost);
  while (!bytes.empty()) {
    const auto piece = bytes.substr(0, step);
    bytes.remove_prefix(piece.size());
    auto whole = reader.feed(piece);
    if (!whole) return whole.error().text;
    if (!*whole) continue;
    const auto reply = reader.take();
    if (reply.status < 200 || reply.body.size() > kMost) std::abort();
    return std::to_string(reply.status) + reply.body;
  }
  return "more";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto whole = read_all(bytes, bytes.size() + 1);
  for (const std::size_t step : {std::size_t{1}, std::size_t{7}})
    if (read_all(bytes, step) != whole) std::abort();
  return 0;
}
