// The record of all administrators, version 3. Version 1 knew no passkeys, version 2 no invitations.
#include "admin/administrator.h"

#include <algorithm>
#include <array>

#include "base/codec.h"
#include "base/ip_network_codec.h"
#include "base/text.h"
#include "directory/fields.h"

namespace postern::admin {
namespace {

constexpr std::uint8_t kRosterVersion = 3, kWithoutInvitations = 2, kWithoutPasskeys = 1;
constexpr std::size_t kLongestName = 64;

struct RoleName {
  Role role;
  std::string_view word;
};
constexpr std::array<RoleName, 5> kRoles{{{Role::reader, "reader"},
                                          {Role::security, "security"},
                                          {Role::domains, "domains"},
                                          {Role::queue, "queue"},
                                          {Role::owner, "owner"}}};

void put(Encoder& out, Roles roles) {
  std::uint8_t bits = 0;
  for (std::size_t i = 0; i < kRoles.size(); ++i)
    if (roles.has(kRoles[i].role)) bits = static_cast<std::uint8_t>(bits | 1U << i);
  out.u8(bits);
}

Roles take_roles(Decoder& in, bool& good) {
  const auto bits = in.u8();
  Roles roles;
  if (bits >> kRoles.size()) good = false;
  for (std::size_t i = 0; i < kRoles.size(); ++i)
    if (bits >> i & 1U) roles.add(kRoles[i].role);
  return roles;
}

void put(Encoder& out, const OwnPasskey& p) {
  out.bytes(p.key.id).zigzag(static_cast<int>(p.key.key.algorithm)).bytes(p.key.key.x).bytes(p.key.key.y);
  out.varint(p.key.counter).bytes(p.label).zigzag(p.added.ms).zigzag(p.used.ms);
}

OwnPasskey take_passkey(Decoder& in, bool& good) {
  using auth::CoseKey;
  OwnPasskey p;
  p.key.id = in.bytes();
  p.key.key.algorithm = static_cast<CoseKey::Algorithm>(in.zigzag());
  p.key.key.x = in.bytes();
  p.key.key.y = in.bytes();
  p.key.counter = static_cast<std::uint32_t>(directory::count(in, UINT32_MAX, good));
  p.label = in.bytes();
  p.added = {in.zigzag()};
  p.used = {in.zigzag()};
  const bool known = p.key.key.algorithm == CoseKey::Algorithm::es256 || p.key.key.algorithm == CoseKey::Algorithm::ed25519;
  good = good && in.ok() && known;
  return p;
}

void put(Encoder& out, const Administrator& a) {
  out.bytes(a.name);
  put(out, a.roles);
  out.u8(directory::bit(a.domains.has_value())).varint(a.domains ? a.domains->size() : 0);
  if (a.domains)
    for (const auto id : *a.domains) out.varint(id.value);
  out.u8(directory::bit(a.disabled)).zigzag(a.created.ms).bytes(a.password).zigzag(a.password_changed.ms);
  write(out, a.second_factor);
  out.varint(a.rules.size());
  for (const auto& rule : a.rules) {
    put(out, rule.network);
    out.bytes(rule.description);
  }
  out.varint(a.version).varint(a.passkeys.size());
  for (const auto& passkey : a.passkeys) put(out, passkey);
  out.zigzag(a.invited_until.ms).bytes(a.invited_by);
}

Administrator take_administrator(Decoder& in, std::uint8_t version, bool& good) {
  Administrator a;
  a.name = in.bytes();
  a.roles = take_roles(in, good);
  const bool confined = directory::flag(in, good);
  std::vector<DomainId> domains;
  for (auto n = directory::count(in, kMostDomains, good); good && n > 0; --n) domains.emplace_back(in.varint());
  if (!confined && !domains.empty()) good = false;
  if (confined) a.domains = std::move(domains);
  a.disabled = directory::flag(in, good);
  a.created = {in.zigzag()};
  a.password = in.bytes();
  a.password_changed = {in.zigzag()};
  a.second_factor = directory::read_second_factor(in, good);
  for (auto n = directory::count(in, kMostRules, good); good && n > 0; --n) {
    const auto network = take_network(in, good);
    a.rules.push_back({network, std::string(in.bytes())});
  }
  a.version = in.varint();
  if (version != kWithoutPasskeys)
    for (auto n = directory::count(in, kMostPasskeys, good); good && n > 0; --n) a.passkeys.push_back(take_passkey(in, good));
  if (version == kRosterVersion) {
    a.invited_until = {in.zigzag()};
    a.invited_by = in.bytes();
  }
  good = good && in.ok() && check_name(a.name);
  return a;
}

void put(Encoder& out, const ApiToken& t) {
  out.varint(t.number).bytes(t.administrator).bytes(t.label).bytes(t.hash);
  put(out, t.roles);
  out.varint(t.networks.size());
  for (const auto& network : t.networks) put(out, network);
  out.zigzag(t.created.ms).zigzag(t.expires.ms);
}

ApiToken take_token(Decoder& in, bool& good) {
  ApiToken t;
  t.number = static_cast<std::uint32_t>(directory::count(in, UINT32_MAX, good));
  t.administrator = in.bytes();
  t.label = in.bytes();
  t.hash = in.bytes();
  t.roles = take_roles(in, good);
  for (auto n = directory::count(in, kMostRules, good); good && n > 0; --n) t.networks.push_back(take_network(in, good));
  t.created = {in.zigzag()};
  t.expires = {in.zigzag()};
  good = good && in.ok();
  return t;
}

}  // namespace

bool Administrator::may_come_from(const IpAddress& from) const {
  return std::ranges::any_of(rules, [&](const IpRule& rule) { return rule.network.contains(from); });
}

const Administrator* Roster::find(std::string_view name) const {
  const auto at = std::ranges::find(administrators, name, &Administrator::name);
  return at == administrators.end() ? nullptr : &*at;
}

Administrator* Roster::find(std::string_view name) {
  const auto at = std::ranges::find(administrators, name, &Administrator::name);
  return at == administrators.end() ? nullptr : &*at;
}

std::size_t Roster::active_owners() const {
  return static_cast<std::size_t>(std::ranges::count_if(administrators, &Administrator::is_active_owner));
}

std::size_t Roster::owners_who_came() const {
  return static_cast<std::size_t>(std::ranges::count_if(administrators, &Administrator::is_owner_who_came));
}

std::string encode(const Roster& roster) {
  Encoder out;
  out.u8(kRosterVersion).varint(roster.version).varint(roster.next_token).varint(roster.administrators.size());
  for (const auto& a : roster.administrators) put(out, a);
  out.varint(roster.tokens.size());
  for (const auto& t : roster.tokens) put(out, t);
  return out.take();
}

Result<Roster> decode_roster(std::string_view stored) {
  Decoder in(stored);
  const auto version = in.u8();
  bool good = version >= kWithoutPasskeys && version <= kRosterVersion;
  Roster roster;
  roster.version = in.varint();
  roster.next_token = static_cast<std::uint32_t>(directory::count(in, UINT32_MAX, good));
  for (auto n = directory::count(in, kMostAdministrators, good); good && n > 0; --n)
    roster.administrators.push_back(take_administrator(in, version, good));
  for (auto n = directory::count(in, kMostTokens, good); good && n > 0; --n) roster.tokens.push_back(take_token(in, good));
  if (!good || !in.done()) return fail(Failure::corrupt, "The record of the administrators is damaged");
  return roster;
}

Result<void> check_name(std::string_view name) {
  const auto inner = [](char c) { return (is_alnum(c) && c == lower(c)) || c == '.' || c == '_' || c == '-'; };
  const bool good = !name.empty() && name.size() <= kLongestName && std::ranges::all_of(name, inner) && is_alnum(name.front());
  if (!good)
    return fail(Failure::invalid, "An administrator's name is of small letters and digits, with dots, dashes and _ within");
  if (name == kRoot || name == kLocal)
    return fail(Failure::invalid, "root and local are who calls from the server's own shell: choose another name");
  return {};
}

Result<Roles> roles_named(const std::vector<std::string>& words) {
  Roles roles;
  for (const auto& word : words) {
    const auto at = std::ranges::find(kRoles, word, &RoleName::word);
    if (at == kRoles.end()) return fail(Failure::invalid, "Roles are reader, security, domains, queue and owner");
    roles.add(at->role);
  }
  if (roles.empty()) return fail(Failure::invalid, "At least one role is needed: reader, security, domains, queue or owner");
  return roles;
}

std::vector<std::string_view> names_of(Roles roles) {
  std::vector<std::string_view> out;
  for (const auto& row : kRoles)
    if (roles.has(row.role)) out.push_back(row.word);
  return out;
}

}  // namespace postern::admin
