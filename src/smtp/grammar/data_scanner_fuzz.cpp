// DATA in pieces against DATA in one: the split, taken from the input too, must not matter.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/line_reader.h"
#include "smtp/grammar/data_scanner.h"

using namespace postern;  // a fuzzer is a program of its own
using namespace postern::smtp;

namespace {

struct Seen {
  std::string text;
  bool bare = false, end = false;
  std::size_t used = 0;
  bool operator==(const Seen&) const = default;
};

Seen scan(std::string_view in, std::size_t step) {
  DataScanner scanner;
  Seen seen;
  while (!seen.end && seen.used < in.size()) {
    const auto piece = scanner.next(in.substr(seen.used, step));
    if (piece.used == 0) std::abort();
    seen.text += piece.text;
    seen.used += piece.used;
    seen.end = piece.end;
  }
  seen.bare = scanner.bare_line_end();
  return seen;
}

std::string lines(std::string_view in, std::size_t step) {
  LineReader reader;
  std::string out;
  for (std::size_t i = 0; i < in.size(); i += step) {
    std::string_view rest = in.substr(i, step);
    while (!rest.empty()) {
      const auto got = reader.next(rest, 40);
      if (got.line.size() > 40) std::abort();
      if (got.outcome != LineReader::Outcome::more)
        out += std::to_string(static_cast<int>(got.outcome)) + std::string(got.line) + "|";
    }
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t step = data[0] % 7 + 1;
  const std::string_view in(reinterpret_cast<const char*>(data + 1), size - 1);
  if (in.empty()) return 0;
  const auto whole = scan(in, in.size());
  const auto pieces = scan(in, step);
  if (whole != pieces) std::abort();
  if (whole.end && !whole.bare) {  // what was kept, stuffed again, is what came
    const auto end = ("\r\n" + std::string(in)).find("\r\n.\r\n");
    if (end + 3 != whole.used) std::abort();
  }
  if (lines(in, in.size()) != lines(in, step)) std::abort();
  return 0;
}
