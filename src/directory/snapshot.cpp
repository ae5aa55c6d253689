// Answers of the directory from memory, and how one snapshot is made from another.
#include "directory/snapshot.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace postern::directory {
namespace {

constexpr char kDetailSeparator = '+';  // RFC 5233 §4

bool active(const Account& a) { return a.status == Status::active; }
bool receives(const Account& a) { return a.status != Status::disabled && !a.service; }

template <class Record, class Table, class Keep, class Less>
std::vector<std::shared_ptr<const Record>> sorted(const Table& table, Keep keep, Less less) {
  std::vector<std::shared_ptr<const Record>> out;
  table.for_each([&](const auto&, const auto& value) {
    if (auto record = keep(value)) out.push_back(std::move(record));
  });
  std::ranges::sort(out, less);
  return out;
}

// The domains that are meant, each with its place among them by name.
std::unordered_map<DomainId, std::size_t> places(const Snapshot& all, const Snapshot::Which& which) {
  std::unordered_map<DomainId, std::size_t> out;
  for (const auto& domain : all.domains())
    if (which(domain->id)) out.emplace(domain->id, out.size());
  return out;
}
auto by_domain_and_name(const std::unordered_map<DomainId, std::size_t>& places) {
  return [&places](const auto& a, const auto& b) {
    return a->domain == b->domain ? a->local_part < b->local_part : places.at(a->domain) < places.at(b->domain);
  };
}

}  // namespace

// Follows one recipient through aliases, details and catch-alls.
// Invariants: every name and every catch-all is entered once, so loops end; the depth is checked before it grows.
class Snapshot::Resolver {
 public:
  Resolver(const Snapshot& snapshot, const ResolveLimits& limits) : snapshot_(snapshot), limits_(limits) {}

  void follow(const address::Mailbox& to, std::size_t depth) {
    if (over_) return;
    if (++looked_at_ > limits_.targets) {
      over_ = true;
      return;
    }
    const auto* domain = snapshot_.find(to.domain());
    if (!domain) {
      add_remote(to);
      return;
    }
    if (domain->status == Status::disabled) {
      ++disabled_;
      return;
    }
    std::string_view detail;
    if (const auto* found = snapshot_.find_with_detail(*domain, to, detail))
      enter(*found, detail, depth);
    else
      follow_catch_all(*domain, depth);
  }

  // Some target could not be used: it is disabled, or nobody's.
  [[nodiscard]] bool incomplete() const { return disabled_ > 0 || missing_ > 0; }

  Resolution take() {
    if (over_) return {Verdict::too_many, {}, {}};
    if (!out_.accounts.empty() || !out_.remote.empty())
      out_.verdict = Verdict::deliver;
    else
      out_.verdict = disabled_ > 0 ? Verdict::disabled : Verdict::unknown;
    return std::move(out_);
  }

 private:
  void enter(const Name& name, std::string_view detail, std::size_t depth) {
    if (name.account) {
      add_account(*name.account, detail);
      return;
    }
    if (!entered_.insert(name.alias.get()).second) return;
    follow_targets(name.alias->targets, depth);
  }

  void follow_catch_all(const Domain& domain, std::size_t depth) {
    const auto& to = domain.settings.catch_all;
    if (to.empty() || !entered_.insert(&domain).second)
      ++missing_;
    else
      follow_targets({&to, 1}, depth);
  }

  void follow_targets(std::span<const address::Mailbox> targets, std::size_t depth) {
    over_ = over_ || depth >= limits_.depth;
    for (const auto& target : targets) follow(target, depth + 1);
  }

  void add_account(const Account& account, std::string_view detail) {
    if (!receives(account))
      ++disabled_;
    else if (entered_.insert(&account).second)
      out_.accounts.push_back({account.id, std::string(detail)});
  }

  void add_remote(const address::Mailbox& to) {
    if (remote_.insert(to.key()).second) out_.remote.push_back(to);
  }

  const Snapshot& snapshot_;
  const ResolveLimits& limits_;
  Resolution out_;
  std::unordered_set<const void*> entered_;  // aliases, accounts, and domains whose catch-all was taken
  std::unordered_set<std::string> remote_;
  std::size_t looked_at_ = 0;
  std::size_t disabled_ = 0;
  std::size_t missing_ = 0;
  bool over_ = false;
};

