// Messages from any bytes: the same whatever the splits, ranges in order, digest and search without a fault.
#include <cstdlib>

#include "mime/digest.h"
#include "mime/search.h"
#include "mime/section.h"

using namespace postern::mime;

static void require(bool ok) {
  if (!ok) std::abort();
}

static bool same(const Part& a, const Part& b) {
  return a.header == b.header && a.body == b.body && a.lines == b.lines && a.parent == b.parent &&
         a.first_child == b.first_child && a.next == b.next && a.inside == b.inside && a.field_count == b.field_count;
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view raw(reinterpret_cast<const char*>(data), size);
  const auto m = parse(raw);
  Parser pieces;
  for (std::size_t at = 0, n = 1; at < size; at += n, n = 1 + at % 7) pieces.feed(raw.substr(at, n));
  const auto other = pieces.finish();
  require(m.parts.size() == other.parts.size() && m.headers == other.headers && m.fields.size() == other.fields.size());
  for (PartIndex i = 0; i < m.parts.size(); ++i) {
    const Part& p = m.parts[i];
    require(same(p, other.parts[i]));
    require(p.header.start <= p.header.end && p.header.end == p.body.start && p.body.start <= p.body.end && p.body.end <= size);
    require(m.cut || m.header_text(i) == raw.substr(p.header.start, p.header.size()));
    (void)file_name(m, i);
  }
  (void)digest(m, raw);
  for (const auto* text : {"needle", "\xC3\xA4"})
    require(body_contains(m, raw, Needle(text)) == body_contains(raw, Needle(text)));
  (void)text_contains(raw, Needle("x"));
  if (const auto section = parse_section(raw.substr(0, 20)))
    if (const auto range = find_section(m, *section)) require(range->end <= size);
  return 0;
}
