// Domains and accounts that are weaker than what new ones get (H05, H07).
#include <fmt/format.h>

#include <array>

#include "audit/checks/groups.h"

namespace postern::audit {
namespace on_accounts {
namespace {

constexpr std::size_t kNamed = 20;  // more are only counted

// Names that a finding lists, with a word for those left out.
class Names {
 public:
  void add(std::string name) {
    if (++count_ <= kNamed) names_.push_back(Said::value(std::move(name)));
  }
  // Of so many that were looked at.
  [[nodiscard]] Outcome outcome(Said seen) && {
    if (count_ > kNamed) names_.push_back(said<"and {} more">(count_ - kNamed));
    return unless(std::move(names_), {std::move(seen)});
  }

 private:
  std::vector<Said> names_;
  std::size_t count_ = 0;
};

template <class Weak>
Outcome domains_where(const Subject& s, Weak weak) {
  Names names;
  const auto all = s.directory->domains();
  for (const auto& domain : all)
    if (weak(*domain)) names.add(domain->name.ascii());
  return std::move(names).outcome(said<"{} {domain was|domains were} looked at">(all.size()));
}

template <class Weak>
Outcome accounts_where(const Subject& s, Weak weak) {
  Names names;
  const auto all = s.directory->accounts(directory::Snapshot::all);
  for (const auto& account : all)
    if (weak(*account)) names.add(s.directory->name_of(account->id));
  return std::move(names).outcome(said<"{} {account was|accounts were} looked at">(all.size()));
}

Outcome smtp_auth(const Subject& s) {
  Fixes fix;
  auto out = domains_where(s, [&fix](const directory::Domain& d) {
    if (!d.settings.require_smtp_auth) fix.domains.push_back({d.id, "require_smtp_auth", "on"});
    return !d.settings.require_smtp_auth;
  });
  out.fix = std::move(fix);
  return out;
}
Outcome catch_all(const Subject& s) {
  return domains_where(s, [](const directory::Domain& d) { return !(d.settings.catch_all == address::Mailbox{}); });
}
Outcome exempt(const Subject& s) {
  return accounts_where(s, [](const directory::Account& a) { return a.policy_exempt && !a.service; });
}
Outcome unlimited(const Subject& s) {
  const auto quota = s.registry.find("store.default_quota");
  const bool none_by_default = quota && quota->text == "0 B";
  auto out = accounts_where(s, [=](const directory::Account& a) { return none_by_default && !a.service && !a.own_quota(); });
  if (quota) out.seen.push_back(said<"{} is {}">("store.default_quota", quota->text));
  return out;
}
Outcome many_senders(const Subject& s) {
  Names names;
  const auto all = s.directory->aliases(directory::Snapshot::all);
  for (const auto& alias : all)
    if (alias->members_may_send && alias->targets.size() > 50)
      names.add(address::quoted_local(alias->local_part) + "@" + s.directory->domain(alias->domain)->name.ascii());
  return std::move(names).outcome(said<"{} {alias was|aliases were} looked at">(all.size()));
}

Outcome administrators(const Subject& s) {
  std::vector<Said> found;
  for (const auto& name : s.administrators_without_factor) found.push_back(Said::value(name));
  return unless(std::move(found), {said<"{} {administrator was|administrators were} looked at">(s.administrators)});
}
Outcome senders(const Subject& s) {
  return unless(s.senders_without_login,
                {said<"{} {entry|entries} of the allow list {spares|spare} a login">(s.senders_without_login.size())});
}

constexpr std::array kRows{
    FixedCheck{"accounts.smtp-auth", Severity::high, "Every domain takes mail in its name from those who logged in only",
               "Else anybody can write in the name of its people (H05).", "postern domain update NAME --require-smtp-auth on",
               smtp_auth},
    FixedCheck{"accounts.catch-all", Severity::low, "No domain takes mail for names that do not exist",
               "A catch-all receives what spammers guess, and hides typing errors from those who write.",
               "postern domain update NAME --catch-all \"\"", catch_all},
    FixedCheck{"accounts.policy-exempt", Severity::medium, "No account's password is exempt from the policy",
               "Attackers need one weak password among all (H07).",
               "postern account password ADDRESS, with a password that is judged", exempt},
    FixedCheck{"accounts.quota", Severity::low, "Every account has a quota",
               "One mailbox that grows without end fills the disk for all.", "postern settings reset store.default_quota",
               unlimited},
    FixedCheck{"accounts.administrators", Severity::high, "Every administrator has a second factor",
               "One stolen password must not be enough for the whole server (H10).",
               "Each enrols at the first login; until then: "
               "postern admin update NAME --disable",
               administrators},
    FixedCheck{"accounts.senders-without-login", Severity::medium, "No network may send without a login",
               "Whoever stands in such a network sends in the name of others (H23, H26).",
               "Give each a service account, as the finding says; then "
               "postern allow remove NETWORK",
               senders},
    FixedCheck{"accounts.large-alias", Severity::low, "No alias of more than 50 people lets all of them send in its name",
               "The more can send under a name, the sooner one of them is guessed.", "postern alias update NAME", many_senders},
};

}  // namespace
}  // namespace on_accounts

void account_checks(const Subject&, std::vector<Check>& all) { add_fixed(Group::accounts, on_accounts::kRows, all); }

}  // namespace postern::audit
