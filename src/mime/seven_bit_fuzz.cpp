// Messages from any bytes in 7 bit: each part says what it said, whatever the splits.
#include "mime/seven_bit.h"

#include <algorithm>
#include <cstdlib>

#include "mime/transfer.h"

using namespace postern::mime;

static void need(bool ok) {
  if (!ok) std::abort();
}

static std::string decoded(const Part& part, std::string_view text) {
  return decode_transfer(part.encoding, text.substr(part.body.start, part.body.size()));
}

// Of a part that is encoded as a whole, what it encloses is the text of one leaf.
static void same_parts(std::string_view before, std::string_view after) {
  const auto was = parse(before), is = parse(after);
  PartIndex k = 0;
  for (PartIndex i = 0; i < was.parts.size(); ++i, ++k) {
    need(k < is.parts.size());
    const Part& a = was.parts[i];
    const Part& b = is.parts[k];
    need(a.depth == b.depth && a.type.type == b.type.type && a.type.subtype == b.type.subtype);
    if (a.inside != Inside::leaf && b.inside == Inside::leaf) {
      need(a.inside == Inside::message && b.encoding == Encoding::base64);
      need(decoded(b, after) == before.substr(a.body.start, a.body.size()));
      while (i + 1 < was.parts.size() && was.parts[i + 1].depth > a.depth) ++i;
      continue;
    }
    if (a.inside == Inside::leaf) need(decoded(a, before) == decoded(b, after));
  }
  need(k == is.parts.size());
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view raw(reinterpret_cast<const char*>(data), size);
  const auto message = parse(raw);
  SevenBit whole(message), pieces(message);
  std::string text, other;
  const auto each = [&](auto&& feed) {
    for (std::size_t at = 0, n = 1; at < size; at += n, n = 1 + at % 7) feed(raw.substr(at, n));
  };
  whole.look(raw);
  each([&](std::string_view piece) { pieces.look(piece); });
  const auto obstacle = whole.obstacle();
  need(obstacle == pieces.obstacle());
  if (!obstacle.empty()) return 0;
  whole.convert(raw, text);
  each([&](std::string_view piece) { pieces.convert(piece, other); });
  need(text == other);
  need(std::ranges::all_of(text, [](char c) { return c != '\0' && static_cast<unsigned char>(c) < 0x80; }));
  same_parts(raw, text);
  return 0;
}
