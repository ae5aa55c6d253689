// One entry of the allow list or the deny list: a network, the services it is about, and what it is spared. H23, H24, H26
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ip_address.h"
#include "base/result.h"
#include "base/time.h"
#include "guard/rule.h"

namespace postern::guard {

inline constexpr Time kForEver{253'402'300'799'000};  // the end of the year 9999

enum class Side : std::uint8_t { deny, allow };

// What an allowed network is spared; numbers are bits, and stored.
enum class Bypass : std::uint8_t {
  brute_force = 1,          // the rules against the guessing of passwords
  smtp_authentication = 2,  // it sends mail without a login, as `senders` and `hourly` allow
  spam_checks = 4,
  greylisting = 8,
  connections = 16,      // the rules about too many of them
  harvesting = 32,       // the rules against looking for mailboxes
  password_resets = 64,  // the rules about forgotten passwords
};

// Each once, in the order in which they are listed. One that spares a network rules of a kind has the name of the kind, or of both kinds.
inline constexpr std::array kBypasses{Bypass::brute_force,     Bypass::connections,         Bypass::harvesting,
                                      Bypass::password_resets, Bypass::smtp_authentication, Bypass::spam_checks,
                                      Bypass::greylisting};

// What spares a network the rules of a kind; none: they are about accounts, wherever these are used from.
std::optional<Bypass> bypass_of(Kind);

struct Bypasses {
  std::uint8_t bits = 0;

  [[nodiscard]] constexpr bool has(Bypass b) const { return (bits & static_cast<std::uint8_t>(b)) != 0; }
  constexpr void add(Bypass b) { bits |= static_cast<std::uint8_t>(b); }
  friend constexpr Bypasses operator|(Bypasses a, Bypasses b) { return {static_cast<std::uint8_t>(a.bits | b.bits)}; }
  [[nodiscard]] constexpr bool any_of(Bypasses others) const { return (bits & others.bits) != 0; }
  friend constexpr bool operator==(Bypasses, Bypasses) = default;
};

struct Entry {
  static constexpr std::size_t kMostSenders = 100;
  static constexpr std::size_t kLongestText = 500;  // of each text

  IpNetwork network;
  Side side = Side::deny;
  Services services = kAllServices;
  Bypasses bypasses;
  std::string description;
  std::string owner;  // whom to ask about it
  std::string list;   // the imported list it stands on; empty: it was made by hand
  Time since;
  Time until = kForEver;
  std::uint64_t hits = 0;  // connections and logins that it decided
  Time last_hit;
  // With the bypass of SMTP authentication:
  std::vector<std::string> senders;  // addresses, or "@domain" for all of a domain
  std::uint32_t hourly = 0;          // messages of the whole network

  friend bool operator==(const Entry&, const Entry&) = default;
};

std::string encode(const Entry&);
// Refuses bytes that encode() did not make.
Result<Entry> decode_entry(std::string_view);

std::string_view name(Side);
std::string_view name(Bypass);

}  // namespace postern::guard
