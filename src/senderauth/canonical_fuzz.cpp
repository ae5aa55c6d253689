// Any split of any body gives the same octets, and the relaxed form of a relaxed body is itself.
#include "senderauth/canonical.h"

#include <cstdlib>

using namespace postern::senderauth;

namespace {

std::string whole(std::string_view text, Canonical form, std::size_t piece) {
  std::string out;
  const auto sink = [&out](std::string_view octets) { out += octets; };
  BodyCanonicalizer canonicalizer(form);
  for (std::size_t at = 0; at < text.size(); at += piece) canonicalizer.feed(text.substr(at, piece), sink);
  canonicalizer.finish(sink);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto form : {Canonical::simple, Canonical::relaxed}) {
    const auto once = whole(text, form, size + 1);
    if (whole(text, form, 1) != once || whole(text, form, 3) != once || whole(once, form, 2) != once) std::abort();
    std::string field, again;
    append_canonical_field(field, text, form);
    append_canonical_field(again, field, form);
    if (again != field) std::abort();
  }
  return 0;
}
