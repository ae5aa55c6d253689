// Drawing readable secrets, and reading them again.
#include "auth/readable.h"

#include "base/text.h"

namespace postern::auth {

Secret draw_readable(Random& random, std::size_t groups, std::size_t in_group) {
  std::string out;
  for (std::size_t i = 0; i < groups * in_group; ++i) {
    if (i > 0 && i % in_group == 0) out += '-';
    out += kReadable[static_cast<std::size_t>(random.below(kReadable.size()))];
  }
  return Secret(std::move(out));
}

std::string as_copied(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != '-' && c != ' ') out += lower(c);
  return out;
}

}  // namespace postern::auth
