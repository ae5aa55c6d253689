// IDNA through libidn2.
#include "address/idn.h"

#include <idn2.h>

#include <memory>

namespace postern::address {
namespace {

using IdnText = std::unique_ptr<char, void (*)(void*)>;

}  // namespace

std::optional<std::string> to_a_labels(std::string_view utf8) {
  const std::string in(utf8);
  if (in.find('\0') != in.npos) return {};
  char* out = nullptr;
  const int rc = idn2_to_ascii_8z(in.c_str(), &out, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
  const IdnText owner(out, idn2_free);
  if (rc != IDN2_OK) return {};
  return std::string(out);
}

std::optional<std::string> to_u_labels(std::string_view ascii) {
  const std::string in(ascii);
  char* out = nullptr;
  const int rc = idn2_to_unicode_8z8z(in.c_str(), &out, 0);
  const IdnText owner(out, idn2_free);
  if (rc != IDN2_OK) return {};
  return std::string(out);
}

}  // namespace postern::address
