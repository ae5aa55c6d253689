// SASLprep by ICU's stringprep profile of RFC 4013.
#include "auth/sasl_prep.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/usprep.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/text.h"

namespace postern::auth {
namespace {

bool is_plain(std::string_view s) {  // printable ASCII: SASLprep leaves it as it is
  return std::ranges::all_of(s, [](char c) { return c >= 0x20 && c < 0x7F; });
}

struct CloseProfile {
  void operator()(UStringPrepProfile* p) const { usprep_close(p); }
};

icu::UnicodeString from_utf8(std::string_view s) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(s.data(), static_cast<std::int32_t>(s.size())));
}

}  // namespace

std::optional<std::string> sasl_prep(std::string_view text) {
  if (text.size() > kLongestPrepared || !is_utf8(text)) return {};
  if (is_plain(text)) return std::string(text);

  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UStringPrepProfile, CloseProfile> profile(usprep_openByType(USPREP_RFC4013_SASLPREP, &error));
  if (U_FAILURE(error)) return {};
  const auto in = from_utf8(text);
  std::array<char16_t, 4 * kLongestPrepared> out{};  // compatibility mapping lengthens; what does not fit is refused
  const auto n = usprep_prepare(profile.get(), in.getBuffer(), in.length(), out.data(), static_cast<std::int32_t>(out.size()),
                                USPREP_ALLOW_UNASSIGNED, nullptr, &error);
  if (U_FAILURE(error)) return {};
  std::string prepared;
  icu::UnicodeString(false, out.data(), n).toUTF8String(prepared);
  return prepared;
}

Secret prepared_password(Secret password) {
  auto ready = sasl_prep(password.reveal());
  return ready ? Secret(std::move(*ready)) : std::move(password);
}

std::string fold_case(std::string_view text) {
  if (is_ascii(text) || !is_utf8(text)) return to_lower(text);
  std::string folded;
  from_utf8(text).foldCase().toUTF8String(folded);
  return folded;
}

}  // namespace postern::auth
