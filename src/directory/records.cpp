// Encodings of the directory's records. Version 2 of domains and accounts knows second factors; what was written before has none.
// Version 3 of domains has rules for passwords; that of accounts knows the end of a password and the rules it breaks, version 2 of
// credentials former passwords. Version 4 of domains and accounts knows from which countries one may log in, version 5 of accounts
// service accounts, that of domains whether users are told of who acts in their name,
// version 6 whether they may ask for a token when they have forgotten their password. Version 7 of domains and 6 of accounts say what
// becomes of spam. Version 8 of domains knows the extensions of attachments that they do not take. Version 9 of domains and 7 of accounts
// know trusted and blocked senders, that of accounts whether they answer by themselves. Version 10 of domains has ceilings, version 11
// one of storage among them, version 12 services that are closed to new accounts, version 13 all that a domain may ask of passwords,
// version 14 the quota of new accounts. Version 8 of accounts knows the services that are closed to it, version 2 of names who may write to
// an alias. Version 15 of domains and 9 of accounts know the language in which people are written to.
#include "directory/records.h"

#include <algorithm>

#include "base/codec.h"
#include "directory/fields.h"

namespace postern::directory {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::uint8_t kDomainVersion = 15;
constexpr std::uint8_t kAccountVersion = 9;
constexpr std::uint8_t kCredentialsVersion = 2;
constexpr std::uint8_t kNameVersion = 2;
constexpr std::uint8_t kIsAccount = 1;  // what a name stands for
constexpr std::uint8_t kIsAlias = 2;

address::Domain domain_name(Decoder& in, bool& good) {
  auto name = address::parse_domain(in.bytes());
  if (!name) {
    good = false;
    return {};
  }
  return std::move(*name);
}

void put(Encoder& out, const CountryRule& rule) {
  out.u8(static_cast<std::uint8_t>(rule.mode)).varint(rule.countries.size());
  for (const auto& country : rule.countries) out.bytes(country);
}

CountryRule country_rule(Decoder& in, bool& good) {
  CountryRule rule{.mode = choice(in, CountryMode::allow_listed, good)};
  for (auto n = count(in, CountryRule::kMost, good); good && n > 0; --n) {
    rule.countries.emplace_back(in.bytes());
    good = is_country(rule.countries.back());
  }
  return rule;
}

// 0 is none, so that a number that is stored keeps its meaning when the level above changes its mind.
void put(Encoder& out, std::optional<SpamAction> one) {
  out.u8(one ? static_cast<std::uint8_t>(static_cast<std::uint8_t>(*one) + 1U) : std::uint8_t{0});
}

std::optional<SpamAction> spam_action(Decoder& in, bool& good) {
  const auto n = in.u8();
  if (n > kSpamActions.size()) good = false;
  if (!good || n == 0) return {};
  return static_cast<SpamAction>(n - 1);
}

void put(Encoder& out, const SpamActions& actions) {
  for (const auto& one : {actions.low, actions.medium, actions.high}) put(out, one);
}

SpamActions spam_actions(Decoder& in, bool& good) {
  SpamActions actions;
  for (auto* one : {&actions.low, &actions.medium, &actions.high}) *one = spam_action(in, good);
  return actions;
}

void put_senders(Encoder& out, const SenderLists& lists, std::optional<SpamAction> action) {
  put(out, action);
  for (const auto* list : {&lists.trusted, &lists.blocked}) {
    out.varint(list->size());
    for (const auto& entry : *list) out.bytes(entry);
  }
}

SenderLists senders(Decoder& in, std::optional<SpamAction>& action, bool& good) {
  SenderLists lists;
  action = spam_action(in, good);
  for (auto* list : {&lists.trusted, &lists.blocked})
    for (auto left = count(in, SenderLists::kMost, good); good && left > 0; --left) list->emplace_back(in.bytes());
  return lists;
}

DomainCeilings ceilings(Decoder& in, std::uint8_t version, bool& good) {
  DomainCeilings most;
  for (auto* number : {&most.accounts, &most.aliases}) *number = static_cast<std::uint32_t>(count(in, UINT32_MAX, good));
  most.message_size = in.varint();
  if (version >= 11) most.storage = in.varint();
  return most;
}

void put(Encoder& out, const std::vector<events::Service>& closed) {
  out.varint(closed.size());
  for (const auto service : closed) out.u8(static_cast<std::uint8_t>(service));
}

std::vector<events::Service> closed(Decoder& in, bool& good) {
  std::vector<events::Service> out;
  for (auto n = count(in, kMostClosed, good); good && n > 0; --n) {
    out.push_back(choice(in, events::Service::sieve, good));
    good = good && out.back() != events::Service{};
  }
  return out;
}

// 0 is none.
void put(Encoder& out, std::optional<Language> one) {
  out.u8(one ? static_cast<std::uint8_t>(static_cast<std::uint8_t>(*one) + 1U) : std::uint8_t{0});
}

std::optional<Language> language(Decoder& in, bool& good) {
  const auto n = in.u8();
  if (n > static_cast<std::uint8_t>(Language::de) + 1) good = false;
  if (!good || n == 0) return {};
  return static_cast<Language>(n - 1);
}

address::Mailbox mailbox(Decoder& in, bool& good) {
  auto box = address::parse_mailbox(in.bytes(), address::Charset::utf8);
  if (!box) {
    good = false;
    return {};
  }
  return std::move(*box);
}

}  // namespace

