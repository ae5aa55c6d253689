// Letting administrators in, and knowing them again: logins, sessions, tokens.
#include <algorithm>
#include <cstring>

#include "admin/administrators.h"
#include "admin/browsers.h"
#include "auth/hash_pool.h"
#include "auth/mac.h"
#include "auth/password_hasher.h"
#include "auth/sasl_prep.h"
#include "auth/sealer.h"
#include "auth/totp.h"
#include "base/codec.h"
#include "base/text.h"
#include "events/table.h"
#include "guard/administrator_id.h"
#include "guard/guard.h"

namespace postern::admin {

std::string password_record(std::string_view administrator);  // administrators.cpp

namespace {

using events::Cause;

constexpr std::size_t kCookieSize = 32;
constexpr std::size_t kMostSessionsOfOne = 20;

std::unexpected<Error> unknown_visitor() { return fail(Failure::denied, "Log in first"); }

Caller caller_of(const Administrator& a, const IpAddress& from, bool to_enrol) {
  return {.name = a.name, .roles = to_enrol ? Roles{} : a.roles, .domains = a.domains, .from = from};
}

// What the administrator may do, as far as the token goes: an owner has every role.
Roles both(Roles a, Roles b) {
  if (a.has(Role::owner)) return b;
  Roles out;
  for (const auto role : {Role::reader, Role::security, Role::domains, Role::queue, Role::owner})
    if (a.has(role) && b.has(role)) out.add(role);
  return out;
}

// Names a session without giving it away.
std::string hash_of(std::string_view cookie) { return to_hex(auth::sha256(cookie)); }

}  // namespace

// The networks come before everything else: from elsewhere even the right password is none.
Administrators::Candidate Administrators::find(std::string_view name, const auth::Peer& peer) const {
  const auto all = roster();
  const auto* a = all->find(name);
  if (!a) return {};
  Candidate found{*a, Cause::none};
  if (!a->may_come_from(IpAddress{peer.ip}))
    found.standing = Cause::not_permitted;
  else if (a->disabled)
    found.standing = Cause::account_disabled;
  else if (a->is_invited() && ports_.time.now() >= a->invited_until)
    found.standing = Cause::password_expired;
  return found;
}

Task<Result<Entry>> Administrators::login(auth::Peer peer, std::string name, Secret password, std::string code,
                                          std::string agent) {
  peer.service = events::Service::admin;
  auto judged = co_await judge(peer, std::move(name), std::move(password), std::move(code), std::move(agent));
  co_await wait_as_told(peer);
  co_return judged;
}

// The answer follows what the guard has made of the try.
Task<void> Administrators::wait_as_told(auth::Peer peer) {
  co_await ports_.guard.settle();
  const auto delay = ports_.guard.delay(IpAddress{peer.ip}, events::Service::admin);
  if (delay.count() > 0) co_await pause_until{Clock::now() + delay};
}

Task<Result<Entry>> Administrators::judge(auth::Peer peer, std::string name, Secret password, std::string code,
                                          std::string agent) {
  const IpAddress from{peer.ip};
  if (!ports_.guard.lets_log_in(from, events::Service::admin))
    co_return std::unexpected(refuse(peer, name, Cause::blocked, {}));
  const auto all = roster();
  const auto may_come = [&](const Administrator& a) { return a.may_come_from(from); };
  // From where nobody may come no name is looked at, so that all of them cost nothing alike.
  if (std::ranges::none_of(all->administrators, may_come))
    co_return std::unexpected(refuse(peer, name, Cause::not_permitted, password.reveal()));

  auto who = find(name, peer);
  if (who.standing == Cause::none) {
    const bool known = co_await knows(*who.administrator, peer);
    if (!known) who.standing = Cause::blocked;
  }
  auto right = co_await matches(who, password, network_group(peer.ip));
  if (!right) co_return fail(Failure::unavailable, "Try again later", right.error().text);
  auto cause = who.standing;
  if (cause == Cause::none && !*right) cause = Cause::wrong_password;
  if (cause == Cause::none && who.administrator->has_second_factor()) {
    auto taken = co_await take_code(name, code);
    if (!taken && taken.error().kind != Failure::denied)
      co_return fail(Failure::unavailable, "Try again later", taken.error().text);
    if (!taken) cause = Cause::second_factor;
  }
  if (cause == Cause::second_factor)
    co_return std::unexpected(refuse(peer, name, cause, auth::guessed_code(code, ports_.time.now()).reveal()));
  if (cause != Cause::none) co_return std::unexpected(refuse(peer, name, cause, password.reveal()));
  record(peer, name, Cause::none, {});
  co_return co_await begin_session(peer, *who.administrator, std::move(agent));
}

// On the pool, against the decoy where there is nothing to verify against: the work is the same for every name.
Task<Result<bool>> Administrators::matches(Candidate who, Secret password, std::uint64_t group) {
  const bool real = who.standing == Cause::none;
  Result<Secret> phc = Secret(ports_.hasher.decoy());
  if (real) phc = ports_.sealer.open(who.administrator->password, password_record(who.administrator->name));
  if (!phc) co_return pass_on(phc);
  struct Work {
    std::string password;
    Secret phc;
    Result<bool> matches = false;
  };
  auto work = std::make_shared<Work>();
  work->password = std::string(auth::prepared_password(std::move(password)).reveal());
  work->phc = std::move(*phc);
  auth::HashPool::Job job = [work, hasher = &ports_.hasher] {
    work->matches = hasher->verify(work->password, work->phc.reveal());
    wipe(work->password);
  };
  auto ran = co_await ports_.pool.run(group, std::move(job));
  if (!ran) co_return pass_on(ran);
  if (!work->matches) co_return pass_on(work->matches);
  co_return real && *work->matches;
}

Task<bool> Administrators::knows(Administrator a, auth::Peer peer) {
  auto browser = mark_of(peer.browser, a.version);
  const auto id = guard::id_of_administrator(a.name);
  co_return co_await ports_.guard.lets_in(id, IpAddress{peer.ip}, events::Service::admin, std::move(browser));
}

Task<Entry> Administrators::begin_session(auth::Peer peer, Administrator a, std::string agent) {
  Secret cookie(to_hex(ports_.random.bytes(kCookieSize)));
  const auto name = hash_of(cookie.reveal());
  const bool to_enrol = !a.has_second_factor();
  const auto now = ports_.time.now();
  const Session fresh{.administrator = a.name,
                      .version = a.version,
                      .began = now,
                      .begun = ports_.time.steady(),
                      .seen = ports_.time.steady(),
                      .from = IpAddress{peer.ip},
                      .to_enrol = to_enrol,
                      .second_factor_at = to_enrol ? Time{} : now,
                      .agent = agent_of(agent)};
  sessions_.with([&](Sessions& all) {
    const auto is_his = [&](const auto& row) { return row.second.administrator == a.name; };
    if (static_cast<std::size_t>(std::ranges::count_if(all, is_his)) >= kMostSessionsOfOne) {
      auto oldest = all.end();
      for (auto at = all.begin(); at != all.end(); ++at)
        if (is_his(*at) && (oldest == all.end() || at->second.seen < oldest->second.seen)) oldest = at;
      all.erase(oldest);
    }
    all.emplace(name, fresh);
  });
  const auto id = guard::id_of_administrator(a.name);
  Browser known{std::move(peer.browser), fresh.agent};
  auto browser = co_await know_browser(ports_.guard, ports_.random, id, std::move(known), a.version);
  co_return Entry{std::move(cookie), visitor_of(a, name, fresh), std::move(browser)};
}

Visitor Administrators::visitor_of(const Administrator& a, const std::string& hash, const Session& s) const {
  const bool proven = !s.to_enrol && ports_.time.now() < s.second_factor_at + settings_.current()->second_factor_life;
  auto caller = caller_of(a, s.from, s.to_enrol);
  caller.proven = proven;
  caller.session = hash;
  return {std::move(caller), s.to_enrol, s.second_factor_at, s.version};
}

bool Administrators::is_over(const Session& s, const Administrator* a) const {
  const auto now = ports_.time.steady();
  const auto settings = settings_.current();
  const bool late = now >= s.seen + settings->session_idle || now >= s.begun + settings->session_life;
  return late || !a || a->disabled || a->version != s.version;
}

bool Administrators::holds(const Visitor& visitor) const {
  const auto all = roster();
  return sessions_.with([&](const Sessions& sessions) {
    const auto at = sessions.find(visitor.caller.session);
    if (at == sessions.end()) return false;
    const auto& s = at->second;
    const auto* a = all->find(s.administrator);
    return !is_over(s, a) && s.version == visitor.version && a->may_come_from(s.from) &&
           ports_.guard.lets_log_in(s.from, events::Service::admin);
  });
}

Result<Visitor> Administrators::who_has_session(std::string_view cookie, const auth::Peer& peer) {
  const IpAddress from{peer.ip};
  if (!ports_.guard.lets_log_in(from, events::Service::admin)) return unknown_visitor();
  const auto name = hash_of(cookie);
  const auto now = ports_.time.steady();
  const auto all = roster();
  std::optional<Visitor> visitor;
  sessions_.with([&](Sessions& sessions) {
    const auto at = sessions.find(name);
    if (at == sessions.end()) return;
    auto& s = at->second;
    const auto* a = all->find(s.administrator);
    if (is_over(s, a)) {
      sessions.erase(at);
      return;
    }
    // From elsewhere the cookie is a stolen one. The session stays: its owner has done nothing.
    if (network_group(s.from.bytes) != network_group(peer.ip) || !a->may_come_from(from)) return;
    s.seen = now;
    s.from = from;
    visitor = visitor_of(*a, name, s);
  });
  if (!visitor) return unknown_visitor();
  return std::move(*visitor);
}

Result<Visitor> Administrators::who_has_token(std::string_view bearer, const auth::Peer& peer) {
  const IpAddress from{peer.ip};
  if (!ports_.guard.lets_log_in(from, events::Service::admin)) return unknown_visitor();
  const auto all = roster();
  const auto hash = auth::sha256(bearer);
  const ApiToken* token = nullptr;
  for (const auto& t : all->tokens)
    if (equal_in_constant_time(t.hash, hash)) token = &t;
  const auto* a = token ? all->find(token->administrator) : nullptr;
  Cause cause = Cause::none;
  if (!a)
    cause = Cause::unknown_account;
  else if (!a->may_come_from(from) ||
           (!token->networks.empty() && std::ranges::none_of(token->networks, [&](const auto& n) { return n.contains(from); })))
    cause = Cause::not_permitted;
  else if (a->disabled)
    cause = Cause::account_disabled;
  else if (token->expires.ms != 0 && token->expires <= ports_.time.now())
    cause = Cause::password_expired;
  if (cause != Cause::none) {
    auto as_admin = peer;
    as_admin.service = events::Service::admin;
    return std::unexpected(refuse(as_admin, a ? a->name : std::string_view(), cause, bearer));
  }
  auto caller = caller_of(*a, from, false);
  caller.by_token = caller.proven = true;
  caller.roles = both(a->roles, token->roles);
  return Visitor{std::move(caller)};
}

void Administrators::log_out(std::string_view session) {
  sessions_.with([&](Sessions& all) {
    if (const auto at = all.find(session); at != all.end()) all.erase(at);
  });
}

void Administrators::end_sessions(std::string_view name) {
  sessions_.with([&](Sessions& all) { std::erase_if(all, [&](const auto& row) { return row.second.administrator == name; }); });
}

Result<void> Administrators::update_session(const std::string& hash, const std::function<void(Session&)>& change) {
  return sessions_.with([&](Sessions& all) -> Result<void> {
    const auto at = all.find(hash);
    if (at == all.end()) return fail(Failure::denied, "Log in first");
    change(at->second);
    return {};
  });
}

bool Administrators::end_session(std::string_view session) {
  return sessions_.with([&](Sessions& all) {
    const auto at = all.find(session);
    if (at == all.end()) return false;
    all.erase(at);
    return true;
  });
}

Administrators::Sessions Administrators::sessions() const {
  return sessions_.with([](const Sessions& all) { return all; });
}

std::map<std::string, std::size_t> Administrators::session_counts() const {
  return sessions_.with([](const Sessions& all) {
    std::map<std::string, std::size_t> out;
    for (const auto& [hash, s] : all) ++out[s.administrator];
    return out;
  });
}

void Administrators::record(const auth::Peer& peer, std::string_view name, Cause cause, std::string_view secret) {
  using events::Key;
  // What is no administrator's name may be a password, typed into the wrong field.
  const auto known = roster()->find(name) ? name : std::string_view();
  events::SecurityEvent event{.at = ports_.time.now(),
                              .signal = events::Signal::login,
                              .service = events::Service::admin,
                              .cause = cause,
                              .tls = peer.tls,
                              .session = peer.session,
                              .ip = peer.ip,
                              .account = known.empty() ? AccountId() : guard::id_of_administrator(known),
                              .name = std::string(known)};
  if (!secret.empty()) {
    const Secret what(Encoder().bytes(name).raw(secret).take());
    const auto tag = auth::hmac_sha256(tag_key_.reveal(), what.reveal());
    std::memcpy(&event.credential, tag.data(), sizeof event.credential);
  }
  ports_.guard.record(std::move(event));
  const auto service = events::name(events::Service::admin);
  if (cause == Cause::none)
    ports_.events.write(events::Event::login_succeeded, peer.session,
                        {{Key::ip, peer.ip_text}, {Key::service, service}, {Key::account, known}});
  else
    ports_.events.write(
        events::Event::login_failed, peer.session,
        {{Key::ip, peer.ip_text}, {Key::service, service}, {Key::name, known}, {Key::cause, events::name(cause)}});
}

Error Administrators::refuse(const auth::Peer& peer, std::string_view name, Cause cause, std::string_view secret) {
  record(peer, name, cause, secret);
  return fail(Failure::denied, "Authentication failed").error();
}

}  // namespace postern::admin