Resolution Snapshot::resolve(const address::Mailbox& to, const ResolveLimits& limits) const {
  const auto* domain = find(to.domain());
  if (!domain) return {Verdict::elsewhere, {}, {}};
  if (domain->status == Status::disabled) return {Verdict::disabled, {}, {}};
  const auto* own = find(*domain, to.local_key());
  if (own && own->account && receives(*own->account))
    return {Verdict::deliver, {{own->account->id, {}}}, {}};  // nearly all mail
  Resolver resolver(*this, limits);
  resolver.follow(to, 0);
  return resolver.take();
}

const Domain* Snapshot::find(const address::Domain& name) const {
  if (name.empty()) return nullptr;  // an address literal
  const auto* id = domain_names_.find(name.ascii());
  const auto* domain = id ? domains_.find(id->value) : nullptr;
  return domain ? domain->get() : nullptr;
}

const Snapshot::Name* Snapshot::find(const Domain& domain, std::string_view local_key) const {
  return names_.find(NameView{domain.id.value, local_key});
}

const Snapshot::Name* Snapshot::find(const address::Mailbox& mailbox) const {
  const auto* domain = find(mailbox.domain());
  return domain ? find(*domain, mailbox.local_key()) : nullptr;
}

const Snapshot::Name* Snapshot::find_with_detail(const Domain& domain, const address::Mailbox& mailbox,
                                                 std::string_view& detail) const {
  if (const auto* exact = find(domain, mailbox.local_key())) return exact;
  if (!domain.settings.plus_addressing) return nullptr;
  const auto split = mailbox.split(kDetailSeparator);
  if (!split.detail) return nullptr;
  detail = *split.detail;
  return find(domain, address::local_key(split.user));
}

std::shared_ptr<const Domain> Snapshot::domain(const address::Domain& name) const {
  const auto* id = name.empty() ? nullptr : domain_names_.find(name.ascii());
  return id ? domain(*id) : nullptr;
}

std::shared_ptr<const Domain> Snapshot::domain(DomainId id) const {
  const auto* found = domains_.find(id.value);
  return found ? *found : nullptr;
}

std::shared_ptr<const Account> Snapshot::account(AccountId id) const {
  const auto* found = accounts_.find(id.value);
  return found ? *found : nullptr;
}

std::shared_ptr<const Account> Snapshot::account(const address::Mailbox& mailbox) const {
  const auto* found = find(mailbox);
  return found ? found->account : nullptr;
}

std::shared_ptr<const Alias> Snapshot::alias(const address::Mailbox& mailbox) const {
  const auto* found = find(mailbox);
  return found ? found->alias : nullptr;
}

std::shared_ptr<const AppPasswords> Snapshot::app_passwords(AccountId id) const {
  const auto* found = app_passwords_.find(id.value);
  return found ? *found : nullptr;
}

address::Mailbox Snapshot::address_of(const Account& account) const {
  const auto home = domain(account.domain);
  auto mailbox = home ? address::Mailbox::make(account.local_part, home->name) : Result<address::Mailbox>{};
  return mailbox ? std::move(*mailbox) : address::Mailbox{};
}

std::string Snapshot::name_of(AccountId id) const {
  const auto known = account(id);
  return known ? address_of(*known).text() : "account " + std::to_string(id.value);
}

Language Snapshot::language_of(const Account& account, Language otherwise) const {
  if (account.language) return *account.language;
  const auto home = domain(account.domain);
  return home ? home->settings.language.value_or(otherwise) : otherwise;
}

// Behind another address than an account's own there are people of this server, too: those of an alias, or of a "+detail".
Language Snapshot::language_of(const address::Mailbox& mailbox, Language otherwise) const {
  if (const auto owner = account(mailbox)) return language_of(*owner, otherwise);
  std::optional<Language> theirs;
  for (const auto& reader : resolve(mailbox).accounts) {
    const auto his = language_of(**accounts_.find(reader.account.value), otherwise);
    if (theirs && *theirs != his) return language_at(mailbox.domain(), otherwise);
    theirs = his;
  }
  return theirs ? *theirs : language_at(mailbox.domain(), otherwise);
}

