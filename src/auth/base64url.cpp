// Padding and the other alphabet, on what base already does.
#include "auth/base64url.h"

#include <algorithm>

#include "base/text.h"

namespace postern::auth {

std::string to_unpadded_base64(std::string_view bytes) {
  auto out = to_base64(bytes);
  out.erase(out.find_last_not_of('=') + 1);
  return out;
}

std::optional<std::string> from_unpadded_base64(std::string_view text) {
  std::string padded(text);
  while (padded.size() % 4 != 0) padded += '=';
  return from_base64(padded);
}

std::string to_base64url(std::string_view bytes) {
  auto out = to_unpadded_base64(bytes);
  std::ranges::replace(out, '+', '-');
  std::ranges::replace(out, '/', '_');
  return out;
}

std::optional<std::string> from_base64url(std::string_view in) {
  if (in.find_first_of("+/=") != in.npos) return {};
  std::string text(in);
  std::ranges::replace(text, '-', '+');
  std::ranges::replace(text, '_', '/');
  return from_unpadded_base64(text);
}

}  // namespace postern::auth
