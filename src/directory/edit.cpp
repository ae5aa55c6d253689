// Typed records over a transaction.
#include "directory/edit.h"

#include <algorithm>

namespace postern::directory {

template <class Record>
Result<Record> Edit::read(std::string_view key, Result<Record> (*decode)(std::string_view), std::string_view missing) {
  auto found = transaction_.get(kv::Family::meta, key);
  if (!found) return pass_on(found);
  if (!*found) return fail(Failure::not_found, std::string(missing));
  return decode(**found);
}

Result<Domain> Edit::domain(DomainId id) { return read(keys::domain(id), decode_domain, "There is no such domain"); }

Result<DomainAlias> Edit::domain_name(const address::Domain& name) {
  return read(keys::domain_name(name.ascii()), decode_domain_alias, "There is no such domain");
}

Result<Account> Edit::account(AccountId id) { return read(keys::account(id), decode_account, "There is no such account"); }

Result<SealedCredentials> Edit::credentials(AccountId id) {
  auto found = transaction_.get(kv::Family::meta, keys::credentials(id));
  if (!found) return pass_on(found);
  if (!*found) return SealedCredentials{};
  return decode_credentials(**found);
}

Result<SecondFactor> Edit::second_factor(AccountId id) {
  auto found = transaction_.get(kv::Family::meta, keys::second_factor(id));
  if (!found) return pass_on(found);
  if (!*found) return SecondFactor{};
  return decode_second_factor(**found);
}

Result<AppPasswords> Edit::app_passwords(AccountId id) {
  auto found = transaction_.get(kv::Family::meta, keys::app_passwords(id));
  if (!found) return pass_on(found);
  if (!*found) return AppPasswords{.account = id, .list = {}};
  return decode_app_passwords(**found);
}

Result<Passkeys> Edit::passkeys(AccountId id) {
  auto found = transaction_.get(kv::Family::meta, keys::passkeys(id));
  if (!found) return pass_on(found);
  if (!*found) return Passkeys{};
  return decode_passkeys(**found);
}

Result<Recovery> Edit::recovery(AccountId id) {
  auto found = transaction_.get(kv::Family::meta, keys::recovery(id));
  if (!found) return pass_on(found);
  if (!*found) return Recovery{};
  return decode_recovery(**found);
}

Result<AutoReply> Edit::auto_reply(AccountId id) {
  auto found = transaction_.get(kv::Family::meta, keys::auto_reply(id));
  if (!found) return pass_on(found);
  if (!*found) return AutoReply{};
  return decode_auto_reply(**found);
}

Result<std::pair<DomainId, NameRecord>> Edit::name(const address::Mailbox& mailbox) {
  auto home = domain_name(mailbox.domain());
  if (!home) return pass_on(home);
  auto found = read(keys::name(home->domain, mailbox.local_key()), decode_name, "There is no such address");
  if (!found) return pass_on(found);
  return std::pair{home->domain, std::move(*found)};
}

Result<Alias> Edit::alias(const address::Mailbox& mailbox) {
  auto found = name(mailbox);
  if (!found) return pass_on(found);
  auto* alias = std::get_if<Alias>(&found->second);
  if (!alias) return fail(Failure::not_found, "This address is an account, not an alias");
  return std::move(*alias);
}

Result<void> Edit::domain_name_is_free(const address::Domain& name) {
  if (name.empty()) return fail(Failure::invalid, "A domain needs a name");
  auto taken = domain_name(name);
  if (taken) return fail(Failure::exists, "There is a domain of this name already");
  if (taken.error().kind != Failure::not_found) return pass_on(taken);
  return {};
}

Result<void> Edit::name_is_free(DomainId in, std::string_view local_part) {
  auto found = transaction_.get(kv::Family::meta, keys::name(in, address::local_key(local_part)));
  if (!found) return pass_on(found);
  if (*found) return fail(Failure::exists, "There is an account or alias of this name already");
  return {};
}

Result<DomainId> Edit::free_place(const address::Mailbox& mailbox) {
  auto home = domain_name(mailbox.domain());
  if (!home) return pass_on(home);
  auto is_free = name_is_free(home->domain, mailbox.local());
  if (!is_free) return pass_on(is_free);
  return home->domain;
}

// Counted once a commit, and only of a domain that has a ceiling.
Result<Edit::Names*> Edit::names_in(DomainId domain) {
  const auto [at, fresh] = counted_.try_emplace(domain);
  if (!fresh) return &at->second;
  auto read = each(keys::numbered(keys::kNames, domain.value), [&](std::string_view value) -> Result<void> {
    auto name = decode_name(value);
    if (!name) return pass_on(name);
    ++(std::holds_alternative<AccountId>(*name) ? at->second.accounts : at->second.aliases);
    return {};
  });
  if (!read) return pass_on(read);
  return &at->second;
}

// What there is no room for is said by whoever asks: the ceiling.
Result<std::optional<std::uint32_t>> Edit::take_room(DomainId in, std::uint32_t DomainCeilings::* ceiling,
                                                     std::size_t Names::* count) {
  auto home = domain(in);
  if (!home) return pass_on(home);
  const auto most = home->settings.ceilings.*ceiling;
  if (most == 0) return std::nullopt;
  auto names = names_in(in);
  if (!names) return pass_on(names);
  return ++((*names)->*count) <= most ? std::nullopt : std::optional(most);
}

Result<void> Edit::take_room_for_account(DomainId in) {
  auto full = take_room(in, &DomainCeilings::accounts, &Names::accounts);
  if (!full) return pass_on(full);
  if (!*full) return {};
  return fail(Failure::conflict, "The domain may have no more accounts than " + std::to_string(**full));
}

Result<void> Edit::take_room_for_alias(DomainId in) {
  auto full = take_room(in, &DomainCeilings::aliases, &Names::aliases);
  if (!full) return pass_on(full);
  if (!*full) return {};
  return fail(Failure::conflict, "The domain may have no more aliases than " + std::to_string(**full));
}

Result<Counters> Edit::counters() {
  auto found = transaction_.get(kv::Family::meta, keys::kCounters);
  if (!found) return pass_on(found);
  if (!*found) return Counters{};
  return decode_counters(**found);
}

Result<AccountId> Edit::next_account() {
  auto next = counters();
  if (!next) return pass_on(next);
  const auto id = next->next_account;
  ++next->next_account.value;
  write(keys::kCounters, encode(*next));
  return id;
}

Result<DomainId> Edit::next_domain() {
  auto next = counters();
  if (!next) return pass_on(next);
  const auto id = next->next_domain;
  ++next->next_domain.value;
  write(keys::kCounters, encode(*next));
  return id;
}

void Edit::put(const Domain& domain) {
  write(keys::domain(domain.id), encode(domain));
  write(keys::domain_name(domain.name.ascii()), encode(DomainAlias{domain.name, domain.id}));
  changes_.emplace_back(Put{domain});
}

void Edit::put(const DomainAlias& alias) {
  write(keys::domain_name(alias.name.ascii()), encode(alias));
  changes_.emplace_back(Put{alias});
}

void Edit::put(const Account& account) {
  write(keys::account(account.id), encode(account));
  write(keys::name(account.domain, address::local_key(account.local_part)), encode(NameRecord{account.id}));
  changes_.emplace_back(Put{account});
}

void Edit::put(const Alias& alias) {
  write(keys::name(alias.domain, address::local_key(alias.local_part)), encode(NameRecord{alias}));
  changes_.emplace_back(Put{alias});
}

void Edit::put(const AppPasswords& all) {
  write(keys::app_passwords(all.account), encode(all));
  changes_.emplace_back(Put{all});
}

Result<void> Edit::put_factors(AccountId id, SecondFactor f, const Passkeys& passkeys_now) {
  auto of = account(id);
  auto before = passkeys(id);
  if (!of || !before) return of ? pass_on(before) : pass_on(of);
  if (auto put_them = put(id, *before, passkeys_now); !put_them) return put_them;
  const bool has = f.on || !passkeys_now.list.empty();
  if (!has) f.recovery.clear();  // they stand for something that is lost
  write(keys::second_factor(id), encode(f));
  if (of->second_factor == has) return {};
  of->second_factor = has;
  put(*of);
  return {};
}

// WebAuthn §7.1 step 22: a credential is one account's.
Result<void> Edit::put(AccountId id, const Passkeys& before, const Passkeys& after) {
  if (before == after) return {};
  const auto is_in = [](const Passkeys& all, const OwnPasskey& one) {
    return std::ranges::find(all.list, one.id, &OwnPasskey::id) != all.list.end();
  };
  for (const auto& one : before.list)
    if (!is_in(after, one)) drop(keys::passkey_owner(one.id));
  for (const auto& passkey : after.list) {
    if (is_in(before, passkey)) continue;
    const auto owner = keys::passkey_owner(passkey.id);
    auto taken = transaction_.get(kv::Family::meta, owner);
    if (!taken) return pass_on(taken);
    if (*taken) return fail(Failure::exists, "This passkey is known already");
    write(owner, Encoder().big64(id.value).take());
  }
  write(keys::passkeys(id), encode(after));
  return {};
}

void Edit::put_recovery(AccountId id, const Recovery& r) { write(keys::recovery(id), encode(r)); }

void Edit::put(const LeftName& left) { write(keys::left_name(left.at, left.domain, left.old), encode(left)); }

void Edit::erase(const LeftName& left) { drop(keys::left_name(left.at, left.domain, left.old)); }

void Edit::put_auto_reply(AccountId id, const AutoReply& r) { write(keys::auto_reply(id), encode(r)); }

void Edit::put_use(AccountId id, const AppPasswordUse& use) { write(keys::use(id, use.number), encode(use)); }

void Edit::erase_use(AccountId id, std::uint32_t number) { drop(keys::use(id, number)); }

void Edit::put_credentials(AccountId id, const SealedCredentials& credentials) {
  write(keys::credentials(id), encode(credentials));
}

Result<void> Edit::put_fresh(AccountId id, SealedCredentials& fresh, std::size_t remember, Time now) {
  auto of = account(id);
  if (!of) return pass_on(of);
  auto before = credentials(id);
  if (!before) return pass_on(before);
  fresh.former = std::move(before->former);
  if (!before->password.empty()) fresh.former.insert(fresh.former.begin(), std::move(before->password));
  if (fresh.former.size() > remember) fresh.former.resize(remember);
  ++of->credential_version;
  of->password_changed = now;
  of->password_expired = {};
  of->broken_rules = 0;
  put(*of);
  put_credentials(id, fresh);
  return {};
}

Result<void> Edit::drop_app_passwords(AccountId id) {
  auto all = app_passwords(id);
  if (!all) return pass_on(all);
  all->list.clear();  // the numbers go on
  put(*all);
  transaction_.erase_range(kv::Family::meta, keys::uses(id), keys::after(keys::uses(id)));
  return {};
}

void Edit::erase(const DomainAlias& alias) {
  drop(keys::domain_name(alias.name.ascii()));
  changes_.emplace_back(Erase{Erase::Kind::domain_alias, 0, alias.name.ascii()});
}

void Edit::erase(const Account& account) {
  drop(keys::account(account.id));
  drop(keys::credentials(account.id));
  drop(keys::app_passwords(account.id));
  drop(keys::second_factor(account.id));
  if (const auto all = passkeys(account.id))
    for (const auto& passkey : all->list) drop(keys::passkey_owner(passkey.id));
  drop(keys::passkeys(account.id));
  drop(keys::recovery(account.id));
  drop(keys::auto_reply(account.id));
  transaction_.erase(kv::Family::hot, keys::hourly(account.id));
  drop(keys::password_told(account.id));
  drop(keys::password_reset(account.id));
  transaction_.erase_range(kv::Family::meta, keys::uses(account.id), keys::after(keys::uses(account.id)));
  free_name(account.domain, account.local_part);
  changes_.emplace_back(Erase{Erase::Kind::account, account.id.value, {}});
}

void Edit::erase(const Alias& alias) {
  free_name(alias.domain, alias.local_part);
  changes_.emplace_back(Erase{Erase::Kind::alias, alias.domain.value, address::local_key(alias.local_part)});
}

void Edit::erase_domain(const Domain& domain) {
  drop(keys::domain(domain.id));
  drop(keys::domain_name(domain.name.ascii()));
  changes_.emplace_back(Erase{Erase::Kind::domain, domain.id.value, {}});
}

void Edit::free_name(DomainId in, std::string_view local_part) { drop(keys::name(in, address::local_key(local_part))); }

Result<void> Edit::each(std::string_view prefix, const std::function<Result<void>(std::string_view value)>& visit) {
  Result<void> outcome;
  auto scanned =
      transaction_.scan(kv::Family::meta, prefix, keys::after(prefix), [&](std::string_view, std::string_view value) {
        outcome = visit(value);
        return outcome.has_value();
      });
  return scanned ? outcome : scanned;
}

Result<void> Edit::each_recovery(const std::function<void(AccountId, Recovery&)>& visit) {
  Result<void> outcome;
  const auto one = [&](std::string_view key, std::string_view value) {
    Decoder in(key.substr(keys::kRecovery.size()));
    const AccountId id(in.big64());
    auto recovery = decode_recovery(value);
    if (recovery) visit(id, *recovery);
    if (!recovery) outcome = pass_on(recovery);
    return recovery.has_value();
  };
  auto scanned = transaction_.scan(kv::Family::meta, keys::kRecovery, keys::after(keys::kRecovery), one);
  return scanned ? outcome : scanned;
}

Result<void> Edit::done() {
  transaction_.notify(std::make_shared<const Changed>(std::move(changes_)));
  return {};
}

}  // namespace postern::directory
