// Case folding through ICU.
#include "mime/casefold.h"

#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include "base/text.h"
#include "mime/charset.h"

namespace postern::mime {
namespace {

// ICU counts in 32 bits; longer text is cut by the caller into pieces.
std::string normalized(const icu::Normalizer2* form, std::string_view utf8) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(utf8.size()));
  UErrorCode error = U_ZERO_ERROR;
  form->normalizeUTF8(0, icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())), sink, nullptr, error);
  return U_FAILURE(error) ? std::string(utf8) : out;
}

}  // namespace

std::string fold(std::string_view text) {
  if (is_ascii(text)) return to_lower(text);
  if (!is_utf8(text)) return fold(to_utf8(text, "utf-8"));
  UErrorCode error = U_ZERO_ERROR;
  const auto* folding = icu::Normalizer2::getNFKCCasefoldInstance(error);
  const auto* decomposing = icu::Normalizer2::getNFDInstance(error);
  if (U_FAILURE(error)) return to_lower(text);
  return normalized(decomposing, normalized(folding, text));
}

}  // namespace postern::mime
