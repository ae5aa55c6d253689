// Operations on the keys that sign a domain's mail.
#include <fmt/format.h>

#include <array>

#include "admin/nouns.h"
#include "admin/words.h"
#include "admin/world.h"
#include "signing/keyring.h"

namespace postern::admin {
namespace on_dkim {
namespace {

json::value describe(const directory::Domain& domain, const signing::DomainKeys& all) {
  json::array out;
  for (const auto& key : all.keys)
    out.push_back({{"selector", key.selector},
                   {"algorithm", senderauth::algorithm_of(key.type)},
                   {"stage", signing::name(key.stage)},
                   {"since", rfc3339(key.since)},
                   {"made", rfc3339(key.made)},
                   {"name", fmt::format("{}._domainkey.{}", key.selector, domain.name.ascii())},
                   {"record", key.record}});
  return out;
}

using Change = Task<Result<signing::DomainKeys>> (*)(signing::Keyring&, DomainId, const Call&);

Task<Result<json::value>> with_keys(World& world, const Call& call, Change change) {
  auto domain = domain_named(*world.directory.snapshot(), call, "domain");
  if (!domain) co_return pass_on(domain);
  auto done = co_await change(world.keyring, (*domain)->id, call);
  if (!done) co_return pass_on(done);
  co_return describe(**domain, *done);
}

Task<Result<json::value>> show(World& world, const Call& call) {
  return with_keys(world, call, [](signing::Keyring& keys, DomainId id, const Call&) { return keys.keys(id); });
}

Task<Result<json::value>> rotate(World& world, const Call& call) {
  return with_keys(world, call, [](signing::Keyring& keys, DomainId id, const Call&) { return keys.rotate(id); });
}

Task<Result<json::value>> check(World& world, const Call& call) {
  return with_keys(world, call,
                   [](signing::Keyring& keys, DomainId id, const Call& c) { return keys.check(id, c.flag("unseen")); });
}

constexpr Argument kDomain{"domain", Kind::text, true, true, "The domain"};
constexpr std::array kOne{kDomain};
constexpr std::array kCheck{
    kDomain, Argument{"unseen", Kind::flag, false, false, "They sign whatever the DNS has: only for those who know better"}};

}  // namespace
}  // namespace on_dkim

std::span<const Operation> dkim_operations() {
  using namespace on_dkim;
  static const std::array operations{
      Operation{"dkim.show", "Show a domain's keys, and the records that the DNS is to have",
                reads(Area::domains).of_domain("domain"), false, kOne, show, "[DkimKey]"},
      Operation{"dkim.rotate", "Make new keys; they sign once the DNS has their records",
                changes(Area::domains).of_domain("domain").heavy(), false, kOne, rotate, "[DkimKey]"},
      Operation{"dkim.check", "Look for the records of keys that wait, and sign with those that are there",
                changes(Area::domains).of_domain("domain").heavy(), false, kCheck, check, "[DkimKey]"},
  };
  return operations;
}

}  // namespace postern::admin
