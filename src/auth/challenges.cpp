// A challenge: when it ends (8 octets), 8 random ones, and 16 of the MAC over both and the purpose.
#include "auth/challenges.h"

#include "auth/mac.h"
#include "auth/webauthn.h"
#include "base/codec.h"

namespace postern::auth {
namespace {

constexpr std::size_t kHead = 16;
constexpr std::size_t kMostTaken = 10'000;  // right answers within the life of one: administrators are few

}  // namespace

Challenges::Challenges(Random& random) : random_(random), key_(random.bytes(kSha256Size)) {}

std::string Challenges::mac(std::string_view head, std::string_view purpose) const {
  return hmac_sha256(key_.reveal(), Encoder().raw(head).raw(purpose).take()).substr(0, kChallengeSize - kHead);
}

std::string Challenges::draw(std::string_view purpose, Time now) {
  const auto end = now + kChallengeLife;
  const auto head = Encoder().big64(static_cast<std::uint64_t>(end.ms)).raw(random_.bytes(8)).take();
  return head + mac(head, purpose);
}

bool Challenges::take(std::string_view challenge, std::string_view purpose, Time now) {
  if (challenge.size() != kChallengeSize) return false;
  const auto head = challenge.substr(0, kHead);
  if (!equal_in_constant_time(mac(head, purpose), challenge.substr(kHead))) return false;
  const Time end{static_cast<std::int64_t>(Decoder(head).big64())};
  if (end <= now) return false;
  return taken_.with([&](Taken& all) {
    std::erase_if(all, [now](const auto& one) { return one.second <= now; });
    return all.size() < kMostTaken && all.emplace(challenge, end).second;
  });
}

}  // namespace postern::auth
