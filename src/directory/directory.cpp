// Every change is one intent: it reads the records it depends on, refuses or writes, and tells the snapshot.
// Intents refer to locals of the coroutine that commits them, which waits until they have run.
#include "directory/directory.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <vector>

#include "base/text.h"
#include "directory/edit.h"

namespace postern::directory {
namespace {

// Reads all records into changes, from which the first snapshot is made.
class Loader {
 public:
  bool take(std::string_view key, std::string_view value) {
    const auto kind = key.substr(0, 2);
    if (kind == keys::kDomains)
      add(decode_domain(value));
    else if (kind == keys::kDomainNames)
      add(decode_domain_alias(value));
    else if (kind == keys::kAccounts)
      add(decode_account(value));
    else if (kind == keys::kNames)
      add_name(decode_name(value));
    else if (kind == keys::kAppPasswords)
      add(decode_app_passwords(value));
    return !failed_;
  }

  Result<std::shared_ptr<const Snapshot>> finish() {
    if (failed_) return std::unexpected(std::move(*failed_));
    // A domain's own name has a record like the other names; the snapshot keeps it with the domain.
    std::erase_if(changes_, [&](const Change& change) {
      const auto* alias = std::get_if<DomainAlias>(&std::get<Put>(change).record);
      return alias && std::ranges::binary_search(own_names_, alias->name);
    });
    return Snapshot().with(changes_);
  }

  void sort_names() { std::ranges::sort(own_names_); }

 private:
  template <class Record>
  void add(Result<Record> record) {
    if (!record) {
      failed_ = std::move(record.error());
      return;
    }
    if constexpr (std::is_same_v<Record, Domain>) own_names_.push_back(record->name);
    changes_.emplace_back(Put{std::move(*record)});
  }
  void add_name(Result<NameRecord> record) {
    if (!record)
      failed_ = std::move(record.error());
    else if (auto* alias = std::get_if<Alias>(&*record))
      changes_.emplace_back(Put{std::move(*alias)});
  }