Language Snapshot::language_at(const address::Domain& name, Language otherwise) const {
  const auto home = domain(name);
  return home ? home->settings.language.value_or(otherwise) : otherwise;
}

bool Snapshot::may_log_in(const Account& account) const {
  const auto home = domain(account.domain);
  return home && home->status == Status::active && active(account);
}

bool Snapshot::may_send_as(AccountId id, const address::Mailbox& mailbox) const {
  const auto* domain = find(mailbox.domain());
  if (!domain) return false;
  if (const auto* sender = accounts_.find(id.value); sender && (*sender)->service)
    return (*sender)->service->sends_as(domain->id, mailbox);
  std::string_view detail;
  const auto* found = find_with_detail(*domain, mailbox, detail);
  if (!found) return false;
  if (found->account) return found->account->id == id;

  const ResolveLimits limits;
  Resolver resolver(*this, limits);
  resolver.follow(mailbox, 0);
  const bool incomplete = resolver.incomplete();
  const auto reached = resolver.take();
  const bool member = std::ranges::any_of(reached.accounts, [&](const auto& t) { return t.account == id; });
  const bool alone = reached.accounts.size() == 1 && reached.remote.empty() && !incomplete;
  return member && (alone || found->alias->members_may_send);
}

// Of the name that is written to alone: what comes by way of another alias was let in by that one. A disabled domain is so to all.
bool Snapshot::may_write_to(AccountId id, const address::Mailbox& mailbox) const {
  const auto* domain = find(mailbox.domain());
  if (!domain || domain->status == Status::disabled) return true;
  std::string_view detail;
  const auto* found = find_with_detail(*domain, mailbox, detail);
  if (!found || !found->alias || found->alias->open_to == OpenTo::everybody) return true;
  if (!id || found->alias->open_to == OpenTo::people_here) return static_cast<bool>(id);

  const ResolveLimits limits;
  Resolver resolver(*this, limits);
  resolver.follow(mailbox, 0);
  const auto reached = resolver.take();
  if (reached.verdict == Verdict::too_many) return true;  // nobody knows its members: that is for who resolves it to say
  return std::ranges::any_of(reached.accounts, [id](const auto& t) { return t.account == id; });
}

std::vector<address::Mailbox> Snapshot::addresses_of(AccountId id) const {
  const auto* account = accounts_.find(id.value);
  if (!account) return {};
  std::vector<std::pair<DomainId, std::string>> names;
  if ((*account)->service) {
    for (const auto& sender : (*account)->service->senders) names.emplace_back(sender.domain, sender.local);
    std::erase_if(names, [](const auto& name) { return name.second.empty(); });
  } else {
    names.emplace_back((*account)->domain, (*account)->local_part);
  }
  names_.for_each([&](const NameKey&, const Name& name) {
    if (!name.alias || (*account)->service) return;
    const auto home = domain(name.alias->domain);
    const auto mailbox = home ? address::Mailbox::make(name.alias->local_part, home->name) : Result<address::Mailbox>{};
    if (mailbox && may_send_as(id, *mailbox)) names.emplace_back(name.alias->domain, name.alias->local_part);
  });

  std::vector<address::Mailbox> out;
  const auto other_names = domain_aliases();
  const auto add = [&](const std::string& local, const address::Domain& at) {
    if (auto mailbox = address::Mailbox::make(local, at)) out.push_back(std::move(*mailbox));
  };
  for (const auto& [in, local] : names) {
    if (const auto home = domain(in)) add(local, home->name);
    for (const auto& other : other_names)
      if (other->domain == in) add(local, other->name);
  }
  std::ranges::sort(out.begin() + (out.empty() ? 0 : 1), out.end(), {},
                    &address::Mailbox::text);  // its own address stays first
  return out;
}

std::vector<std::shared_ptr<const Domain>> Snapshot::domains() const {
  return sorted<Domain>(
      domains_, [](const auto& d) { return d; }, [](const auto& a, const auto& b) { return a->name < b->name; });
}

