// Values of 128 bits.
#include "admin/browsers.h"

#include <algorithm>

#include "auth/mac.h"
#include "base/codec.h"
#include "base/text.h"
#include "guard/guard.h"

namespace postern::admin {
namespace {

constexpr std::size_t kValueSize = 16;  // in octets; shown in hexadecimal

}  // namespace

std::string agent_of(std::string_view field) {
  auto out = printable(field, kLongestAgent);
  std::ranges::replace_if(out, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  return out;
}

std::string mark_of(const Secret& shown, std::uint64_t credential_version) {
  const auto value = shown.reveal();
  if (value.size() != 2 * kValueSize) return {};
  return auth::sha256(Encoder().raw("browser").big64(credential_version).raw(value).take());
}

Task<Secret> know_browser(guard::Guard& guard, Random& random, AccountId account, Browser browser,
                          std::uint64_t credential_version) {
  auto& shown = browser.shown;
  auto mark = mark_of(shown, credential_version);
  bool known = false;
  if (!mark.empty()) known = co_await guard.knows_browser(account, mark);
  if (!known) {
    shown = Secret(to_hex(random.bytes(kValueSize)));
    mark = mark_of(shown, credential_version);
  }
  guard.note_browser(account, mark, browser.agent);
  co_return std::move(shown);
}

}  // namespace postern::admin