  std::vector<Change> changes_;
  std::vector<address::Domain> own_names_;
  std::optional<Error> failed_;
};

Result<void> check_targets(const std::vector<address::Mailbox>& targets) {
  if (targets.empty()) return fail(Failure::invalid, "An alias needs a target");
  if (targets.size() > kMostAliasTargets) return fail(Failure::too_large, "The alias has too many targets");
  const bool whole = std::ranges::none_of(targets, [](const auto& t) { return t.empty(); });
  return whole ? Result<void>{} : fail(Failure::invalid, "A target of the alias is empty");
}

// What its domain has for new accounts, where its maker says nothing. A service account's scope says where it gets in, and it holds no mail.
struct Beginning {
  std::vector<events::Service> closed;
  std::uint64_t quota = 0;
};

Result<Beginning> beginning_of(Edit& edit, DomainId home, const NewAccount& fresh) {
  if (fresh.service) return Beginning{};
  auto domain = edit.domain(home);
  if (!domain) return pass_on(domain);
  auto& of = domain->settings;
  return Beginning{fresh.closed ? *fresh.closed : std::move(of.closed_to_new), fresh.quota.value_or(of.quota_of_new)};
}

Result<AccountId> add_account(Edit& edit, const NewAccount& fresh, Time now) {
  auto shown = check_display_name(fresh.display_name);
  if (shown && fresh.service) shown = check(*fresh.service);
  if (!shown) return pass_on(shown);
  auto home = edit.free_place(fresh.address);
  if (!home) return pass_on(home);
  if (auto room = edit.take_room_for_account(*home); !room) return pass_on(room);
  auto begins = beginning_of(edit, *home, fresh);
  if (!begins) return pass_on(begins);
  auto id = edit.next_account();
  if (!id) return id;

  Account account{.id = *id,
                  .domain = *home,
                  .local_part = fresh.address.local(),
                  .display_name = fresh.display_name,
                  .created = now,
                  .status = fresh.status,
                  .quota = begins->quota,
                  .policy_exempt = fresh.policy_exempt,
                  .password_changed = {},
                  .service = fresh.service,
                  .closed = std::move(begins->closed)};
  if (fresh.credentials) {
    edit.put_credentials(*id, fresh.credentials(*id));
    account.credential_version = 1;
    account.password_changed = now;
  }
  edit.put(account);
  return id;
}

Result<void> change_account(Edit& edit, AccountId id, const std::function<Result<void>(Account&)>& change) {
  auto before = edit.account(id);
  if (!before) return pass_on(before);
  Account account = *before;
  auto changed = change(account);
  if (!changed) return changed;
  // What this call may not touch.
  account.id = before->id;
  account.domain = before->domain;
  account.local_part = before->local_part;
  account.credential_version = before->credential_version;
  account.password_changed = before->password_changed;
  account.password_expired = before->password_expired;
  account.broken_rules = before->broken_rules;
  account.second_factor = before->second_factor;
  account.answers = before->answers;
  if (account.service.has_value() != before->service.has_value()) account.service = before->service;
  auto shown = check_display_name(account.display_name);
  if (shown && account.service) shown = check(*account.service);
  if (!shown) return shown;
  edit.put(account);
  return edit.done();
}

// Refuses while an alias or a catch-all of another domain leads into one of these: where the domain is ours no more, mail for
// that target would go out to whoever has the name then.
Result<void> nothing_leads_into(Edit& edit, DomainId home, std::span<const DomainAlias> names) {
  const auto leads = [names](const address::Mailbox& to) {
    return std::ranges::any_of(names, [&](const DomainAlias& n) { return n.name == to.domain(); });
  };
  auto read = edit.each(keys::kNames, [&](std::string_view value) -> Result<void> {
    auto name = decode_name(value);
    if (!name) return pass_on(name);
    const auto* alias = std::get_if<Alias>(&*name);
    if (!alias || alias->domain == home || std::ranges::none_of(alias->targets, leads)) return {};
    auto place = edit.domain(alias->domain);
    if (!place) return pass_on(place);
    return fail(Failure::conflict, "The alias " + address::quoted_local(alias->local_part) + "@" + place->name.unicode() +
                                       " leads there; change or delete it first");
  });
  if (!read) return read;
  return edit.each(keys::kDomains, [&](std::string_view value) -> Result<void> {
    auto other = decode_domain(value);
    if (!other) return pass_on(other);
    if (other->id == home || !leads(other->settings.catch_all)) return {};
    return fail(Failure::conflict, "The catch-all of " + other->name.unicode() + " leads there; change it first");
  });
}

// All by which it is known, its own too.
Result<std::vector<DomainAlias>> names_of(Edit& edit, DomainId id) {
  std::vector<DomainAlias> names;
  auto read = edit.each(keys::kDomainNames, [&](std::string_view value) -> Result<void> {
    auto name = decode_domain_alias(value);
    if (!name) return pass_on(name);
    if (name->domain == id) names.push_back(std::move(*name));
    return {};
  });
  if (!read) return pass_on(read);
  return names;
}

Result<void> shut_domain(Edit& edit, DomainId id) {
  auto domain = edit.domain(id);
  if (!domain) return pass_on(domain);
  auto names = names_of(edit, id);
  if (!names) return pass_on(names);
  if (auto unused = nothing_leads_into(edit, id, *names); !unused) return unused;
  domain->status = Status::disabled;
  edit.put(*domain);
  return edit.done();
}

Result<void> remove_domain(Edit& edit, DomainId id) {
  auto domain = edit.domain(id);
  if (!domain) return pass_on(domain);
  std::vector<Alias> aliases;
  auto read = edit.each(keys::numbered(keys::kNames, id.value), [&](std::string_view value) -> Result<void> {
    auto name = decode_name(value);
    if (!name) return pass_on(name);
    auto* alias = std::get_if<Alias>(&*name);
    if (!alias) return fail(Failure::conflict, "The domain still has accounts; delete them first");
    aliases.push_back(std::move(*alias));
    return {};
  });
  if (!read) return read;
  auto names = names_of(edit, id);
  if (!names) return pass_on(names);
  if (auto unused = nothing_leads_into(edit, id, *names); !unused) return unused;
  std::erase_if(*names, [&](const DomainAlias& name) { return name.name == domain->name; });
  for (const auto& alias : aliases) edit.erase(alias);
  for (const auto& name : *names) edit.erase(name);
  edit.erase_domain(*domain);
  return edit.done();
}

// On the committer thread, the only one that replaces the snapshot.
void apply(Locked<std::shared_ptr<const Snapshot>>& place, std::span<const std::shared_ptr<const kv::Notice>> notices) {
  std::vector<Change> changes;
  for (const auto& notice : notices)
    if (const auto* ours = dynamic_cast<const Changed*>(notice.get()))
      changes.insert(changes.end(), ours->changes.begin(), ours->changes.end());
  if (changes.empty()) return;
  const auto before = place.with([](const auto& present) { return present; });
  auto next = before->with(changes);
  place.with([&](auto& present) { present.swap(next); });
}

}  // namespace

Result<void> check_display_name(std::string_view name) {
  if (name.size() > kLongestDisplayName)
    return fail(Failure::too_large, fmt::format("The display name may have at most {} bytes of text", kLongestDisplayName));
  if (!is_utf8(name) || printable(name, name.size()) != name)
    return fail(Failure::invalid, "The display name has characters that cannot be shown");
  return {};
}

Directory::Directory(kv::Store& store, const TimeSource& time, ResolveLimits limits, std::shared_ptr<const Snapshot> first)
    : store_(store),
      time_(time),
      limits_(limits),
      present_(std::make_shared<Locked<std::shared_ptr<const Snapshot>>>(std::move(first))) {
  store_.observe(
      [present = present_](std::span<const std::shared_ptr<const kv::Notice>> notices) { apply(*present, notices); });
}

Task<Result<std::unique_ptr<Directory>>> Directory::open(kv::Store& store, const TimeSource& time, ResolveLimits limits) {
  Loader loader;
  for (const auto kind : {keys::kDomains, keys::kDomainNames, keys::kAccounts, keys::kNames, keys::kAppPasswords}) {
    kv::Visitor visit = [&loader](std::string_view key, std::string_view value) { return loader.take(key, value); };
    auto scanned = co_await store.scan(kv::Family::meta, std::string(kind), keys::after(kind), std::move(visit));
    if (!scanned) co_return pass_on(scanned);
  }
  loader.sort_names();
  auto first = loader.finish();
  if (!first) co_return pass_on(first);
  co_return std::unique_ptr<Directory>(new Directory(store, time, limits, std::move(*first)));
}

std::shared_ptr<const Snapshot> Directory::snapshot() const {
  return present_->with([](const auto& present) { return present; });
}

Task<Result<DomainId>> Directory::create_domain(address::Domain name, DomainSettings settings) {
  Domain domain{.id = {}, .name = std::move(name), .created = time_.now(), .settings = std::move(settings)};
  kv::Intent intent = [&domain](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    auto is_free = edit.domain_name_is_free(domain.name);
    if (!is_free) return is_free;
    auto id = edit.next_domain();
    if (!id) return pass_on(id);
    domain.id = *id;
    edit.put(domain);
    return edit.done();
  };
  auto committed = co_await store_.commit(kShard, std::move(intent));
  if (!committed) co_return pass_on(committed);
  co_return domain.id;
}

Task<Result<void>> Directory::update_domain(DomainId id, std::function<Result<void>(Domain&)> change) {
  return update_domains({id}, std::move(change));
}

Task<Result<void>> Directory::update_domains(std::vector<DomainId> ids, std::function<Result<void>(Domain&)> change) {
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    for (const auto id : ids) {
      auto before = edit.domain(id);
      if (!before) return pass_on(before);
      Domain domain = *before;
      auto changed = change(domain);
      if (!changed) return changed;
      domain.id = before->id;
      domain.name = before->name;
      edit.put(domain);
    }
    return edit.done();
  };
  co_return co_await store_.commit(kShard, std::move(intent));
}

