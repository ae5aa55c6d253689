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
    for (const auto step : {&Renaming::aliases, &Renaming::domains, &Renaming::accounts, &Renaming::recoveries})
      if (auto done = (this->*step)(); !done) return done;
    return {};
  }

 private:
  // Whether it was the old address, in any of the domain's names and with any detail, which both stay; then it is the new one.
  bool rewrite(address::Mailbox& mailbox) {
    auto now = renamed(mailbox, old_, fresh_);
    if (!now) return false;
    const auto home = edit_.domain_name(mailbox.domain());
    if (!home || home->domain != domain_) return false;
    mailbox = std::move(*now);
    return true;
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

  Result<void> domains() {
    auto all = changed<Domain>(keys::kDomains, decode_domain, [&](Domain& d) {
      const bool is_caught = rewrite(d.settings.catch_all), is_listed = rewrite(d.settings.senders);
      return is_caught || is_listed;
    });
    if (!all) return pass_on(all);
    for (const auto& domain : *all) edit_.put(domain);
    return {};
  }

  Result<void> accounts() {
    auto all = changed<Account>(keys::kAccounts, decode_account, [&](Account& account) {
      const bool is_sent_as = account.service && rewrite(*account.service), is_listed = rewrite(account.senders);
      return is_sent_as || is_listed;
    });
    if (!all) return pass_on(all);
    for (const auto& account : *all) edit_.put(account);
    return {};
  }

  // H08. Of service accounts that send in its name, or in both where both are its own.
  bool rewrite(ServiceScope& service) {
    const auto is_old = [&](const ServiceScope::Sender& s) {
      return s.domain == domain_ && !s.local.empty() && address::local_key(s.local) == old_;
    };
    auto& senders = service.senders;
    const auto at = std::ranges::find_if(senders, is_old);
    if (at == senders.end()) return false;
    if (keep_old_ && senders.size() < kMostServiceSenders)
      senders.push_back({domain_, fresh_});
    else
      at->local = fresh_;
    return true;
  }

  // Whoever has the name after it would be trusted in its place, and a block would hold for him. What a list says of the new address
  // already stays. The server's own lists are settings: those stay as an administrator has written them, and so do the entries of the
  // guard, which he has made about an address and not about a person.
  bool rewrite(SenderLists& lists) {
    bool any = false;
    for (auto* list : {&lists.trusted, &lists.blocked})
      for (const auto& entry : std::vector(*list)) any |= rewrite(lists, *list, entry);
    return any;
  }
  bool rewrite(SenderLists& lists, std::vector<std::string>& list, const std::string& entry) {
    auto mailbox = address::parse_mailbox(entry, address::Charset::utf8);
    if (!mailbox || !rewrite(*mailbox)) return false;  // a domain, or somebody else
    const auto now = mailbox->key();
    const auto has = [&now](const std::vector<std::string>& one) { return std::ranges::find(one, now) != one.end(); };
    const bool is_said = has(lists.trusted) || has(lists.blocked);
    if (!keep_old_ || (!is_said && list.size() >= SenderLists::kMost)) std::erase(list, entry);
    if (!is_said) list.push_back(now);
    return !keep_old_ || !is_said;
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
  } else {
    edit.put(LeftName{before->domain, address::local_key(before->local_part), local_part, now});
  }
  return edit.done();
}

}  // namespace

std::optional<address::Mailbox> renamed(const address::Mailbox& mailbox, std::string_view old, std::string_view fresh) {
  const auto [user, detail] = mailbox.split('+');
  if (mailbox.empty() || address::local_key(user) != old) return {};
  auto now =
      address::Mailbox::make(detail ? std::string(fresh) + '+' + std::string(*detail) : std::string(fresh), mailbox.domain());
  return now ? std::optional(std::move(*now)) : std::nullopt;
}

Task<Result<void>> Directory::rename_account(AccountId id, std::string local_part, bool keep_old) {
  kv::Intent intent = [&, now = time_.now()](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    return rename(edit, id, local_part, keep_old, now);
  };
  co_return co_await store_.commit(kShard, std::move(intent));
}

Task<Result<std::vector<LeftName>>> Directory::left_names() {
  std::vector<LeftName> out;
  Result<void> damage;
  kv::Visitor collect = [&](std::string_view, std::string_view value) {
    auto left = decode_left_name(value);
    if (left)
      out.push_back(std::move(*left));
    else
      damage = pass_on(left);
    return damage.has_value();
  };
  auto scanned =
      co_await store_.scan(kv::Family::meta, std::string(keys::kLeftNames), keys::after(keys::kLeftNames), std::move(collect));
  if (scanned) scanned = std::move(damage);
  if (!scanned) co_return pass_on(scanned);
  co_return out;
}

Task<Result<void>> Directory::forget_left_name(LeftName left) {
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    Edit(transaction).erase(left);
    return {};
  };
  co_return co_await store_.commit(kShard, std::move(intent));
}

}  // namespace postern::directory
