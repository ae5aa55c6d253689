// Who calls an operation, and which operations he may call: roles over areas, and a reach that ends at his own domains.
// Use: if (auto ok = may(caller, row, arguments, snapshot); !ok) return pass_on(ok);
// Promises: what no row grants is denied; what lies outside the caller's domains answers exactly as if it were not there.
#pragma once
#include <boost/json.hpp>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "net/stream.h"

namespace postern::directory {
class Snapshot;
}

namespace postern::admin {

// H09. A reader looks at everything and changes nothing; the next three look at and change their own area; an owner does all.
// Who has no role is nobody.
enum class Role : std::uint8_t { reader, security, domains, queue, owner };

class Roles {
 public:
  constexpr Roles() = default;
  constexpr Roles(std::initializer_list<Role> roles) {
    for (const auto role : roles) add(role);
  }
  constexpr void add(Role role) { bits_ |= bit(role); }
  [[nodiscard]] constexpr bool has(Role role) const { return (bits_ & bit(role)) != 0; }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  friend constexpr bool operator==(Roles, Roles) = default;

 private:
  static constexpr std::uint8_t bit(Role role) { return static_cast<std::uint8_t>(1U << static_cast<unsigned>(role)); }
  std::uint8_t bits_ = 0;
};

struct Caller {
  std::string name = {};  // as the log names him
  Roles roles = {};
  // Only these, for an administrator of domains; an empty list is no domain at all. Not set: the whole server.
  std::optional<std::vector<DomainId>> domains = {};
  std::optional<AccountId> account = {};  // a user who acts on himself
  std::optional<IpAddress> from = {};     // over the network: his own address
  SessionId connection = {};              // over the network: the one on which he calls
  std::string session = {};  // the hash that names the one he is in by a browser; empty for a token, and on the shell
  bool by_token = false;     // over the network: a program that shows a token of his
  bool proven = false;       // by a token, on the shell, or in a session where a second factor was shown lately
  bool local = false;        // on the server's own shell
  // The administrator who acts in the account's name: `name` names both, and he changes nothing.   H09
  std::string by = {};

  [[nodiscard]] bool sees(DomainId) const;  // for operations that list
};

// Root or the server's own user, over the local socket or on a stopped data folder: comes from no address, and is no administrator of
// that name.
Caller owner(std::string name);

enum class Area : std::uint8_t { nobody, system, domains, security, queue, any };  // any: whatever the role, if there is one

// What a call takes from the server: a look at memory, much reading or a password hash, or a thread for as long as it is followed.
enum class Cost : std::uint8_t { light, heavy, live };

// How far a call reaches, told by one of its arguments.
enum class Reach : std::uint8_t {
  system,             // the whole server, so no administrator of domains
  domain,             // the domain that the argument names
  address,            // the domain of the address in the argument, which need not exist
  account,            // the account at the address in the argument
  account_or_domain,  // the same, or the domain that the argument names
  own_domains,        // the operation shows only what the caller sees; the argument, when given, names a domain
};

// What a row of the operations says about who may call it: changes(Area::domains).of_account("address").heavy()
struct Access {
  Area area = Area::nobody;
  bool changes = false;
  Cost cost = Cost::light;
  Reach reach = Reach::system;
  std::string_view argument = {};
  bool self = false;                   // also the user whose account it is
  bool proven = false;                 // in a session of an administrator: only when he has shown his second factor lately
  bool person = false;                 // and in nothing but a session: a token has shown none
  bool expired = false;                // also the user whose password is over: he needs it to set a new one
  bool enrolling = false;              // also the user who must have a second factor and has none: he needs it to set one up
  std::string_view changes_with = {};  // a flag with which that changes something which looks without it

  [[nodiscard]] constexpr Access reaching(Reach to, std::string_view by) const {
    auto out = *this;
    out.reach = to;
    out.argument = by;
    return out;
  }
  [[nodiscard]] constexpr Access of_domain(std::string_view by) const { return reaching(Reach::domain, by); }
  [[nodiscard]] constexpr Access of_address(std::string_view by) const { return reaching(Reach::address, by); }
  [[nodiscard]] constexpr Access of_account(std::string_view by) const { return reaching(Reach::account, by); }
  [[nodiscard]] constexpr Access of_account_or_domain(std::string_view by) const {
    return reaching(Reach::account_or_domain, by);
  }
  [[nodiscard]] constexpr Access of_own_domains(std::string_view by = {}) const { return reaching(Reach::own_domains, by); }
  [[nodiscard]] constexpr Access heavy() const { return costing(Cost::heavy); }
  [[nodiscard]] constexpr Access live() const { return costing(Cost::live); }
  [[nodiscard]] constexpr Access or_himself() const {
    auto out = *this;
    out.self = true;
    return out;
  }

  [[nodiscard]] constexpr Access if_proven() const {
    auto out = *this;
    out.proven = true;
    return out;
  }
  [[nodiscard]] constexpr Access changing_with(std::string_view flag) const {
    auto out = *this;
    out.changes_with = flag;
    return out;
  }
  [[nodiscard]] constexpr Access also_expired() const {
    auto out = *this;
    out.expired = true;
    return out;
  }
  [[nodiscard]] constexpr Access also_enrolling() const {
    auto out = *this;
    out.enrolling = true;
    return out;
  }
  [[nodiscard]] constexpr Access in_person() const {
    auto out = *this;
    out.proven = out.person = true;
    return out;
  }

 private:
  [[nodiscard]] constexpr Access costing(Cost what) const {
    auto out = *this;
    out.cost = what;
    return out;
  }
};
std::string_view name(Area);
std::string_view name(Cost);
constexpr Access reads(Area area) { return {.area = area}; }
constexpr Access changes(Area area) { return {.area = area, .changes = true}; }

struct Operation;

// Who asks has no role for it.
std::unexpected<Error> denied();
// Nothing, or why not: `denied` when no argument could help, else the error of a thing that is not there.
Result<void> may(const Caller&, const Operation&, const boost::json::object& arguments, const directory::Snapshot&);

// Whether there is any argument with which he may: asked before the arguments are read.
bool may_ever(const Caller&, const Operation&);

}  // namespace postern::admin
