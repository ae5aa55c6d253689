// The directory's keys. All begin with G; the second byte tells what follows.
#pragma once
#include <string>
#include <string_view>

#include "base/codec.h"
#include "base/ids.h"
#include "base/time.h"
#include "kv/key_range.h"

namespace postern::directory::keys {

inline constexpr std::string_view kCounters = "G#";      // the next account and domain ids
inline constexpr std::string_view kDomains = "Gd";       // domain id            -> Domain
inline constexpr std::string_view kDomainNames = "GD";   // name                 -> DomainAlias, also for a domain's own name
inline constexpr std::string_view kAccounts = "Ga";      // account id           -> Account
inline constexpr std::string_view kCredentials = "Gp";   // account id           -> SealedCredentials
inline constexpr std::string_view kNames = "Gn";         // domain id, local key -> Name: an account id or an Alias
inline constexpr std::string_view kAppPasswords = "Gk";  // account id          -> AppPasswords
inline constexpr std::string_view kUses = "Gu";          // account id, number    -> AppPasswordUse

inline constexpr std::string_view kPasswordReset = "Gr";  // account id          -> PasswordReset
inline constexpr std::string_view kPasswordTold = "Gw";   // account id          -> when its owner was told of its end
inline constexpr std::string_view kSecondFactors = "Gt";  // account id -> SecondFactor
inline constexpr std::string_view kPasskeys = "Gc";       // account id -> Passkeys
inline constexpr std::string_view kPasskeyOwners = "GC";  // credential -> account id
inline constexpr std::string_view kHourly = "Gh";    // account id          -> what a service account has sent; in Family::hot
inline constexpr std::string_view kRecovery = "Gv";  // account id          -> Recovery
inline constexpr std::string_view kAutoReplies = "Gy";  // account id       -> AutoReply
inline constexpr std::string_view kLeftNames = "Gl";    // when, domain id, local key -> LeftName

inline std::string numbered(std::string_view kind, std::uint64_t id) { return Encoder().raw(kind).big64(id).take(); }
inline std::string domain(DomainId id) { return numbered(kDomains, id.value); }
inline std::string account(AccountId id) { return numbered(kAccounts, id.value); }
inline std::string credentials(AccountId id) { return numbered(kCredentials, id.value); }
inline std::string app_passwords(AccountId id) { return numbered(kAppPasswords, id.value); }
inline std::string uses(AccountId id) { return numbered(kUses, id.value); }
inline std::string use(AccountId id, std::uint32_t number) { return Encoder().raw(uses(id)).big32(number).take(); }
inline std::string password_reset(AccountId id) { return numbered(kPasswordReset, id.value); }
inline std::string password_told(AccountId id) { return numbered(kPasswordTold, id.value); }
inline std::string hourly(AccountId id) { return numbered(kHourly, id.value); }
inline std::string auto_reply(AccountId id) { return numbered(kAutoReplies, id.value); }
inline std::string recovery(AccountId id) { return numbered(kRecovery, id.value); }
inline std::string second_factor(AccountId id) { return numbered(kSecondFactors, id.value); }
inline std::string passkeys(AccountId id) { return numbered(kPasskeys, id.value); }
inline std::string passkey_owner(std::string_view credential) { return Encoder().raw(kPasskeyOwners).raw(credential).take(); }
inline std::string domain_name(std::string_view name) { return Encoder().raw(kDomainNames).raw(name).take(); }
inline std::string name(DomainId in, std::string_view local_key) {
  return Encoder().raw(kNames).big64(in.value).raw(local_key).take();
}
inline std::string left_name(Time at, DomainId in, std::string_view local_key) {
  return Encoder().raw(kLeftNames).big64(static_cast<std::uint64_t>(at.ms)).big64(in.value).raw(local_key).take();
}

using kv::after;

}  // namespace postern::directory::keys