std::vector<std::shared_ptr<const DomainAlias>> Snapshot::domain_aliases() const {
  return sorted<DomainAlias>(
      domain_aliases_, [](const auto& d) { return d; }, [](const auto& a, const auto& b) { return a->name < b->name; });
}

std::vector<std::shared_ptr<const Account>> Snapshot::accounts(const Which& which) const {
  const auto in = places(*this, which);
  return sorted<Account>(
      accounts_, [&](const auto& a) { return in.contains(a->domain) ? a : nullptr; }, by_domain_and_name(in));
}

std::vector<std::shared_ptr<const Alias>> Snapshot::aliases(const Which& which) const {
  const auto in = places(*this, which);
  return sorted<Alias>(
      names_, [&](const Name& n) { return n.alias && in.contains(n.alias->domain) ? n.alias : nullptr; },
      by_domain_and_name(in));
}

std::vector<std::shared_ptr<const Account>> Snapshot::accounts(DomainId in) const {
  return accounts([in](DomainId id) { return id == in; });
}

std::vector<std::shared_ptr<const Alias>> Snapshot::aliases(DomainId in) const {
  return aliases([in](DomainId id) { return id == in; });
}

std::unordered_map<DomainId, Snapshot::Counts> Snapshot::counts() const {
  std::unordered_map<DomainId, Counts> out;
  accounts_.for_each([&](const auto&, const auto& a) { ++out[a->domain].accounts; });
  names_.for_each([&](const auto&, const Name& n) {
    if (n.alias) ++out[n.alias->domain].aliases;
  });
  return out;
}

void Snapshot::put(Domain domain) {
  const auto id = domain.id;
  domain_names_.put(domain.name.ascii(), id);
  domains_.put(id.value, std::make_shared<const Domain>(std::move(domain)));
}

void Snapshot::put(DomainAlias alias) {
  std::string name = alias.name.ascii();
  domain_names_.put(name, alias.domain);
  domain_aliases_.put(std::move(name), std::make_shared<const DomainAlias>(std::move(alias)));
}

void Snapshot::put(Account account) {
  if (const auto* before = accounts_.find(account.id.value))  // it may have had another name
    names_.erase(NameKey{(*before)->domain.value, address::local_key((*before)->local_part)});
  NameKey key{account.domain.value, address::local_key(account.local_part)};
  auto shared = std::make_shared<const Account>(std::move(account));
  names_.put(std::move(key), {shared, nullptr});
  accounts_.put(shared->id.value, shared);
}

void Snapshot::put(Alias alias) {
  NameKey key{alias.domain.value, address::local_key(alias.local_part)};
  names_.put(std::move(key), {nullptr, std::make_shared<const Alias>(std::move(alias))});
}

void Snapshot::put(AppPasswords all) {
  const auto id = all.account.value;
  app_passwords_.put(id, std::make_shared<const AppPasswords>(std::move(all)));
}

void Snapshot::erase(const Erase& gone) {
  switch (gone.kind) {
    case Erase::Kind::domain:
      if (const auto* domain = domains_.find(gone.id)) domain_names_.erase((*domain)->name.ascii());
      domains_.erase(gone.id);
      break;
    case Erase::Kind::domain_alias:
      domain_names_.erase(gone.name);
      domain_aliases_.erase(gone.name);
      break;
    case Erase::Kind::account:
      if (const auto* account = accounts_.find(gone.id))
        names_.erase(NameKey{(*account)->domain.value, address::local_key((*account)->local_part)});
      accounts_.erase(gone.id);
      app_passwords_.erase(gone.id);
      break;
    case Erase::Kind::alias: names_.erase(NameView{gone.id, gone.name}); break;
  }
}

std::shared_ptr<const Snapshot> Snapshot::with(std::span<const Change> changes) const {
  auto next = std::make_shared<Snapshot>(*this);
  for (const auto& change : changes) {
    if (const auto* gone = std::get_if<Erase>(&change))
      next->erase(*gone);
    else
      std::visit([&](const auto& record) { next->put(record); }, std::get<Put>(change).record);
  }
  return next;
}

}  // namespace postern::directory
