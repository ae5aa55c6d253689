// Any octets as the head of a request: it is refused or read, and what is read keeps its promises, in any split.
#include <cstdint>
#include <cstdlib>

#include "base/text.h"
#include "http/request.h"

using namespace postern;  // a fuzzer is a program of its own

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const http::HeadLimits limits{.line = 512, .head = 2048, .fields = 16, .segments = 8, .parameters = 8};
  http::HeadScanner whole(limits), pieces(limits);
  const auto at_once = whole.look(bytes);
  std::expected<std::size_t, http::Refusal> bit_by_bit = 0;
  for (std::size_t n = 1; n <= size && bit_by_bit && *bit_by_bit == 0; ++n) bit_by_bit = pieces.look(bytes.substr(0, n));
  if (at_once.has_value() != bit_by_bit.has_value()) std::abort();
  if (at_once && *at_once != *bit_by_bit) std::abort();
  if (!at_once || *at_once == 0) return 0;
  if (*at_once > limits.head) std::abort();
  const auto request = http::parse_head(bytes.substr(0, *at_once), limits);
  if (!request) {
    if (request.error().status < 400 || request.error().status > 599) std::abort();
    return 0;
  }
  if (request->host.empty() || request->path.size() > limits.segments || request->query.size() > limits.parameters)
    std::abort();
  for (const auto& segment : request->path)
    if (segment.empty() || segment == "." || segment == ".." || !is_utf8(segment)) std::abort();
  for (const auto& field : request->fields)
    for (const char c : field.value)
      if (c == '\r' || c == '\n' || c == '\0') std::abort();
  if (request->has("transfer-encoding")) std::abort();
  return 0;
}
