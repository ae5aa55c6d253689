// Any bytes given to the decoders of stored records: they fail or give a record that encodes to what decodes the same.
#include <cstdlib>

#include "store/chunk.h"
#include "store/records.h"

namespace {

using namespace postern::store;
using std::string_view;

void require(bool holds) {
  if (!holds) std::abort();
}

template <class Decode>
void same_again(Decode decode, string_view bytes) {
  const auto once = decode(bytes);
  if (!once) return;
  const auto twice = decode(encode(*once));
  require(twice.has_value() && *twice == *once);
}

void chunks(string_view bytes) {
  if (const auto chunk = decode_chunk(7, bytes); chunk && chunk->size() > 0) {
    const auto again = decode_chunk(7, encode(*chunk));
    require(again && again->flags == chunk->flags && again->low == chunk->low && again->modseqs == chunk->modseqs);
  }
  if (const auto rows = decode_fixed(bytes); rows && !rows->empty()) require(decode_fixed(encode(*rows, 7)).has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  switch (data[0] % 9) {
    case 0: same_again(decode_head, bytes); break;
    case 1: same_again(decode_mailbox, bytes); break;
    case 2: same_again(decode_state, bytes); break;
    case 3: same_again(decode_log, bytes); break;
    case 4: same_again(decode_tombstone, bytes); break;
    case 5: chunks(bytes); break;
    case 6:
      if (const auto m = decode_message(bytes)) require(decode_message(encode(*m)).has_value());
      break;
    case 7:
      if (const auto r = decode_reference(bytes)) require(decode_reference(encode(*r)).has_value());
      break;
    default:
      postern::ignore(decode_delivery(bytes), "must not crash");
      postern::ignore(decode_mailbox_id(bytes), "must not crash");
  }
  return 0;
}
