// Rules of intrusion detection: what is counted, how much of it in which time is too much, and what happens then.
// Use: the list of rules is a setting (`guard.rules`); Judge compiles and applies it. shipped(preset) gives the sets that come along.
// Promises: a rule is a plain value; whatever the settings accept, compile() can apply.
#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "events/security.h"

namespace postern::guard {

enum class Kind : std::uint8_t {
  denial_of_service,       // connections of an address to one service                             H14
  brute_force_by_address,  // failed logins from an address, over all services                    H15
  brute_force_by_account,  // failed logins against an account, from any address                  H16
  harvesting,              // an address that looks for mailboxes, or never delivers anything     H17
  internal_spammer,        // recipients that one account writes to                               H18
  bounces,                 // mail of one account that comes back                                 H19
  password_retrieval,      // attempts to have a forgotten password reset                         H20
};

enum class Action : std::uint8_t {
  block,            // refuse what the rule is about
  delay,            // answer slowly
  notify,           // tell administrators
  hold_queue,       // keep the account's mail in the queue
  suspend_sending,  // refuse the account's mail
  second_factor,    // let in known devices, application passwords and second factors only
};

enum class Preset : std::uint8_t { strict, balanced, relaxed };

// The services an event came from, or a block holds for; a bit for each.
struct Services {
  std::uint32_t bits = 0;

  static constexpr Services of(events::Service s) { return {1u << static_cast<unsigned>(s)}; }
  [[nodiscard]] constexpr bool has(events::Service s) const { return (bits & of(s).bits) != 0; }
  friend constexpr Services operator|(Services a, Services b) { return {a.bits | b.bits}; }
  friend constexpr bool operator==(Services, Services) = default;
};
inline constexpr Services kAllServices{0xFFFF'FFFE};

struct Rule {
  std::string id;  // what blocks and logs call it: a-z, 0-9 and '-'
  Kind kind = Kind::denial_of_service;
  std::string description;
  bool enabled = true;
  std::vector<std::string> services;  // where what it counts happens; empty: wherever its kind can
  std::chrono::minutes window{5};
  std::uint32_t threshold = 20;
  std::uint32_t threshold_established = 0;  // internal spammer: for accounts past their first month; 0: the same
  std::uint32_t share = 0;                  // bounces: percent of what was sent that must have come back too
  Action action = Action::block;
  std::chrono::minutes lasts{60};
  std::chrono::milliseconds delay{2000};
  std::vector<std::string> block_services;  // where a block holds; empty: as its kind says
  bool notify = false;                      // tell administrators as well
  // What a failed login counts, by its cause; 0: not at all. The same wrong password of the same client again counts nothing.
  std::uint16_t score_unknown_account = 1;
  std::uint16_t score_wrong_password = 1;
  std::uint16_t score_account_disabled = 1;
  std::uint16_t score_password_expired = 0;  // the password was right
  std::uint16_t score_second_factor = 1;
  std::uint16_t score_not_permitted = 1;  // of an account by no rule: from where nobody gets in, nobody attacks it
  std::uint16_t score_application_password = 1;

  friend bool operator==(const Rule&, const Rule&) = default;
};

// Rules that cannot be deleted, only edited: those against the guessing of passwords.
inline constexpr std::array<std::string_view, 3> kPermanent{"brute-force-by-address", "brute-force-by-account",
                                                            "password-retrieval"};

std::vector<Rule> shipped(Preset);

// What is wrong with a list of rules as a whole; empty when nothing is: ids once each, permanent ones there, actions that fit.
std::string check_rules(const std::vector<Rule>&);

// Services by name; those of an empty list are what `kind` is about.
Services counted_services(const Rule&);
Services blocked_services(const Rule&);

std::optional<Kind> kind_named(std::string_view);
std::string_view name(Kind);
std::string_view name(Action);
std::string_view name(Preset);

}  // namespace postern::guard
