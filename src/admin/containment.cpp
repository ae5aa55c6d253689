// The door first, then who is inside, then what they left in the queue.
#include "admin/containment.h"

#include <algorithm>
#include <map>
#include <set>

#include "admin/account_plan.h"
#include "admin/account_trail.h"
#include "admin/people_pages.h"
#include "admin/queue_words.h"
#include "admin/recovery_address.h"
#include "admin/user_sessions.h"
#include "admin/words.h"
#include "admin/world.h"
#include "base/text.h"
#include "events/table.h"
#include "queue/queue.h"

namespace postern::admin {
namespace {

using events::Key;

// Once for the web, once for all other protocols.
std::size_t end_web_sessions(const World& world, AccountId account) {
  if (!world.users) return 0;
  const auto there = world.users->of(account).size();
  world.users->end(account);
  return there;
}

std::size_t drop_connections(const World& world, AccountId account) {
  if (!world.connections || !world.drop_connection) return 0;
  std::size_t dropped = 0;
  for (const auto& c : world.connections())
    if (c.account == account && world.drop_connection(c.session)) ++dropped;
  return dropped;
}

// Messages, and until when each was to be held by its sender's own wish (RFC 4865).
using Waiting = std::map<queue::EntryId, Time>;

// The messages that an account has in the queue: all, or those that are held. What is in quarantine is held there, and stays.
Task<Result<Waiting>> messages_of(World& world, AccountId account, bool held) {
  queue::Search what;
  what.account = account;
  what.limit = kMostChanged;
  auto entries = co_await world.queue.list(std::move(what));
  if (!entries) co_return pass_on(entries);
  Waiting out;
  for (const auto& e : *entries)
    if (e.message.envelope.judged.quarantine.empty() && (!held || e.leg.due == queue::kNever))
      out.emplace(e.id, e.message.envelope.hold_until);
  co_return out;
}

std::set<queue::EntryId> ids_of(const Waiting& all) {
  std::set<queue::EntryId> out;
  for (const auto& [id, hold_until] : all) out.insert(id);
  return out;
}

// At once, but for what its sender wants held still.
MessageChange due_when_wished(World& world, Waiting all) {
  return [&world, all = std::move(all), now = world.time.now()](queue::EntryId id) {
    return due_at(world, std::max(now, all.at(id)))(id);
  };
}

Task<Result<std::size_t>> settle_mail(World& world, AccountId account, std::string what) {
  if (what == "keep") co_return 0;
  auto held = co_await messages_of(world, account, true);
  if (!held) co_return pass_on(held);
  auto ids = ids_of(*held);
  auto change = what == "release" ? due_when_wished(world, std::move(*held)) : removal(world);
  co_return co_await change_each(std::move(ids), std::move(change));
}

// What a stranger may have put in place of the owner's own.
Task<Result<void>> clear(World& world, const Call& call, AccountPointer account) {
  Result<bool> forget = call.flag("forget_recovery_address");
  if (!*forget && !call.flag("keep_recovery_address")) forget = recovery_is_in_doubt(world, *account);
  if (!forget) co_return pass_on(forget);
  if (*forget) {
    auto forgotten = co_await set_recovery_address(world, account, call.caller.name, {});
    if (!forgotten) co_return forgotten;
  }
  if (!call.flag("remove_second_factor")) co_return Result<void>{};
  const auto none = [](directory::SecondFactor& f) -> Result<void> {
    f = {};
    return {};
  };
  co_return co_await world.directory.change_second_factor(account->id, none);
}

struct WayIn {
  Secret password;  // none: a link
  bool shown = false;
};

Result<WayIn> way_in(World& world, const Call& call, const directory::Account& account) {
  WayIn out{Secret(call.text("password")), call.flag("generate")};
  if (out.shown && !out.password.empty()) return fail_argument("password", "Give a password, or have one made: not both");
  if (!out.shown) return out;
  auto made = generate(world, world.directory.snapshot()->address_of(account), account.display_name);
  if (!made) return pass_on(made);
  out.password = std::move(*made);
  return out;
}

Task<Result<void>> open_again(World& world, AccountId account) {
  const auto active = [](directory::Account& a) -> Result<void> {
    a.status = directory::Status::active;
    return {};
  };
  co_return co_await world.directory.update_account(account, active);
}

}  // namespace

Task<Result<json::value>> contain(World& world, const Call& call) {
  auto why = reason_of(call.text("reason"));
  if (!why) co_return blame("reason", std::move(why.error()));
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  const auto id = (*account)->id;
  if ((*account)->service)
    co_return fail(Failure::invalid,
                   "A service account is not contained: disable it (postern service-account update --disable)");
  auto keys = co_await world.directory.contain(id, remembered_of(world, **account));
  if (!keys) co_return pass_on(keys);
  const auto sessions = end_web_sessions(world, id), connections = drop_connections(world, id);
  auto waiting = co_await messages_of(world, id, false);
  if (!waiting) co_return pass_on(waiting);
  auto held = co_await change_each(ids_of(*waiting), due_at(world, queue::kNever));
  if (!held) co_return pass_on(held);
  world.events.write(events::Event::account_contained, {},
                     {{Key::who, call.caller.name},
                      {Key::account, world.directory.snapshot()->name_of(id)},
                      {Key::reason, *why},
                      {Key::count, *held}});
  co_return json::object{{"keys", *keys}, {"sessions", sessions}, {"connections", connections}, {"messages", *held}};
}

Task<Result<json::value>> recover(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  const auto id = (*account)->id;
  if ((*account)->status != directory::Status::contained) co_return fail(Failure::conflict, "The account is not contained");
  const auto given = call.text("mail");
  const std::string mail = given.empty() ? "keep" : given;
  if (mail != "keep" && mail != "release" && mail != "delete")
    co_return fail_argument("mail", "Held mail is kept, released or deleted: keep, release, delete");
  if (call.flag("forget_recovery_address") && call.flag("keep_recovery_address"))
    co_return fail_argument("keep_recovery_address", "The recovery address is kept or forgotten: not both");
  auto way = way_in(world, call, **account);
  if (!way) co_return pass_on(way);
  json::object out;
  if (way->shown) out["password"] = std::string(way->password.reveal());
  const std::string_view how = way->password.empty() ? "link" : "password";
  auto cleared = co_await clear(world, call, *account);
  if (!cleared) co_return pass_on(cleared);
  if (!way->password.empty()) {
    auto set = co_await set_password(world, *account, std::move(way->password));
    if (!set) co_return pass_on(set);
  }
  auto settled = co_await settle_mail(world, id, mail);
  if (!settled) co_return pass_on(settled);
  out["messages"] = *settled;
  auto opened = co_await open_again(world, id);
  if (!opened) co_return pass_on(opened);
  world.events.write(events::Event::account_recovered, {},
                     {{Key::who, call.caller.name},
                      {Key::account, world.directory.snapshot()->name_of(id)},
                      {Key::value, how},
                      {Key::text, mail},
                      {Key::count, *settled}});
  if (how == "password") co_return out;
  auto made = co_await reset_link_of(world, id);
  if (!made) co_return pass_on(made);
  for (auto& member : *made) out.emplace(member.key(), std::move(member.value()));
  co_return out;
}

}  // namespace postern::admin
