// Operations on the senders that an account or a domain trusts or blocks. The server's own are settings.
#include <fmt/format.h>
#include <set>

#include "address/senders.h"
#include "admin/nouns.h"
#include "admin/words.h"
#include "admin/world.h"

namespace postern::admin {
namespace on_sender {
namespace {

using Change = std::function<Result<void>(SenderLists&)>;

json::object describe(const std::string& owner, const SenderLists& lists) {
  return {{"owner", owner}, {"trusted", texts(lists.trusted)}, {"blocked", texts(lists.blocked)}};
}

bool is_account(const std::string& owner) { return owner.contains('@'); }

Task<Result<json::value>> list(World& world, const Call& call) {
  const auto all = world.directory.snapshot();
  const auto owner = call.text("owner");
  if (!is_account(owner)) {
    auto domain = domain_named(*all, owner);
    if (!domain) co_return pass_on(domain);
    co_return describe((*domain)->name.ascii(), (*domain)->settings.senders);
  }
  auto account = account_at(*all, owner);
  if (!account) co_return pass_on(account);
  co_return describe(all->address_of(**account).text(), (*account)->senders);
}

Task<Result<json::value>> change(World& world, const Call& call, Change wanted) {
  const auto all = world.directory.snapshot();
  const auto owner = call.text("owner");
  Result<void> done;
  if (is_account(owner)) {
    auto account = account_at(*all, owner);
    if (!account) co_return pass_on(account);
    const auto on_account = [&wanted](directory::Account& a) { return wanted(a.senders); };
    done = co_await world.directory.update_account((*account)->id, on_account);
  } else {
    auto domain = domain_named(*all, owner);
    if (!domain) co_return pass_on(domain);
    const auto on_domain = [&wanted](directory::Domain& d) { return wanted(d.settings.senders); };
    done = co_await world.directory.update_domain((*domain)->id, on_domain);
  }
  if (!done) co_return pass_on(done);
  co_return co_await list(world, call);
}

Result<void> check_count(std::size_t entries, std::string_view argument = "senders") {
  if (entries <= SenderLists::kMost) return {};
  return fail_argument(argument, fmt::format("They are {} at most", SenderLists::kMost), Failure::too_large);
}

// Counted before anything is read: what is too much costs nobody but its sender.
Result<std::vector<std::string>> entries_of(const std::vector<std::string>& words, std::string_view argument = "senders") {
  if (auto few = check_count(words.size(), argument); !few) return pass_on(few);
  std::vector<std::string> out;
  for (const auto& word : words) {
    auto entry = address::sender_entry(word);
    if (!entry) return blame(argument, std::move(entry.error()));
    out.push_back(std::move(*entry));
  }
  if (out.empty()) return fail_argument(argument, "No sender was named");
  return out;
}

// Whoever is put into one list leaves the other. No entry is looked for in a whole list: all commits wait while this runs.
Result<void> put_into(std::vector<std::string>& list, std::vector<std::string>& other,
                      const std::vector<std::string>& entries) {
  std::set<std::string, std::less<>> there(list.begin(), list.end());
  for (const auto& entry : entries) {
    if (!there.insert(entry).second) continue;
    if (auto few = check_count(list.size() + 1); !few) return few;
    list.push_back(entry);
  }
  std::erase_if(other, [&](const std::string& entry) { return there.contains(entry); });
  return {};
}

Task<Result<json::value>> put(World& world, const Call& call, bool trusted) {
  auto entries = entries_of(call.list("senders"));
  if (!entries) co_return pass_on(entries);
  Change wanted = [&](SenderLists& lists) {
    return trusted ? put_into(lists.trusted, lists.blocked, *entries) : put_into(lists.blocked, lists.trusted, *entries);
  };
  co_return co_await change(world, call, std::move(wanted));
}

Task<Result<json::value>> trust(World& world, const Call& call) { return put(world, call, true); }
Task<Result<json::value>> block(World& world, const Call& call) { return put(world, call, false); }

Task<Result<json::value>> forget(World& world, const Call& call) {
  auto entry = read(call, "sender", address::sender_entry);
  if (!entry) co_return pass_on(entry);
  Change wanted = [&](SenderLists& lists) -> Result<void> {
    if (!lists.forget(*entry)) return fail(Failure::not_found, "This sender is in neither list");
    return {};
  };
  co_return co_await change(world, call, std::move(wanted));
}

// One commit, in this order: what is taken back so, is put back whole. Who is in neither list is forgotten already.
Task<Result<json::value>> change_lists(World& world, const Call& call) {
  const auto named = [&](std::string_view list) -> Result<std::vector<std::string>> {
    if (call.list(list).empty()) return std::vector<std::string>{};
    return entries_of(call.list(list), list);
  };
  auto gone = named("forget"), trusted = named("trust"), blocked = named("block");
  for (auto* one : {&gone, &trusted, &blocked})
    if (!*one) co_return pass_on(*one);
  if (gone->empty() && trusted->empty() && blocked->empty()) co_return fail(Failure::invalid, "No sender was named");
  Change wanted = [&](SenderLists& lists) -> Result<void> {
    const std::set<std::string, std::less<>> out(gone->begin(), gone->end());
    for (auto* list : {&lists.trusted, &lists.blocked})
      std::erase_if(*list, [&](const std::string& entry) { return out.contains(entry); });
    if (auto done = put_into(lists.trusted, lists.blocked, *trusted); !done) return done;
    return put_into(lists.blocked, lists.trusted, *blocked);
  };
  co_return co_await change(world, call, std::move(wanted));
}

Task<Result<json::object>> shown(World& world, const Call& call) {
  const auto all = world.directory.snapshot();
  const auto owner = call.text("owner");
  const auto told = [](const SenderLists& lists) {
    return json::object{{"trusted", texts(lists.trusted)}, {"blocked", texts(lists.blocked)}};
  };
  if (is_account(owner)) {
    const auto account = account_at(*all, owner);
    co_return account ? told((*account)->senders) : json::object{};
  }
  const auto domain = domain_named(*all, owner);
  co_return domain ? told((*domain)->settings.senders) : json::object{};
}

constexpr Argument kOwner{"owner", Kind::text, true, true, "The account's address, or the domain"};
constexpr Argument kSenders{"senders", Kind::list, true, true, "Addresses, domains, or .domain for all below it"};
constexpr std::array kOne{kOwner};
constexpr std::array kPut{kOwner, kSenders};
constexpr std::array kForget{kOwner, Argument{"sender", Kind::text, true, true, "The entry, as the list shows it"}};

constexpr std::array kChange{kOwner, Argument{"forget", Kind::list, false, false, "Who is taken out of the list that he is in"},
                             Argument{"trust", Kind::list, false, false, "Who is trusted from then on"},
                             Argument{"block", Kind::list, false, false, "Who is blocked from then on"}};

constexpr std::array kOperations{
    Operation{"sender.list", "List the senders that an account or a domain trusts and blocks",
              reads(Area::domains).of_account_or_domain("owner").or_himself(), false, kOne, list, "SenderLists"},
    Operation{"sender.trust", "Let nothing count against senders, once SPF, DKIM or DMARC proves that it is they",
              changes(Area::domains).of_account_or_domain("owner").or_himself(), false, kPut, trust, "SenderLists"}
        .showing(shown),
    Operation{"sender.block", "Keep senders out of the inbox, proven or not: see spam_actions of accounts and domains",
              changes(Area::domains).of_account_or_domain("owner").or_himself(), false, kPut, block, "SenderLists"}
        .showing(shown),
    Operation{"sender.forget", "Take a sender out of the list that it is in",
              changes(Area::domains).of_account_or_domain("owner").or_himself(), false, kForget, forget, "SenderLists"}
        .showing(shown),
    Operation{"sender.change", "Forget, trust and block senders at once, in this order: all of it is done, or nothing",
              changes(Area::domains).of_account_or_domain("owner").or_himself(), false, kChange, change_lists, "SenderLists"}
        .showing(shown),
};

}  // namespace
}  // namespace on_sender

std::span<const Operation> sender_operations() { return on_sender::kOperations; }

}  // namespace postern::admin
