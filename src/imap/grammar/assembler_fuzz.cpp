// The outcomes do not depend on the split, and memory stays within the limits.
#include <cstdlib>
#include <string>

#include "imap/grammar/assembler.h"

namespace {

using postern::imap::grammar::Assembler;

std::string outcomes(std::string_view bytes, std::size_t step) {
  Assembler assembler(Assembler::Limits{.line = 512, .literal = 128, .total = 600});
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += step) {
    auto in = bytes.substr(i, step);
    for (bool more = true; more;) {
      const auto outcome = assembler.feed(in);
      if (assembler.text().size() > 600) std::abort();
      if (std::holds_alternative<Assembler::NeedMore>(outcome)) {
        more = !in.empty();
      } else if (const auto* need = std::get_if<Assembler::NeedLiteral>(&outcome)) {
        out += 'L';
        if (need->size % 3 == 0)
          assembler.stream();
        else if (!assembler.accept())
          assembler.refuse();
      } else if (const auto* piece = std::get_if<Assembler::Streamed>(&outcome)) {
        out += piece->bytes;
      } else if (const auto* bad = std::get_if<Assembler::Bad>(&outcome)) {
        out += 'B';
        if (bad->fatal) return out;
        assembler.next();
      } else if (std::holds_alternative<Assembler::Complete>(outcome)) {
        out += 'C';
        out += assembler.text();
        assembler.next();
      }
    }
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (outcomes(bytes, size) != outcomes(bytes, 1 + data[0] % 7)) std::abort();
  return 0;
}
