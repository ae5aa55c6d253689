// Users over HTTP, and who acts in their name.
#include "admin/user_sessions.h"

#include <fmt/format.h>

#include <algorithm>

#include "admin/browsers.h"
#include "admin/operation.h"
#include "auth/authenticator.h"
#include "auth/mac.h"
#include "base/network_group.h"
#include "base/text.h"
#include "directory/directory.h"
#include "events/table.h"
#include "guard/guard.h"

namespace postern::admin {
namespace {

using events::Event;
using events::Key;

constexpr std::size_t kValueSize = 32;
constexpr std::size_t kMostOfOne = 20;  // of a user, and in his name

std::unexpected<Error> unknown_visitor() { return fail(Failure::denied, "Log in first"); }

bool is_by(const UserSessions::Session& s, std::string_view administrator) {
  return s.by && !s.by->local && s.by->administrator == administrator;
}

std::string hash_of(std::string_view value) { return to_hex(auth::sha256(value)); }

}  // namespace

Result<std::string> reason_of(std::string_view reason) {
  const auto text = trim(reason);
  if (text.empty()) return fail(Failure::invalid, "Say why: it is logged");
  if (text.size() > kLongestReason)
    return fail(Failure::too_large, fmt::format("The reason may have at most {} bytes of text", kLongestReason));
  if (!is_utf8(text) || printable(text, text.size()) != text)
    return fail(Failure::invalid, "The reason is one line, of characters that can be shown");
  return std::string(text);
}

UserSessions::UserSessions(Ports ports, config::Live<AdministratorSettings> settings)
    : ports_(ports), settings_(std::move(settings)) {}

Task<Result<Entry>> UserSessions::login(auth::Peer peer, std::string name, Secret password, std::string code,
                                        std::string agent) {
  peer.service = events::Service::web;
  auto who = co_await ports_.logins.password_and_code(peer, std::move(name), std::move(password), std::move(code));
  if (!who) co_return pass_on(who);
  co_return co_await begin(std::move(peer), std::move(*who), std::move(agent));
}

Task<Result<Entry>> UserSessions::login_with_passkey(auth::Peer peer, PasskeyAnswer answer, std::string agent) {
  peer.service = events::Service::web;
  const auto take = [this](std::string_view challenge) { return ports_.administrators.take_challenge(challenge); };
  auto who = co_await ports_.logins.passkey(peer, std::move(answer), take);
  if (!who) co_return pass_on(who);
  co_return co_await begin(std::move(peer), std::move(*who), std::move(agent));
}

Task<Result<void>> UserSessions::prove_by_passkey(Visitor who, PasskeyAnswer answer) {
  if (!who.caller.account || !who.caller.by.empty()) co_return unknown_visitor();
  const auto take = [this, &who](std::string_view challenge) { return ports_.administrators.take_challenge(challenge, &who); };
  auto shown = co_await ports_.logins.take_passkey(*who.caller.account, std::move(answer), take);
  if (shown) showed(who.caller.session, true);
  co_return shown;
}

Task<Entry> UserSessions::begin(auth::Peer peer, auth::Identity who, std::string agent) {
  const IpAddress from{peer.ip};
  auto browser = peer.browser;
  const auto now = ports_.time.steady();
  const Session fresh{.who = std::move(who),
                      .by = {},
                      .began = ports_.time.now(),
                      .begun = now,
                      .seen = now,
                      .from = from,
                      .shown = ports_.time.now(),
                      .agent = agent_of(agent)};
  auto value = add(fresh);
  auto visitor = visitor_of(hash_of(value.reveal()), fresh);
  Browser known{std::move(browser), fresh.agent};
  browser =
      co_await know_browser(ports_.guard, ports_.random, fresh.who.account, std::move(known), fresh.who.credential_version);
  co_return Entry{std::move(value), std::move(visitor), std::move(browser)};
}

Task<Result<void>> UserSessions::prove(auth::Peer peer, std::string session, Secret password, std::string code) {
  const auto own = find_own(session);
  if (!own) co_return unknown_visitor();
  peer.service = events::Service::web;
  auto shown =
      co_await ports_.logins.password_and_code(std::move(peer), own->who.address, std::move(password), std::move(code));
  if (!shown) co_return pass_on(shown);
  if (shown->account != own->who.account) co_return unknown_visitor();
  showed(session, shown->by_code);
  co_return Result<void>{};
}

Task<Entry> UserSessions::go_on(auth::Peer peer, std::string hash, Session before) {
  log_out(hash);
  ++before.who.credential_version;  // set in place of that one alone
  co_return co_await begin(std::move(peer), std::move(before.who), std::move(before.agent));
}

void UserSessions::showed_code(std::string_view session) { showed(session, true); }

Task<void> UserSessions::wrong_code(Caller caller, AccountId account, std::string code) {
  if (!caller.from) co_return;
  auth::Peer peer{.session = caller.connection,
                  .service = caller.account ? events::Service::web : events::Service::admin,
                  .ip = caller.from->bytes,
                  .ip_text = caller.from->text(),
                  .tls = true};
  co_await ports_.logins.wrong_code(std::move(peer), account, std::move(code));
}

void UserSessions::showed(std::string_view session, bool by_code) {
  sessions_.with([&](Sessions& all) {
    const auto at = all.find(session);
    if (at == all.end() || at->second.by) return;
    at->second.shown = ports_.time.now();
    at->second.who.by_code = by_code;
  });
}

Result<UserSessions::Granted> UserSessions::begin_as(const Caller& administrator, const directory::Account& account,
                                                     std::string_view reason) {
  auto why = admin::reason_of(reason);
  if (!why) return blame("reason", std::move(why.error()));
  const auto all = ports_.directory.snapshot();
  if (account.service) return fail(Failure::invalid, "It is the account of a machine: nobody works in it");
  if (!all->may_log_in(account)) return fail(Failure::conflict, "The account or its domain is disabled");
  const auto roster = ports_.administrators.roster();
  const auto* his = roster->find(administrator.name);
  if (!his && !administrator.local) return denied();
  const auto now = ports_.time.steady();
  const Session fresh{.who = {.account = account.id,
                              .address = all->address_of(account).text(),
                              .local_part = account.local_part,
                              .credential_version = account.credential_version,
                              .by_code = true},
                      .by = Impersonation{administrator.name, his ? his->version : 0, administrator.local, std::move(*why)},
                      .began = ports_.time.now(),
                      .begun = now,
                      .seen = now,
                      .from = administrator.from};
  auto token = add(fresh);
  tell(Event::impersonation_began, fresh, "");
  return Granted{std::move(token), fresh.began + settings_.current()->impersonation_life};
}

// A user who has too many loses the one that was not used longest.
Secret UserSessions::add(Session fresh) {
  Secret value("postern_" + to_hex(ports_.random.bytes(kValueSize)));  // a word that scanners for leaked secrets can look for
  std::string dropped;
  sessions_.with([&](const Sessions& all) {
    std::size_t count = 0;
    const Session* oldest = nullptr;
    for (const auto& [hash, s] : all) {
      if (s.who.account != fresh.who.account || s.by.has_value() != fresh.by.has_value()) continue;
      ++count;
      if (oldest && s.seen >= oldest->seen) continue;
      oldest = &s;
      dropped = hash;
    }
    if (count < kMostOfOne) dropped.clear();
  });
  if (!dropped.empty())
    end_where("another one began", [&](const std::string& hash, const Session&) { return hash == dropped; });
  sessions_.with([&](Sessions& all) { all.emplace(hash_of(value.reveal()), std::move(fresh)); });
  return value;
}

bool UserSessions::is_over(const Session& s) const {
  const auto settings = settings_.current();
  const auto now = ports_.time.steady();
  const auto life = s.by ? std::chrono::milliseconds(settings->impersonation_life) : settings->session_life;
  if (now >= s.seen + settings->session_idle || now >= s.begun + life) return true;
  const bool to_enrol = ports_.logins.has_to_enrol(s.who);
  if (!to_enrol && !ports_.logins.still_holds(s.who)) return true;
  if (!showed_lately(s) && (to_enrol || is_to_set_password(s))) return true;
  if (!s.by || s.by->local) return false;
  const auto all = ports_.administrators.roster();
  const auto* a = all->find(s.by->administrator);
  return !a || a->disabled || a->version != s.by->version;
}

bool UserSessions::is_to_set_password(const Session& s) const {
  return !s.by && ports_.logins.password_life(s.who.account).expired(ports_.time.now());
}

// A new password comes first.
bool UserSessions::is_to_enrol(const Session& s) const { return !is_to_set_password(s) && ports_.logins.has_to_enrol(s.who); }

bool UserSessions::showed_lately(const Session& s) const {
  return ports_.time.now() < s.shown + settings_.current()->second_factor_life;
}

// From elsewhere the value is a stolen one.
bool UserSessions::may_come_from(const Session& s, const IpAddress& from) const {
  if (s.from && network_group(s.from->bytes) != network_group(from.bytes)) return false;
  if (!s.by || s.by->local) return true;
  const auto all = ports_.administrators.roster();
  const auto* a = all->find(s.by->administrator);
  return a && a->may_come_from(from);
}

bool UserSessions::holds(std::string_view session) const {
  return sessions_.with([&](const Sessions& all) {
    const auto at = all.find(session);
    if (at == all.end() || is_over(at->second)) return false;
    const auto& from = at->second.from;
    return !from || (may_come_from(at->second, *from) && ports_.guard.lets_log_in(*from, events::Service::web));
  });
}

Result<Visitor> UserSessions::who(std::string_view value, const auth::Peer& peer) {
  const IpAddress from{peer.ip};
  if (!ports_.guard.lets_log_in(from, events::Service::web)) return unknown_visitor();
  const auto hash = hash_of(value);
  std::optional<Visitor> visitor;
  bool over = false;
  sessions_.with([&](Sessions& all) {
    const auto at = all.find(hash);
    if (at == all.end()) return;
    auto& s = at->second;
    over = is_over(s);
    if (over || !may_come_from(s, from)) return;  // it stays where its owner is
    s.seen = ports_.time.steady();
    s.from = from;
    visitor = visitor_of(hash, s);
  });
  if (over) sweep();
  if (!visitor) return unknown_visitor();
  return std::move(*visitor);
}

// By a password alone he has shown it as well as he can; whoever acts in his name has shown nothing of his.
Visitor UserSessions::visitor_of(const std::string& hash, const Session& s) const {
  Caller caller{.name = s.by ? fmt::format("{} as {}", s.by->administrator, s.who.address) : s.who.address,
                .account = s.who.account,
                .from = s.from,
                .session = hash,
                .by = s.by ? s.by->administrator : std::string()};
  caller.proven = !s.by && showed_lately(s);
  Visitor visitor{.caller = std::move(caller)};
  if (!s.by && s.who.by_code) visitor.second_factor_at = s.shown;
  const auto life = ports_.logins.password_life(s.who.account);
  visitor.password_due = life.expires;
  visitor.to_set_password = !s.by && life.expired(ports_.time.now());
  visitor.to_enrol = !visitor.to_set_password && !ports_.logins.still_holds(s.who);  // whether it is over was asked before
  return visitor;
}

void UserSessions::log_out(std::string_view session) {
  end_where("logged out", [&](const std::string& hash, const Session&) { return hash == session; });
}

void UserSessions::end(AccountId account) {
  end_where("ended by an administrator", [&](const auto&, const Session& s) { return s.who.account == account; });
}

bool UserSessions::end_own(AccountId account, std::string_view session) {
  bool found = false;
  end_where("ended by its owner", [&](const std::string& hash, const Session& s) {
    const bool meant = s.who.account == account && !s.by && hash == session;
    found = found || meant;
    return meant;
  });
  return found;
}

bool UserSessions::end_one(std::string_view session) {
  bool found = false;
  end_where("ended by an administrator", [&](const std::string& hash, const Session&) {
    const bool meant = hash == session;
    found = found || meant;
    return meant;
  });
  return found;
}

void UserSessions::end_others(AccountId account, std::string_view session) {
  end_where("ended by its owner",
            [&](const std::string& hash, const Session& s) { return s.who.account == account && !s.by && hash != session; });
}

void UserSessions::end_all_by(std::string_view administrator) {
  end_where("ended by an administrator", [&](const auto&, const Session& s) { return is_by(s, administrator); });
}

bool UserSessions::log_out_all_by(std::string_view administrator) {
  bool any = false;
  end_where("logged out", [&](const auto&, const Session& s) {
    const bool is_his = is_by(s, administrator);
    any |= is_his;
    return is_his;
  });
  return any;
}

void UserSessions::sweep() {
  end_where("over", [this](const auto&, const Session& s) { return is_over(s); });
}

void UserSessions::stop() {
  end_where("the server stops", [](const auto&, const auto&) { return true; });
}

void UserSessions::end_where(std::string_view why,
                             const std::function<bool(const std::string& hash, const Session&)>& is_meant) {
  std::vector<Session> ended;
  sessions_.with([&](Sessions& all) {
    for (auto at = all.begin(); at != all.end();) {
      if (!is_meant(at->first, at->second)) {
        ++at;
        continue;
      }
      ended.push_back(std::move(at->second));
      at = all.erase(at);
    }
  });
  for (const auto& s : ended)
    if (s.by) tell(Event::impersonation_ended, s, why);
}

void UserSessions::tell(Event event, const Session& s, std::string_view how) const {
  ports_.events.write(event, {},
                      {{Key::who, std::string_view(s.by->administrator)},
                       {Key::account, std::string_view(s.who.address)},
                       {Key::reason, std::string_view(s.by->reason)},
                       {Key::text, how}});
}

UserSessions::Sessions UserSessions::list() const {
  return sessions_.with([](const Sessions& all) { return all; });
}

std::optional<UserSessions::Session> UserSessions::find_own(std::string_view hash) const {
  return sessions_.with([&](const Sessions& all) -> std::optional<Session> {
    const auto at = all.find(hash);
    if (at == all.end() || at->second.by) return {};
    return at->second;
  });
}

UserSessions::Sessions UserSessions::of(AccountId account) const {
  return sessions_.with([&](const Sessions& all) {
    Sessions out;
    for (const auto& [hash, s] : all)
      if (s.who.account == account) out.emplace(hash, s);
    return out;
  });
}

std::string UserSessions::reason_of(std::string_view hash) const {
  return sessions_.with([&](const Sessions& all) {
    const auto at = all.find(hash);
    return at == all.end() || !at->second.by ? std::string() : at->second.by->reason;
  });
}

}  // namespace postern::admin