Task<Result<void>> Directory::delete_domain(DomainId id) {
  kv::Intent intent = [id](kv::Transaction& transaction) {
    Edit edit(transaction);
    return remove_domain(edit, id);
  };
  co_return co_await store_.commit(kShard, std::move(intent), kv::Durability::synced, kv::Purpose::shrink);
}

Task<Result<void>> Directory::close_domain(DomainId id) {
  kv::Intent intent = [id](kv::Transaction& transaction) {
    Edit edit(transaction);
    return shut_domain(edit, id);
  };
  co_return co_await store_.commit(kShard, std::move(intent), kv::Durability::synced, kv::Purpose::shrink);
}

Task<Result<void>> Directory::create_domain_alias(address::Domain name, DomainId id) {
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    auto home = edit.domain(id);
    if (!home) return pass_on(home);
    auto is_free = edit.domain_name_is_free(name);
    if (!is_free) return is_free;
    edit.put(DomainAlias{name, id});
    return edit.done();
  };
  co_return co_await store_.commit(kShard, std::move(intent));
}

Task<Result<void>> Directory::delete_domain_alias(address::Domain name) {
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    auto alias = edit.domain_name(name);
    if (!alias) return pass_on(alias);
    auto home = edit.domain(alias->domain);
    if (!home) return pass_on(home);
    if (home->name == name) return fail(Failure::invalid, "This is the domain's own name, not another one");
    auto unused = nothing_leads_into(edit, {}, {&*alias, 1});
    if (!unused) return unused;
    edit.erase(*alias);
    return edit.done();
  };
  co_return co_await store_.commit(kShard, std::move(intent), kv::Durability::synced, kv::Purpose::shrink);
}

