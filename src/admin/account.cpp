// Operations on accounts: create, list, show, change, delete, passwords.
#include <unordered_map>

#include "admin/account_facts.h"
#include "admin/account_plan.h"
#include "admin/account_removal.h"
#include "admin/account_trail.h"
#include "admin/containment.h"
#include "admin/impersonate.h"
#include "admin/left_names.h"
#include "admin/nouns.h"
#include "admin/recovery_address.h"
#include "admin/subjects.h"
#include "admin/words.h"
#include "admin/world.h"
#include "auth/password_policy.h"
#include "auth/set_password.h"
#include "directory/protocols.h"
#include "events/table.h"
#include "queue/queue.h"

namespace postern::admin {
namespace on_account {
namespace {

// Of one that has no mailboxes: a service account, or one that a crash has left half made.
store::Quota none_held(const directory::Account& a) { return {.limit_bytes = a.quota}; }

json::object describe(const World& world, const directory::Snapshot& all, const directory::Account& a,
                      const store::Quota& held) {
  return {{"address", all.address_of(a).text()},
          {"display_name", a.display_name},
          {"status", directory::name(a.status)},
          {"kind", a.service ? "service" : "person"},
          {"quota", held.limit_bytes},
          {"used_bytes", held.used_bytes},
          {"created", rfc3339(a.created)},
          {"second_factor", a.second_factor},
          {"country_rule", name(a.login_from.mode)},
          {"countries", texts(a.login_from.countries)},
          {"spam_actions", text_of(a.spam)},
          {"services", texts(directory::protocols_of(directory::all_but(a.closed)))},
          {"password_changed", a.credential_version ? rfc3339(a.password_changed) : ""},
          {"last_login", last_login(world, a.id)}};
}

// Those that are not named are closed, also to application passwords that were made for them. None: nothing is said of them.
Result<std::optional<std::vector<events::Service>>> closed_by(const Call& call) {
  if (!call.arguments.contains("services")) return std::nullopt;
  auto open = directory::services_of(call.list("services"));
  if (!open) return blame("services", std::move(open.error()));
  if (open->empty()) return fail_argument("services", "Name one at least, or let the account receive only");
  return directory::all_but(*open);
}

Task<Result<json::value>> create(World& world, const Call& call) {
  auto mailbox = read(call, "address", mailbox_of);
  if (!mailbox) co_return pass_on(mailbox);
  auto closed = closed_by(call);
  if (!closed) co_return pass_on(closed);
  if (auto good = directory::check_display_name(call.text("display_name")); !good)
    co_return blame("display_name", std::move(good.error()));
  AccountPlan plan{.address = call.text("address"),
                   .display_name = call.text("display_name"),
                   .password = Secret(call.text("password")),
                   .quota = call.number("quota"),
                   .closed = std::move(*closed)};
  const bool generated = !call.arguments.contains("password");
  if (!generated && plan.password.empty())
    co_return fail_argument("password",
                            "The password that was given is empty: give one, or leave --password out to have one made");
  if (generated) {
    auto good = generate(world, *mailbox, plan.display_name);
    if (!good) co_return pass_on(good);
    plan.password = std::move(*good);
  }
  const std::string shown = generated ? std::string(plan.password.reveal()) : std::string();
  std::vector<AccountPlan> plans;
  plans.push_back(std::move(plan));
  auto made = co_await create_accounts(world, std::move(plans), false);
  if (!made) co_return blame_taken("address", std::move(made.error()));
  const auto all = world.directory.snapshot();
  const auto account = all->account(*mailbox);
  if (!account) co_return fail(Failure::not_found, "There is no such account");
  auto held = co_await world.store.quota(account->id);
  auto out = describe(world, *all, *account, held ? *held : none_held(*account));
  if (generated) out["password"] = shown;
  co_return out;
}

Task<Result<json::value>> list(World& world, const Call& call) {
  const auto all = world.directory.snapshot();
  const auto address = [&all](const auto& a) { return all->address_of(*a).text(); };
  const auto rows = wanted(call.page, all->accounts(listed_domains(call, *all)), address);
  std::vector<AccountId> ids;
  for (const auto& a : rows) ids.push_back(a->id);
  auto held = co_await world.store.quotas(std::move(ids));
  if (!held) co_return pass_on(held);
  json::array out;
  for (std::size_t i = 0; i < rows.size(); ++i)
    out.push_back(describe(world, *all, *rows[i], (*held)[i].value_or(none_held(*rows[i]))));
  co_return out;
}

// In which he is written to where he has said nothing.
Language language_above(const World& world, const directory::Snapshot& all, directory::Account account) {
  const auto server = world.registry.find("server.language");
  account.language.reset();
  return all.language_of(account, server ? language_named(server->text).value_or(Language::en) : Language::en);
}

Result<void> set_language(const Call& call, directory::Account& a) {
  if (!call.arguments.contains("language")) return {};
  const auto word = call.text("language");
  const auto wanted = language_named(word);
  if (!wanted && word != kAsDomain) return fail_argument("language", "A language is en or de, or domain: as its domain says");
  a.language = wanted;
  return {};
}

Task<Result<json::value>> in_full(World& world, AccountId id) {
  const auto all = world.directory.snapshot();
  const auto account = all->account(id);
  if (!account) co_return fail(Failure::not_found, "There is no such account");
  auto quota = co_await world.store.quota(id);
  const bool has_none = account->service && !quota && quota.error().kind == Failure::not_found;  // it has no mailboxes
  if (has_none) quota = none_held(*account);
  if (!quota) co_return pass_on(quota);
  auto out = describe(world, *all, *account, *quota);
  out["used_messages"] = quota->used_messages;
  auto recovery = co_await world.directory.recovery(id);
  if (!recovery) co_return pass_on(recovery);
  out["recovery_address"] = recovery->mailbox.text();
  json::array addresses;
  for (const auto& m : all->addresses_of(id)) addresses.emplace_back(m.text());
  out["may_send_as"] = std::move(addresses);
  out["language"] = language_text(*account);
  out["domain_language"] = postern::name(language_above(world, *all, *account));
  co_return out;
}

Task<Result<json::value>> show(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  co_return co_await in_full(world, (*account)->id);
}

Result<void> set_status(const Call& call, directory::Account& a) {
  const std::array asked{std::pair("disable", directory::Status::disabled), std::pair("enable", directory::Status::active),
                         std::pair("receive_only", directory::Status::receiving)};
  for (const auto& [flag, status] : asked) {
    if (!call.flag(flag)) continue;
    // By disabling it and enabling it again too: its held mail would be nobody's to settle.
    if (a.status == directory::Status::contained)
      return fail(Failure::conflict,
                  "The account is contained: recover it, which gives it back to its owner (postern account recover)");
    if (a.service && status == directory::Status::receiving)
      return fail_argument("receive_only", "A service account has no mailbox: it receives nothing");
    a.status = status;
  }
  return {};
}

Result<void> set_services(const Call& call, directory::Account& a) {
  if (a.service && call.arguments.contains("services"))
    return fail_argument("services", "A service account sends, and nothing else");
  auto closed = closed_by(call);
  if (!closed) return pass_on(closed);
  if (*closed) a.closed = std::move(**closed);
  return {};
}

Task<Result<json::value>> update(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  const auto quota = call.number("quota");
  const auto change = [&](directory::Account& a) -> Result<void> {
    if (call.arguments.contains("display_name")) a.display_name = call.text("display_name");
    if (quota) a.quota = *quota;
    if (auto set = set_status(call, a); !set) return set;
    if (auto set = set_services(call, a); !set) return set;
    if (auto set = set_language(call, a); !set) return set;
    if (call.arguments.contains("spam_actions")) {
      auto actions = read(call, "spam_actions", spam_actions_of);
      if (!actions) return pass_on(actions);
      a.spam = *actions;
    }
    return set_countries(call, a.login_from);
  };
  auto done = co_await world.directory.update_account((*account)->id, change);
  if (!done) co_return blame("display_name", std::move(done.error()));
  if (quota) {
    auto set = co_await world.store.set_quota((*account)->id, *quota);
    if (!set) co_return pass_on(set);
  }
  if (call.arguments.contains("recovery_address")) {
    auto set = co_await set_recovery_address(world, *account, call.caller.name, call.text("recovery_address"));
    if (!set) co_return blame("recovery_address", std::move(set.error()));
  }
  co_return co_await show(world, call);
}

Task<Result<json::value>> language(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  const auto change = [&](directory::Account& a) { return set_language(call, a); };
  auto done = co_await world.directory.update_account((*account)->id, change);
  if (!done) co_return pass_on(done);
  co_return co_await show(world, call);
}

// What it is logged in to by its old name ends: programs have to be told the new one. Mail for the old name that is tried between the two
// commits may have come back to its sender.
Task<Result<json::value>> rename(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  const auto home = world.directory.snapshot()->domain((*account)->domain);
  if (!home) co_return fail(Failure::not_found, "There is no such domain");
  const auto suffix = "@" + home->name.unicode();
  const auto name = call.text("name");
  auto fresh = mailbox_of(name.ends_with(suffix) ? name : name + suffix);
  if (!fresh) co_return blame("name", std::move(fresh.error()));
  auto done = co_await world.directory.rename_account((*account)->id, fresh->local(), !call.flag("drop_old"));
  if (!done && done.error().kind == Failure::exists) co_return blame_taken("name", std::move(done.error()));
  if (!done) co_return blame("name", std::move(done.error()));
  if (call.flag("drop_old")) done = co_await follow_left_names(world.directory, world.queue);
  if (!done) co_return pass_on(done);
  co_return co_await in_full(world, (*account)->id);
}

// Its address: by the new name, or by the old one as long as it has that.
Task<Result<json::object>> name_shown(World& world, const Call& call) {
  const auto all = world.directory.snapshot();
  const auto old = call.text("address"), name = call.text("name");
  auto account = account_at(*all, name.contains('@') ? name : name + old.substr(std::min(old.rfind('@'), old.size())));
  if (!account) account = account_at(*all, old);
  if (!account) co_return json::object{};
  co_return json::object{{"address", all->address_of(**account).text()}};
}

Task<Result<json::value>> remove(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  auto done = co_await remove_account(world, *account);
  if (!done) co_return pass_on(done);
  co_return json::value();
}

Task<Result<json::value>> password(World& world, const Call& call) {
  const auto all = world.directory.snapshot();
  auto account = account_at(*all, call, "address");
  if (!account) co_return pass_on(account);
  const auto& a = **account;
  if (a.service)
    co_return fail(
        Failure::invalid,
        "A service account's password is made: let it have a new one (postern service-account update --new-password)");
  const auto owner = all->address_of(a);
  Secret chosen(call.text("password"));
  const bool generated = call.flag("generate");
  if (generated) {
    auto good = generate(world, owner, a.display_name);
    if (!good) co_return pass_on(good);
    chosen = std::move(*good);
  }
  if (chosen.empty()) co_return fail_argument("password", "No password was given: give one, or use --generate");
  json::object out;
  if (generated) out["password"] = std::string(chosen.reveal());
  auto done = co_await set_password(world, *account, std::move(chosen));
  if (!done) co_return pass_on(done);
  ByAnother what{written<"An administrator has set your password">(),
                 written<"has set another password for your account">(),
                 {written<"The one that you had opens nothing any more, and what was open by it has ended.">()}};
  co_await tell_owner(world, call, *account, std::move(what));
  co_return out;
}

constexpr Argument kQuota{"quota", Kind::number, false, false, "Octets it may hold; 0: no limit"};
constexpr Argument kDisplayName{"display_name", Kind::text, false, false, "The person's name"};
constexpr std::array kOne{kAccountAddress};
constexpr std::array kCreate{
    kAccountAddress, kDisplayName, kQuota,
    Argument{"password", Kind::secret, false, false, "Give the password; without it one is made and shown"},
    Argument{
        "services", Kind::list, false, false,
        "What its owner may use, of smtp (sending), imap, pop3, sieve, web; without it, what its domain has for new accounts"}};
constexpr std::array kList{Argument{"domain", Kind::text, false, false, "Only this domain"}};
constexpr std::array kUpdate{
    kAccountAddress,
    kDisplayName,
    kQuota,
    Argument{"disable", Kind::flag, false, false, "No login, no new mail; what is stored stays"},
    Argument{"receive_only", Kind::flag, false, false,
             "No login; mail for it is taken, and goes on or is answered as its owner has said"},
    Argument{"enable", Kind::flag, false, false, "Undo disable, or receive-only"},
    Argument{
        "services", Kind::list, false, false,
        "What its owner may use, of smtp (sending), imap, pop3, sieve, web; the rest is closed to every key of the account"},
    kCountryRule,
    kCountries,
    Argument{"spam_actions", Kind::text, false, false,
             "What becomes of spam: low=inbox,medium=junk,high=refuse,blocked=junk (or quarantine); what is left out is as the "
             "domain says"},
    Argument{"recovery_address", Kind::text, false, false, "Elsewhere, for when the password is forgotten; empty: nowhere"},
    Argument{"language", Kind::text, false, false, "In which the server writes to its owner: en, de, or domain, as that says"}};
constexpr std::array kLanguage{kAccountAddress,
                               Argument{"language", Kind::text, true, true, "en, de, or domain: as the domain says"}};
constexpr std::array kRename{kAccountAddress, Argument{"name", Kind::text, true, true, "What stands before the @ from now on"},
                             Argument{"drop_old", Kind::flag, false, false,
                                      "Mail for the old address is refused; without it the old one stays as an alias"}};
constexpr std::array kImpersonate{
    kAccountAddress, Argument{"reason", Kind::text, true, false, "Why, in one line: the user is shown it, and it is logged"}};
constexpr std::array kContain{kAccountAddress, Argument{"reason", Kind::text, true, false, "Why, in one line: it is logged"}};
constexpr std::array kRecover{
    kAccountAddress,
    Argument{"generate", Kind::flag, false, false, "Make a password and show it"},
    Argument{"password", Kind::secret, false, false,
             "Give the password; with neither, a link is made by which its owner sets one"},
    Argument{"mail", Kind::text, false, false,
             "What becomes of the mail that is held: keep (as without the word), release, delete"},
    Argument{"forget_recovery_address", Kind::flag, false, false,
             "Take away where a forgotten password is reset, whenever it was set; else if it was within the 7 days before"},
    Argument{"keep_recovery_address", Kind::flag, false, false, "Leave it in any case"},
    Argument{"remove_second_factor", Kind::flag, false, false, "Also take its second factor away"}};
constexpr std::array kTrail{
    kAccountAddress,
    Argument{"since", Kind::text, false, false,
             "A time, 2026-11-26T08:00:00Z, or how far back, 7d; else the first login of the last seven days from an "
             "address that the account was not opened from before, or seven days"}};
constexpr std::array kPassword{kAccountAddress, Argument{"password", Kind::secret, false, false, "Give the password"},
                               Argument{"generate", Kind::flag, false, false, "Make one and show it"}};

constexpr std::array kOperations{
    Operation{"account.create", "Make an account with its mailboxes", changes(Area::domains).of_address("address").heavy(),
              false, kCreate, create, "{Account, password?: text}"}
        .showing(account_shown),
    Operation{"account.list", "List the accounts", reads(Area::domains).of_own_domains("domain"), false, kList, list,
              "[Account]"},
    Operation{"account.show", "Show one account, what it holds and may send as",
              reads(Area::domains).of_account("address").or_himself(), false, kOne, show, "AccountInFull"},
    Operation{"account.update", "Change an account", changes(Area::domains).of_account("address").if_proven(), false, kUpdate,
              update, "AccountInFull"}
        .showing(account_shown),
    Operation{"account.language", "Set the language in which the server writes to the owner of an account",
              changes(Area::domains).of_account("address").or_himself(), false, kLanguage, language, "AccountInFull"}
        .showing(account_shown),
    Operation{"account.rename", "Give an account another name before the @; aliases and catch-alls that name it follow",
              changes(Area::domains).of_account("address").if_proven(), false, kRename, rename, "AccountInFull"}
        .showing(name_shown),
    Operation{"account.password", "Set an account's password; its owner sets his own in a session of the pages",
              changes(Area::domains).of_account("address").heavy().if_proven(), false, kPassword, password, "{password?: text}"}
        .showing(account_shown),
    Operation{"account.sign-ins", "List who has signed in to an account lately, or has tried to, and from where",
              reads(Area::domains).of_account("address").or_himself().heavy(), false, kOne, sign_ins,
              "[{at: time, service: text, ip: text, country: text, tls: flag, cause: text}]"},
    Operation{"account.set-up", "What a mail program has to be told to get at an account",
              reads(Area::domains).of_account("address").or_himself(), true, kOne, set_up,
              "{host_name: text, user_name: text, services: [{service: text, port: number, tls: text}], takes_tokens: flag}"},
    Operation{"account.impersonate",
              "Make a token that acts in a user's name for a while and changes nothing; he is told by mail",
              changes(Area::domains).of_account("address").in_person(), true, kImpersonate, impersonate, "Impersonation"},
    Operation{"account.contain",
              "Shut a stranger out of an account in one act: its password, keys and sessions end and its waiting mail is held; "
              "mail for it is still taken",
              changes(Area::domains).of_account("address"), false, kContain, contain, "Containment"}
        .showing(account_shown),
    Operation{"account.recover", "Give a contained account back to its owner",
              changes(Area::domains).of_account("address").heavy().if_proven(), false, kRecover, recover,
              "{messages: number, password?: text, token?: text, link?: text, expires?: time}"}
        .showing(account_shown),
    Operation{"account.trail", "What was done in an account since a moment: who got in, what was sent, what was changed",
              reads(Area::domains).of_account("address").heavy(), false, kTrail, trail, "AccountTrail"},
    Operation{"account.delete", "Delete an account and all its mail", changes(Area::domains).of_account("address").if_proven(),
              false, kOne, remove, "none"}
        .showing(account_shown),
};

}  // namespace
}  // namespace on_account

std::span<const Operation> account_operations() { return on_account::kOperations; }

}  // namespace postern::admin
