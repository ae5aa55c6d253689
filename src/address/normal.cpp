// NFC and full case folding through ICU.
#include "address/normal.h"

#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

namespace postern::address {
namespace {

std::string nfc(std::string_view utf8) {
  UErrorCode error = U_ZERO_ERROR;
  const auto* form = icu::Normalizer2::getNFCInstance(error);
  if (U_FAILURE(error)) return std::string(utf8);
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  form->normalizeUTF8(0, icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())), sink, nullptr, error);
  return U_FAILURE(error) ? std::string(utf8) : out;
}

}  // namespace

std::string nfc_casefold(std::string_view utf8) {
  const std::string composed = nfc(utf8);
  UErrorCode error = U_ZERO_ERROR;
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded);
  icu::CaseMap::utf8Fold(0, icu::StringPiece(composed), sink, nullptr, error);
  return U_FAILURE(error) ? composed : nfc(folded);  // folding can undo the composition
}

}  // namespace postern::address
