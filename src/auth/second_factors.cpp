// TOTP and recovery codes over one stored record.
#include "auth/second_factors.h"

#include "auth/mac.h"
#include "auth/readable.h"
#include "auth/sealer.h"
#include "auth/totp.h"
#include "base/codec.h"

namespace postern::auth {
namespace {

constexpr std::size_t kRecoveryCodes = 10;

std::string seed_record(std::string_view owner) { return Encoder().raw("second factor ").raw(owner).take(); }

std::unexpected<Error> wrong() { return fail(Failure::denied, "The code is wrong, or was used already"); }

}  // namespace

SecondFactors::SecondFactors(const Sealer& sealer, Random& random)
    : sealer_(sealer), random_(random), key_(sealer.derive("tags of recovery codes")) {}

Result<Secret> SecondFactors::begin(directory::SecondFactor& f, std::string_view owner) const {
  if (f.on) return fail(Failure::exists, "There is a second factor already: remove it first");
  Secret seed(random_.bytes(kTotpSeedSize));
  f.last_step = 0;
  f.totp = sealer_.seal(seed.reveal(), seed_record(owner));
  return seed;
}

Result<std::vector<Secret>> SecondFactors::prove(directory::SecondFactor& f, std::string_view owner, std::string_view code,
                                                 Time now) const {
  if (f.on) return fail(Failure::exists, "The second factor is on already");
  if (f.totp.empty()) return fail(Failure::not_found, "No second factor was begun: begin one first");
  auto taken = take_totp(f, owner, as_copied(code), now);
  if (!taken) return pass_on(taken);
  f.on = true;
  return draw_recovery(f, owner);
}

Result<void> SecondFactors::take(directory::SecondFactor& f, std::string_view owner, std::string_view code, Time now) const {
  if (!f.on && f.recovery.empty()) return fail(Failure::not_found, "There is no second factor");
  const auto typed = as_copied(code);
  return f.on && typed.size() == kTotpDigits ? take_totp(f, owner, typed, now) : take_recovery(f, owner, typed);
}

Result<std::vector<Secret>> SecondFactors::renew_recovery(directory::SecondFactor& f, std::string_view owner) const {
  if (!f.on && f.recovery.empty()) return fail(Failure::not_found, "There is no second factor");
  return draw_recovery(f, owner);
}

Result<void> SecondFactors::take_totp(directory::SecondFactor& f, std::string_view owner, std::string_view code,
                                      Time now) const {
  auto seed = sealer_.open(f.totp, seed_record(owner));
  if (!seed) return pass_on(seed);
  const auto step = totp_match(*seed, code, now, f.last_step);
  if (!step) return wrong();
  f.last_step = *step;
  return {};
}

Result<void> SecondFactors::take_recovery(directory::SecondFactor& f, std::string_view owner, std::string_view code) const {
  const auto wanted = tag(owner, code);
  auto found = f.recovery.end();
  for (auto at = f.recovery.begin(); at != f.recovery.end(); ++at)
    if (equal_in_constant_time(*at, wanted)) found = at;
  if (found == f.recovery.end()) return wrong();
  f.recovery.erase(found);
  return {};
}

std::vector<Secret> SecondFactors::add_recovery(directory::SecondFactor& f, std::string_view owner) const {
  return f.recovery.empty() && !f.on ? draw_recovery(f, owner) : std::vector<Secret>();
}

std::vector<Secret> SecondFactors::draw_recovery(directory::SecondFactor& f, std::string_view owner) const {
  std::vector<Secret> codes;
  f.recovery.clear();
  while (codes.size() < kRecoveryCodes) {
    codes.push_back(draw_readable(random_, 2, 5));
    f.recovery.push_back(tag(owner, as_copied(codes.back().reveal())));
  }
  return codes;
}

std::string SecondFactors::tag(std::string_view owner, std::string_view code) const {
  const Secret what(Encoder().bytes(owner).raw(code).take());
  return hmac_sha256(key_.reveal(), what.reveal());
}

}  // namespace postern::auth
