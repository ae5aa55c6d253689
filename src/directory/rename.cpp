// Another local part for an account, and what names the address in the directory, in one commit.
#include <algorithm>
#include <functional>

#include "directory/directory.h"
#include "directory/edit.h"

namespace postern::directory {
namespace {

class Renaming {
 public:
  Renaming(Edit& edit, const Account& before, std::string fresh, bool keep_old)
      : edit_(edit),
        domain_(before.domain),
        old_(address::local_key(before.local_part)),
        fresh_(std::move(fresh)),
        keep_old_(keep_old) {}

  Result<void> follow() {
    for (const auto step : {&Renaming::aliases, &Renaming::catch_alls, &Renaming::senders, &Renaming::recoveries})
      if (auto done = (this->*step)(); !done) return done;
    return {};
  }

 private:
  // Whether it was the old address, in any of the domain's names and with any detail, which both stay; then it is the new one.
  bool rewrite(address::Mailbox& mailbox) {
    const auto [user, detail] = mailbox.split('+');
    if (mailbox.empty() || address::local_key(user) != old_) return false;
    const auto home = edit_.domain_name(mailbox.domain());
    if (!home || home->domain != domain_) return false;
    auto renamed = address::Mailbox::make(detail ? fresh_ + '+' + std::string(*detail) : fresh_, mailbox.domain());
    if (renamed) mailbox = std::move(*renamed);
    return renamed.has_value();
  }

  // The records of a kind that `change` has changed: they are put when the walk over the kind is over.
  template <class Record>
  Result<std::vector<Record>> changed(std::string_view kind, Result<Record> (*decode)(std::string_view),
                                      const std::function<bool(Record&)>& change) {
    std::vector<Record> out;
    auto read = edit_.each(kind, [&](std::string_view value) -> Result<void> {
      auto record = decode(value);
      if (!record) return pass_on(record);
      if (change(*record)) out.push_back(std::move(*record));
      return {};
    });
    if (!read) return pass_on(read);
    return out;
  }

  Result<void> aliases() {
    auto all = changed<NameRecord>(keys::kNames, decode_name, [&](NameRecord& name) {
      bool names_it = false;
      if (auto* alias = std::get_if<Alias>(&name))
        for (auto& target : alias->targets) names_it |= rewrite(target);
      return names_it;
    });
    if (!all) return pass_on(all);
    for (const auto& name : *all) edit_.put(std::get<Alias>(name));
    return {};
  }

  Result<void> catch_alls() {
    auto all = changed<Domain>(keys::kDomains, decode_domain, [&](Domain& d) { return rewrite(d.settings.catch_all); });
    if (!all) return pass_on(all);
    for (const auto& domain : *all) edit_.put(domain);
    return {};
  }

  // H08. Of service accounts that send in its name, or in both where both are its own.
  Result<void> senders() {
    const auto is_old = [&](const ServiceScope::Sender& s) {
      return s.domain == domain_ && !s.local.empty() && address::local_key(s.local) == old_;
    };
    auto all = changed<Account>(keys::kAccounts, decode_account, [&](Account& account) {
      if (!account.service) return false;
      auto& senders = account.service->senders;
      const auto at = std::ranges::find_if(senders, is_old);
      if (at == senders.end()) return false;
      if (keep_old_ && senders.size() < kMostServiceSenders)
        senders.push_back({domain_, fresh_});
      else
        at->local = fresh_;
      return true;
    });
    if (!all) return pass_on(all);
    for (const auto& account : *all) edit_.put(account);
    return {};
  }

  // H20. Whoever has the name after it would be sent the tokens of others.
  Result<void> recoveries() {
    std::vector<std::pair<AccountId, Recovery>> changed;
    auto read = edit_.each_recovery([&](AccountId id, Recovery& recovery) {
      const bool is_there = rewrite(recovery.mailbox), is_proposed = rewrite(recovery.proposed);
      if (is_there || is_proposed) changed.emplace_back(id, std::move(recovery));
    });
    if (!read) return read;
    for (const auto& [id, recovery] : changed) edit_.put_recovery(id, recovery);
    return {};
  }

  Edit& edit_;
  DomainId domain_;
  std::string old_;    // local key
  std::string fresh_;  // local part
  bool keep_old_;
};

// An alias of its own stands in nobody's way: who goes back to a former name takes it.
Result<void> take_name(Edit& edit, const Account& account, const address::Mailbox& fresh) {
  auto there = edit.name(fresh);
  if (!there && there.error().kind == Failure::not_found) return {};
  if (!there) return pass_on(there);
  const auto* alias = std::get_if<Alias>(&there->second);
  if (alias && alias->targets.size() == 1) {
    const auto target = edit.name(alias->targets.front());
    const auto* owner = target ? std::get_if<AccountId>(&target->second) : nullptr;
    if (owner && *owner == account.id) {
      edit.erase(*alias);
      return {};
    }
  }
  return fail(Failure::exists, "There is an account or alias of this name already");
}

Result<void> rename(Edit& edit, AccountId id, const std::string& local_part, bool keep_old, Time now) {
  auto before = edit.account(id);
  if (!before) return pass_on(before);
  auto home = edit.domain(before->domain);
  if (!home) return pass_on(home);
  auto fresh = address::Mailbox::make(local_part, home->name);
  if (!fresh) return pass_on(fresh);
  Account account = *before;
  account.local_part = local_part;
  if (address::local_key(local_part) == address::local_key(before->local_part)) {  // written otherwise, and the same
    edit.put(account);
    return edit.done();
  }
  if (auto taken = take_name(edit, account, *fresh); !taken) return taken;
  edit.free_name(before->domain, before->local_part);
  edit.put(account);
  if (auto followed = Renaming(edit, *before, local_part, keep_old).follow(); !followed) return followed;
  if (keep_old) {
    if (auto room = edit.take_room_for_alias(before->domain); !room) return room;
    edit.put(Alias{before->domain, before->local_part, {*fresh}, false, now});
  }
  return edit.done();
}

}  // namespace

Task<Result<void>> Directory::rename_account(AccountId id, std::string local_part, bool keep_old) {
  kv::Intent intent = [&, now = time_.now()](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    return rename(edit, id, local_part, keep_old, now);
  };
  co_return co_await store_.commit(kShard, std::move(intent));
}

}  // namespace postern::directory
