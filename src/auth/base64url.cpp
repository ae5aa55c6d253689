// The other alphabet, on what base already does.
#include "auth/base64url.h"

#include <algorithm>

#include "base/text.h"

namespace postern::auth {

std::string to_base64url(std::string_view bytes) {
  auto out = to_base64(bytes);
  out.erase(std::ranges::find(out, '='), out.end());
  std::ranges::replace(out, '+', '-');
  std::ranges::replace(out, '/', '_');
  return out;
}

std::optional<std::string> from_base64url(std::string_view in) {
  std::string text(in);
  if (text.find_first_of("+/=") != text.npos) return {};
  std::ranges::replace(text, '-', '+');
  std::ranges::replace(text, '_', '/');
  while (text.size() % 4 != 0) text += '=';
  return from_base64(text);
}

}  // namespace postern::auth