std::string_view name(Status status) {
  switch (status) {
    case Status::active: return "active";
    case Status::disabled: return "disabled";
    case Status::contained: return "contained";
    case Status::receiving: return "receiving";
  }
  return "";
}

std::string_view name(OpenTo who) {
  switch (who) {
    case OpenTo::everybody: return "everybody";
    case OpenTo::people_here: return "people-here";
    case OpenTo::members: return "members";
  }
  return "";
}

std::string encode(const Domain& d) {
  Encoder out;
  out.u8(kDomainVersion)
      .varint(d.id.value)
      .bytes(d.name.ascii())
      .zigzag(d.created.ms)
      .u8(static_cast<std::uint8_t>(d.status))
      .u8(bit(d.settings.require_smtp_auth))
      .u8(bit(d.settings.plus_addressing))
      .bytes(d.settings.catch_all.text())
      .u8(static_cast<std::uint8_t>(d.settings.second_factor))
      .varint(d.settings.passwords.minimum_length)
      .varint(d.settings.passwords.minimum_strength)
      .varint(d.settings.passwords.expires_after);
  put(out, d.settings.login_from);
  out.u8(bit(d.settings.tell_impersonation)).u8(bit(d.settings.self_reset));
  put(out, d.settings.spam);
  out.varint(d.settings.attachment_extensions.size());
  for (const auto& one : d.settings.attachment_extensions) out.bytes(one);
  put_senders(out, d.settings.senders, d.settings.spam.blocked);
  const auto& most = d.settings.ceilings;
  out.varint(most.accounts).varint(most.aliases).varint(most.message_size).varint(most.storage);
  put(out, d.settings.closed_to_new);
  const auto& own = d.settings.passwords;
  for (const auto number : {own.numbers, own.capitals, own.lowercase, own.symbols, own.remember}) out.varint(number);
  out.varint(d.settings.quota_of_new);
  put(out, d.settings.language);
  return out.take();
}

Result<Domain> decode_domain(std::string_view stored) {
  Decoder in(stored);
  const auto version = in.u8();
  bool good = version >= 1 && version <= kDomainVersion;
  Domain d;
  d.id = DomainId(in.varint());
  d.name = domain_name(in, good);
  d.created = {in.zigzag()};
  d.status = choice(in, Status::disabled, good);
  d.settings.require_smtp_auth = flag(in, good);
  d.settings.plus_addressing = flag(in, good);
  if (in.rest().starts_with('\0'))
    in.u8();  // an empty text: no catch-all
  else
    d.settings.catch_all = mailbox(in, good);
  if (version >= 2) d.settings.second_factor = choice(in, SecondFactorMode::forced, good);
  auto& own = d.settings.passwords;
  if (version >= 3)
    for (auto* number : {&own.minimum_length, &own.minimum_strength, &own.expires_after})
      *number = static_cast<std::uint32_t>(count(in, UINT32_MAX, good));
  if (version >= 4) d.settings.login_from = country_rule(in, good);
  if (version >= 5) d.settings.tell_impersonation = flag(in, good);
  if (version >= 6) d.settings.self_reset = flag(in, good);
  if (version >= 7) d.settings.spam = spam_actions(in, good);
  if (version >= 8)
    for (auto n = count(in, kMostExtensions, good); good && n > 0; --n)
      d.settings.attachment_extensions.emplace_back(in.bytes());
  if (version >= 9) d.settings.senders = senders(in, d.settings.spam.blocked, good);
  if (version >= 10) d.settings.ceilings = ceilings(in, version, good);
  if (version >= 12) d.settings.closed_to_new = closed(in, good);
  if (version >= 13)
    for (auto* number : {&own.numbers, &own.capitals, &own.lowercase, &own.symbols, &own.remember})
      *number = static_cast<std::uint32_t>(count(in, UINT32_MAX, good));
  if (version >= 14) d.settings.quota_of_new = in.varint();
  if (version >= 15) d.settings.language = language(in, good);
  if (!good || !in.done()) return damaged("domain");
  return d;
}

std::string encode(const DomainAlias& a) { return Encoder().u8(kVersion).bytes(a.name.ascii()).varint(a.domain.value).take(); }

Result<DomainAlias> decode_domain_alias(std::string_view stored) {
  Decoder in(stored);
  bool good = in.u8() == kVersion;
  DomainAlias a;
  a.name = domain_name(in, good);
  a.domain = DomainId(in.varint());
  if (!good || !in.done()) return damaged("domain name");
  return a;
}

// A login on port 25 is one to send.
bool Account::may_use(events::Service at) const {
  return std::ranges::find(closed, at == events::Service::smtp ? events::Service::submission : at) == closed.end();
}

