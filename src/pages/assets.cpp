// The rows that the build of the pages wrote.
#include "pages/assets.h"

#include <algorithm>

#if __has_include("assets.inc")
extern "C" const char web_assets[];
#endif

namespace postern::pages {

#if __has_include("assets.inc")
Assets embedded() {
  static constexpr Asset kRows[] = {
#include "assets.inc"
  };
  static constexpr std::size_t kSize = [] {
    std::size_t end = 0;
    for (const auto& row : kRows)
      for (const auto place : {row.bare, row.br, row.gzip, row.zstd}) end = std::max(end, place.at + place.size);
    return end;
  }();
  return {.rows = kRows, .octets = {web_assets, kSize}};
}
#else
Assets embedded() { return {}; }
#endif

}  // namespace postern::pages
