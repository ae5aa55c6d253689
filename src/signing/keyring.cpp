// Each change is one commit over what is stored; what signs is forgotten with it, and opened again by the next message.
#include "signing/keyring.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/codec.h"
#include "events/table.h"
#include "senderauth/dkim_sign.h"
#include "senderauth/tag_list.h"

namespace postern::signing {
namespace {

using senderauth::KeyType;

constexpr std::array kTypes{KeyType::rsa, KeyType::ed25519};
constexpr std::string_view kPrefix = "K dkim ";  // domain id -> DomainKeys

std::string key_of(DomainId id) { return Encoder().raw(kPrefix).big64(id.value).take(); }

Result<DomainKeys> read(const Result<std::optional<std::string>>& stored) {
  if (!stored) return std::unexpected(stored.error());
  return *stored ? decode_domain_keys(**stored) : DomainKeys{};
}

// Spaces and the order of tags are the publisher's own.
bool tells_of(const std::string& text, const Key& key) {
  const auto there = senderauth::parse_tag_list(text), ours = senderauth::parse_tag_list(key.record);
  const auto* p = there ? there->find("p") : nullptr;
  return p && ours && senderauth::without_blanks(*p) == *ours->find("p");
}

}  // namespace

std::string Keyring::name_of(DomainId id) const {
  const auto domain = ports_.directory.snapshot()->domain(id);
  return domain ? domain->name.ascii() : std::string();
}

Task<Result<DomainKeys>> Keyring::keys(DomainId id) {
  const auto stored = co_await ports_.kv.get(kv::Family::meta, key_of(id));
  co_return read(stored);
}

// Each key whose stage is another, told once.
void Keyring::tell(DomainId id, const DomainKeys& before, const DomainKeys& after) {
  const auto domain = name_of(id);
  const auto stage_in = [](const DomainKeys& all, const std::string& selector) -> std::string_view {
    const auto found = std::ranges::find(all.keys, selector, &Key::selector);
    return found == all.keys.end() ? "none" : name(found->stage);
  };
  const auto one = [&](const std::string& selector) {
    const auto was = stage_in(before, selector), is = stage_in(after, selector);
    if (was == is) return;
    ports_.events.write(
        events::Event::dkim_key_changed, {},
        {{events::Key::domain, domain}, {events::Key::name, selector}, {events::Key::before, was}, {events::Key::after, is}});
  };
  for (const auto& key : after.keys) one(key.selector);
  for (const auto& key : before.keys)
    if (stage_in(after, key.selector) == "none") one(key.selector);
}

Task<Result<DomainKeys>> Keyring::change(DomainId id, std::function<void(DomainKeys&)> edit) {
  struct Both {
    DomainKeys before, after;
  };
  const auto both = std::make_shared<Both>();
  auto intent = [both, id, edit = std::move(edit)](kv::Transaction& store) -> Result<void> {
    auto known = read(store.get(kv::Family::meta, key_of(id)));
    if (!known) return pass_on(known);
    both->before = *known;
    edit(*known);
    both->after = std::move(*known);
    store.put(kv::Family::meta, key_of(id), encode(both->after));
    return {};
  };
  auto done = co_await ports_.kv.commit(directory::kShard, std::move(intent));
  if (!done) co_return pass_on(done);
  open_.with([&](Open& open) {
    ++open.changes;
    open.signers.erase(id);
  });
  tell(id, both->before, both->after);
  co_return both->after;
}

// An RSA key takes a tenth of a second and more: not on a reactor.
Task<Result<Key>> Keyring::make(DomainId id, KeyType type) {
  const auto made = std::make_shared<Result<senderauth::PrivateKey>>(fail(Failure::closed, "No key was made"));
  auto job = [made, type, bits = ports_.rsa_bits] { *made = senderauth::PrivateKey::generate(type, bits); };
  auto ran = co_await ports_.pool.run(0, std::move(job));
  if (!ran) co_return pass_on(ran);
  if (!*made) co_return pass_on(*made);
  const auto now = ports_.time.now();
  Key key{.selector = {},
          .type = type,
          .stage = Stage::pending,
          .made = now,
          .since = now,
          .record = senderauth::key_record_of(**made)};
  key.sealed = ports_.sealer.seal((*made)->pem().reveal(), key_of(id));
  co_return key;
}

Task<Result<DomainKeys>> Keyring::add_keys(DomainId id, std::vector<KeyType> types, Wanted still) {
  std::vector<Key> fresh;
  for (const auto type : types) {
    auto key = co_await make(id, type);
    if (!key) co_return pass_on(key);
    fresh.push_back(std::move(*key));
  }
  auto edit = [fresh = std::move(fresh), still = std::move(still)](DomainKeys& all) {
    for (auto key : fresh) {
      if (!still(all, key.type)) continue;
      key.selector = selector_for(all, key.type, key.made);
      add(all, std::move(key));
    }
  };
  co_return co_await change(id, std::move(edit));
}

Task<Result<DomainKeys>> Keyring::rotate(DomainId id) {
  std::vector<KeyType> types(kTypes.begin(), kTypes.end());
  auto always = [](const DomainKeys&, KeyType) { return true; };
  co_return co_await add_keys(id, std::move(types), std::move(always));
}

// Who makes a domain and the clock may come here together: a key that was shown is not put aside for another.
Task<Result<DomainKeys>> Keyring::begin(DomainId id) {
  auto known = co_await keys(id);
  if (!known) co_return known;
  auto due_in = [settings = *settings_.current(), now = ports_.time.now()](const DomainKeys& all, KeyType type) {
    return is_due(all, type, settings, now);
  };
  std::vector<KeyType> due;
  for (const auto type : kTypes)
    if (due_in(*known, type)) due.push_back(type);
  if (due.empty()) co_return known;
  co_return co_await add_keys(id, std::move(due), std::move(due_in));
}

// The selectors among those that wait whose record the DNS has, as it is to be.
Task<std::vector<std::string>> Keyring::seen_of(const directory::Domain& domain, DomainKeys all) {
  std::vector<std::string> seen;
  for (const auto& key : all.keys) {
    const auto place = dns::parse_name(key.selector + "._domainkey." + domain.name.ascii());
    if (key.stage != Stage::pending || !place) continue;
    const auto answer = co_await ports_.dns.ask({*place, dns::Type::txt});
    const auto texts = dns::records_of<std::string>(answer);
    if (std::ranges::any_of(texts, [&](const std::string& text) { return tells_of(text, key); })) seen.push_back(key.selector);
  }
  co_return seen;
}

Task<Result<DomainKeys>> Keyring::check(DomainId id, bool unseen) {
  const auto domain = ports_.directory.snapshot()->domain(id);
  if (!domain) co_return fail(Failure::not_found, "There is no such domain");
  auto known = co_await keys(id);
  if (!known) co_return known;
  std::vector<std::string> sign;
  if (unseen) {
    for (const auto& key : known->keys) sign.push_back(key.selector);
  } else {
    sign = co_await seen_of(*domain, *known);
  }
  if (sign.empty()) co_return known;
  auto edit = [sign = std::move(sign), now = ports_.time.now()](DomainKeys& all) {
    for (const auto& selector : sign) activate(all, selector, now);
  };
  co_return co_await change(id, std::move(edit));
}

Task<Result<void>> Keyring::tend(std::shared_ptr<const directory::Domain> domain) {
  auto known = co_await begin(domain->id);
  if (!known) co_return pass_on(known);
  const auto settings = *settings_.current();
  const auto now = ports_.time.now();
  known = co_await check(domain->id);
  if (!known) co_return pass_on(known);
  if (!forget_retired(*known, settings, now)) co_return Result<void>{};
  auto edit = [settings, now](DomainKeys& all) { forget_retired(all, settings, now); };
  known = co_await change(domain->id, std::move(edit));
  if (!known) co_return pass_on(known);
  co_return Result<void>{};
}

Task<Result<void>> Keyring::tend() {
  const auto all = ports_.directory.snapshot();
  Result<void> first;
  for (const auto& domain : all->domains()) {
    auto done = co_await tend(domain);
    if (!done && first) first = std::move(done);
  }
  co_return first;
}

Task<Result<Keyring::Signers>> Keyring::signers(std::shared_ptr<const directory::Domain> domain) {
  std::uint64_t changes = 0;
  auto opened = open_.with([&](const Open& open) {
    changes = open.changes;
    const auto found = open.signers.find(domain->id);
    return found == open.signers.end() ? Signers{} : found->second;
  });
  if (opened) co_return opened;
  auto known = co_await keys(domain->id);
  if (!known) co_return pass_on(known);
  auto fresh = std::make_shared<std::vector<senderauth::Signer>>();
  const auto name = dns::parse_name(domain->name.ascii());
  for (const auto& key : known->keys) {
    if (key.stage != Stage::active || !name) continue;
    auto pem = ports_.sealer.open(key.sealed, key_of(domain->id));
    if (!pem) co_return pass_on(pem);
    auto secret = senderauth::PrivateKey::read(*pem);
    if (!secret) co_return pass_on(secret);
    fresh->push_back({*name, key.selector, std::move(*secret)});
  }
  open_.with([&](Open& open) {
    if (open.changes == changes) open.signers[domain->id] = fresh;  // else what was read may be old
  });
  co_return Signers(std::move(fresh));
}

Task<std::string> Keyring::sign(address::Domain author, const mime::Message& message, const senderauth::BodyHasher& hashes) {
  const auto domain = ports_.directory.snapshot()->domain(author);
  if (!domain || !settings_.current()->sign) co_return std::string();
  const auto not_signed = [&](const Error& why) {
    ports_.events.write(events::Event::smtp_not_signed, {},
                        {{events::Key::domain, domain->name.ascii()}, {events::Key::reason, why.text}});
    return std::string();
  };
  const auto with = co_await signers(domain);
  if (!with) co_return not_signed(with.error());
  if ((*with)->empty()) co_return std::string();
  const senderauth::DkimSignOptions options{.now = ports_.time.now()};
  auto fields = senderauth::sign_dkim(message, hashes, **with, options);
  if (!fields) co_return not_signed(fields.error());
  co_return std::move(*fields);
}

// RFC 8617 §4.1.3: a chain has one algorithm that all know.
Task<Result<std::string>> Keyring::seal(address::Domain by, const mime::Message& message, const senderauth::BodyHasher& hashes,
                                        const senderauth::ArcChain& chain, senderauth::Outcome verdict, std::string results) {
  const auto domain = ports_.directory.snapshot()->domain(by);
  if (!domain || !settings_.current()->sign) co_return std::string();
  auto with = co_await signers(domain);
  if (!with) co_return pass_on(with);
  const auto rsa = std::ranges::find(**with, KeyType::rsa, [](const senderauth::Signer& s) { return s.key.type(); });
  if (rsa == (*with)->end()) co_return std::string();
  const senderauth::ArcSealOptions options{.now = ports_.time.now(), .results = std::move(results)};
  co_return senderauth::seal_arc(message, chain, verdict, hashes, *rsa, options);
}

}  // namespace postern::signing
