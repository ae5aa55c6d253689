// What one kind of rule makes of one event: against whom it counts, and how much. One kind, one file.
// A detector is a pure function of the event: the same stream gives the same counts, live and in a simulation.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "events/security.h"
#include "guard/mark_table.h"
#include "guard/rule.h"

namespace postern::guard {

struct Count {
  TallyKey key{};
  std::uint32_t who = 0;
  std::uint16_t credential = 0;
  std::uint16_t score = 1;
};

using Detector = std::optional<Count> (*)(const Rule&, const events::SecurityEvent&);

namespace detectors {
std::optional<Count> denial_of_service(const Rule&, const events::SecurityEvent&);
std::optional<Count> brute_force_by_address(const Rule&, const events::SecurityEvent&);
std::optional<Count> brute_force_by_account(const Rule&, const events::SecurityEvent&);
std::optional<Count> harvesting(const Rule&, const events::SecurityEvent&);
std::optional<Count> internal_spammer(const Rule&, const events::SecurityEvent&);
std::optional<Count> bounces(const Rule&, const events::SecurityEvent&);
std::optional<Count> password_retrieval(const Rule&, const events::SecurityEvent&);
}  // namespace detectors

// Whom an address stands for: itself, or the /64 it can choose its addresses from.
TallyKey key_of_address(const std::array<std::uint8_t, 16>& ip);
TallyKey key_of_account(AccountId);
// Whom a login was about: the account, or a name that is no account.
std::uint32_t who_of(const events::SecurityEvent&);
// The same, when it was about the keys of the account: its application passwords and tokens. Guesses at them are counted apart from
// those at its own password, so that a right key pays for the one kind alone.
std::uint32_t who_of_keys(const events::SecurityEvent&);
// A right login by such a key. It says nothing of who guesses the password.
bool is_by_key(const events::SecurityEvent&);
// Which wrong password it was; 0 when that cannot be told (SCRAM).
std::uint16_t credential_of(const events::SecurityEvent&);
// What the rule scores for the cause of a failed login; 0 for a success and for what says nothing about the client.
std::uint16_t score_of(const Rule&, events::Cause);

}  // namespace postern::guard
