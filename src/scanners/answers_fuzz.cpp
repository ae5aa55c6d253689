// Any answer of clamd, spamd and Rspamd, in any split: the same opinion, whose words and fields can be shown.
#include <cstdint>
#include <cstdlib>

#include "scanners/clamav.h"
#include "scanners/rspamd.h"
#include "scanners/spamd.h"

using namespace postern;  // a fuzzer is a program of its own
using namespace postern::scanners;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const Opinion& opinion) {
  require(plain_words(opinion.words) == opinion.words);
  require(opinion.fields.size() <= 20);
  for (const auto& field : opinion.fields) require(is_field_name(field.name) && is_field_value(field.value));
}

template <class Reader>
std::string read(std::string_view bytes, std::size_t step) {
  Reader reader;
  while (!bytes.empty()) {
    const auto piece = bytes.substr(0, step);
    bytes.remove_prefix(piece.size());
    auto whole = reader.feed(piece);
    if (!whole) return whole.error().text;
    if (!*whole) continue;
    const auto opinion = reader.opinion();
    check(opinion);
    return opinion.words + std::to_string(opinion.score.value_or(0));
  }
  return "more";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  require(read<ClamavReader>(bytes, 1) == read<ClamavReader>(bytes, size + 1));
  require(read<SpamdReader>(bytes, 1) == read<SpamdReader>(bytes, size + 1));
  check(rspamd_opinion(bytes));
  return 0;
}
