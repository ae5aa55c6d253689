// Any octets are of some kind, the same whatever the splits.
#include "attachments/scan.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

using namespace postern::attachments;

struct Scanned {
  Kind kind = Kind::unknown;
  bool zip = false;
  std::vector<std::string> names;
  bool operator==(const Scanned&) const = default;
};

static Scanned scanned(std::string_view octets, std::size_t step) {
  Scanned out;
  Scan scan([&](std::string_view name) { out.names.emplace_back(name); });
  for (std::size_t at = 0; at < octets.size(); at += step) scan.feed(octets.substr(at, step));
  scan.finish();
  std::ranges::sort(out.names);
  out.kind = scan.kind();
  out.zip = scan.zip_inside();
  return out;
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto whole = scanned(text, std::max<std::size_t>(size, 1));
  if (whole != scanned(text, 1 + size % 97)) std::abort();
  if (words(whole.kind).empty()) std::abort();
  return 0;
}