std::string encode(const Account& a) {
  Encoder out;
  out.u8(kAccountVersion)
      .varint(a.id.value)
      .varint(a.domain.value)
      .bytes(a.local_part)
      .bytes(a.display_name)
      .zigzag(a.created.ms)
      .u8(static_cast<std::uint8_t>(a.status))
      .varint(a.quota)
      .u8(bit(a.policy_exempt))
      .varint(a.credential_version)
      .zigzag(a.password_changed.ms)
      .u8(bit(a.second_factor))
      .zigzag(a.password_expired.ms)
      .varint(a.broken_rules);
  put(out, a.login_from);
  out.u8(bit(a.service.has_value()));
  if (a.service) write(out, *a.service);
  put(out, a.spam);
  put_senders(out, a.senders, a.spam.blocked);
  out.u8(bit(a.answers));
  put(out, a.closed);
  put(out, a.language);
  return out.take();
}

Result<Account> decode_account(std::string_view stored) {
  Decoder in(stored);
  const auto version = in.u8();
  bool good = version >= 1 && version <= kAccountVersion;
  Account a;
  a.id = AccountId(in.varint());
  a.domain = DomainId(in.varint());
  a.local_part = in.bytes();
  a.display_name = in.bytes();
  a.created = {in.zigzag()};
  a.status = choice(in, Status::receiving, good);
  a.quota = in.varint();
  a.policy_exempt = flag(in, good);
  a.credential_version = in.varint();
  a.password_changed = {in.zigzag()};
  if (version >= 2) a.second_factor = flag(in, good);
  if (version >= 3) {
    a.password_expired = {in.zigzag()};
    a.broken_rules = static_cast<std::uint32_t>(count(in, UINT32_MAX, good));
  }
  if (version >= 4) a.login_from = country_rule(in, good);
  if (version >= 5 && flag(in, good)) a.service = read_service_scope(in, good);
  if (version >= 6) a.spam = spam_actions(in, good);
  if (version >= 7) {
    a.senders = senders(in, a.spam.blocked, good);
    a.answers = flag(in, good);
  }
  if (version >= 8) a.closed = closed(in, good);
  if (version >= 9) a.language = language(in, good);
  if (!good || !in.done() || a.local_part.empty() || a.display_name.size() > kLongestDisplayName) return damaged("account");
  return a;
}

std::string encode(const NameRecord& name) {
  Encoder out;
  out.u8(kNameVersion);
  if (const auto* account = std::get_if<AccountId>(&name)) return out.u8(kIsAccount).varint(account->value).take();
  const auto& alias = std::get<Alias>(name);
  out.u8(kIsAlias).varint(alias.domain.value).bytes(alias.local_part).u8(bit(alias.members_may_send)).zigzag(alias.created.ms);
  out.varint(alias.targets.size());
  for (const auto& target : alias.targets) out.bytes(target.text());
  return out.u8(static_cast<std::uint8_t>(alias.open_to)).take();
}

namespace {

Alias read_alias(Decoder& in, std::uint8_t version, bool& good) {
  Alias a;
  a.domain = DomainId(in.varint());
  a.local_part = in.bytes();
  a.members_may_send = flag(in, good);
  a.created = {in.zigzag()};
  const auto count = in.varint();
  good = good && in.ok() && count > 0 && count <= kMostAliasTargets && !a.local_part.empty();
  for (std::uint64_t i = 0; good && i < count; ++i) a.targets.push_back(mailbox(in, good));
  if (version >= 2) a.open_to = choice(in, OpenTo::members, good);
  return a;
}

}  // namespace

Result<NameRecord> decode_name(std::string_view stored) {
  Decoder in(stored);
  const auto version = in.u8();
  bool good = version >= 1 && version <= kNameVersion;
  const auto kind = in.u8();
  NameRecord name;
  if (kind == kIsAccount)
    name = AccountId(in.varint());
  else if (kind == kIsAlias)
    name = read_alias(in, version, good);
  else
    good = false;
  if (!good || !in.done()) return damaged("name");
  return name;
}

std::string encode(const SealedCredentials& c) {
  Encoder out;
  out.u8(kCredentialsVersion).bytes(c.password).bytes(c.scram).varint(c.former.size());
  for (const auto& phc : c.former) out.bytes(phc);
  return out.take();
}

Result<SealedCredentials> decode_credentials(std::string_view stored) {
  Decoder in(stored);
  const auto version = in.u8();
  bool good = version >= 1 && version <= kCredentialsVersion;
  SealedCredentials c{std::string(in.bytes()), std::string(in.bytes())};
  if (version >= 2)
    for (auto n = count(in, kMostFormerPasswords, good); good && n > 0; --n) c.former.emplace_back(in.bytes());
  if (!good || !in.done()) return damaged("credentials");
  return c;
}

std::string encode(const Counters& c) {
  return Encoder().u8(kVersion).varint(c.next_account.value).varint(c.next_domain.value).take();
}

Result<Counters> decode_counters(std::string_view stored) {
  Decoder in(stored);
  const bool good = in.u8() == kVersion;
  Counters c{AccountId(in.varint()), DomainId(in.varint())};
  if (!good || !in.done() || !c.next_account || !c.next_domain) return damaged("counters");
  return c;
}

}  // namespace postern::directory