Task<Result<std::vector<AccountId>>> Directory::create_accounts(std::vector<NewAccount> accounts) {
  std::vector<AccountId> ids;
  const auto now = time_.now();
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    ids.clear();
    for (const auto& account : accounts) {
      auto id = add_account(edit, account, now);
      if (!id) return pass_on(id);
      ids.push_back(*id);
    }
    return edit.done();
  };
  auto committed = co_await store_.commit(kShard, std::move(intent));
  if (!committed) co_return pass_on(committed);
  co_return ids;
}

Task<Result<AccountId>> Directory::create_account(NewAccount account) {
  std::vector<NewAccount> one;
  one.push_back(std::move(account));
  auto ids = co_await create_accounts(std::move(one));
  if (!ids) co_return pass_on(ids);
  co_return ids->front();
}

Task<Result<void>> Directory::update_account(AccountId id, std::function<Result<void>(Account&)> change) {
  kv::Intent intent = [&](kv::Transaction& transaction) {
    Edit edit(transaction);
    return change_account(edit, id, change);
  };
  co_return co_await store_.commit(kShard, std::move(intent));
}

Task<Result<void>> Directory::delete_account(AccountId id) {
  kv::Intent intent = [id](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    auto account = edit.account(id);
    if (!account) return pass_on(account);
    edit.erase(*account);
    return edit.done();
  };
  co_return co_await store_.commit(kShard, std::move(intent), kv::Durability::synced, kv::Purpose::shrink);
}

Task<Result<SealedCredentials>> Directory::credentials(AccountId id) {
  auto found = co_await store_.get(kv::Family::meta, keys::credentials(id));
  if (!found) co_return pass_on(found);
  if (!*found) co_return fail(Failure::not_found, "The account has no credentials");
  co_return decode_credentials(**found);
}

Task<Result<void>> Directory::change_auto_reply(AccountId id, std::function<Result<void>(AutoReply&)> change) {
  const auto now = time_.now();
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    auto account = edit.account(id);
    if (!account) return pass_on(account);
    auto reply = edit.auto_reply(id);
    if (!reply) return pass_on(reply);
    auto changed = change(*reply);
    if (changed) changed = check(*reply);
    if (!changed) return changed;
    reply->changed = now;
    edit.put_auto_reply(id, *reply);
    if (account->answers == reply->on) return {};
    account->answers = reply->on;
    edit.put(*account);
    return edit.done();
  };
  co_return co_await store_.commit(kShard, std::move(intent));
}

Task<Result<AutoReply>> Directory::auto_reply(AccountId id) {
  auto found = co_await store_.get(kv::Family::meta, keys::auto_reply(id));
  if (!found) co_return pass_on(found);
  if (!*found) co_return AutoReply{};
  co_return decode_auto_reply(**found);
}

Task<Result<void>> Directory::create_alias(address::Mailbox name, std::vector<address::Mailbox> targets, bool members_may_send,
                                           OpenTo open_to) {
  const auto now = time_.now();
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    auto good = check_targets(targets);
    if (!good) return good;
    auto home = edit.free_place(name);
    if (!home) return pass_on(home);
    if (auto room = edit.take_room_for_alias(*home); !room) return room;
    edit.put(Alias{*home, name.local(), targets, members_may_send, now, open_to});
    return edit.done();
  };
  co_return co_await store_.commit(kShard, std::move(intent));
}

Task<Result<void>> Directory::update_alias(address::Mailbox name, std::function<Result<void>(Alias&)> change) {
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    auto before = edit.alias(name);
    if (!before) return pass_on(before);
    Alias alias = *before;
    auto changed = change(alias);
    if (!changed) return changed;
    alias.domain = before->domain;
    alias.local_part = before->local_part;
    auto good = check_targets(alias.targets);
    if (!good) return good;
    edit.put(alias);
    return edit.done();
  };
  co_return co_await store_.commit(kShard, std::move(intent));
}

Task<Result<void>> Directory::delete_alias(address::Mailbox name) {
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    auto alias = edit.alias(name);
    if (!alias) return pass_on(alias);
    edit.erase(*alias);
    return edit.done();
  };
  co_return co_await store_.commit(kShard, std::move(intent), kv::Durability::synced, kv::Purpose::shrink);
}

}  // namespace postern::directory
