// HMAC-SHA-256 over the lines of the administration log.
#include "logs/chain.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <iterator>

#include "base/text.h"
#include "logs/line.h"

namespace postern::logs {
namespace {

constexpr std::string_view kSeal = R"(,"chain":")";

}  // namespace

std::string no_head() { return std::string(64, '0'); }

std::string Chain::linked(std::string_view body) const {
  const auto text = fmt::format("{}{}", head_, body);
  const auto key = key_.reveal();
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  const auto* made = HMAC(EVP_sha256(), key.empty() ? "" : key.data(), static_cast<int>(key.size()),
                          reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &size);
  if (made == nullptr) return {};
  return to_hex({reinterpret_cast<const char*>(digest.data()), size});
}

std::string Chain::seal(std::string_view line, bool first_of_segment) {
  line.remove_suffix(2);  // "}" and the line end
  std::string out(line);
  if (first_of_segment) fmt::format_to(std::back_inserter(out), R"(,"prev":"{}")", head_);
  head_ = linked(out);
  fmt::format_to(std::back_inserter(out), "{}{}\"}}\n", kSeal, head_);
  return out;
}

bool Chain::follows(std::string_view line) {
  const auto seal = line.rfind(kSeal);
  if (seal == line.npos) return false;
  const auto expected = linked(line.substr(0, seal));
  if (line.substr(seal) != fmt::format("{}{}\"}}\n", kSeal, expected)) return false;
  head_ = expected;
  return true;
}

std::string_view link_of(std::string_view line, std::string_view key) {
  std::string_view found;
  LineReader in(line);
  while (in.next())
    if (in.key() == key) found = in.raw();
  return in.ok() ? found : std::string_view();
}

}  // namespace postern::logs
