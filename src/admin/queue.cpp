// Operations on waiting mail.
#include "queue/queue.h"

#include <algorithm>
#include <functional>
#include <set>

#include "admin/follow.h"
#include "admin/message_text.h"
#include "admin/nouns.h"
#include "admin/queue_words.h"
#include "admin/words.h"
#include "admin/world.h"
#include "base/run_here.h"
#include "base/text.h"
#include "queue/throttle.h"

namespace postern::admin {

json::object describe_waiting(const queue::Entry& e) {
  json::array to, answers;
  for (std::size_t i = 0; i < e.leg.recipients.size(); ++i) {
    const auto& so_far = e.leg.progress[i];
    to.emplace_back(e.leg.recipients[i].mailbox.text());
    answers.push_back(json::object{{"attempts", so_far.attempts}, {"answer", so_far.last_answer}});
  }
  const auto& envelope = e.message.envelope;
  const bool held = e.leg.due == queue::kNever;
  return {{"id", id_text(e.id)},
          {"message", envelope.origin.id},
          {"domain", e.leg.hop},
          {"from", envelope.reverse_path ? envelope.reverse_path->text() : "<>"},
          {"to", std::move(to)},
          {"answers", std::move(answers)},
          {"size", e.message.size},
          {"queued", rfc3339(e.message.queued)},
          {"due", held ? json::value() : json::value(rfc3339(e.leg.due))},
          {"login", envelope.origin.login},
          {"quarantine", envelope.judged.quarantine.empty() ? json::value() : json::value(envelope.judged.quarantine)}};
}

namespace {

Task<Result<void>> uncounted(Task<Result<std::size_t>> change) {
  auto legs = co_await std::move(change);
  if (!legs) co_return pass_on(legs);
  co_return Result<void>{};
}

}  // namespace

Task<Result<std::size_t>> change_each(std::set<queue::EntryId> ids, MessageChange change) {
  std::size_t changed = 0;
  for (const auto id : ids) {
    auto task = change(id);
    auto done = co_await std::move(task);
    if (!done && done.error().kind != Failure::not_found) co_return pass_on(done);
    if (done) ++changed;
  }
  co_return changed;
}

MessageChange due_at(World& world, Time due) {
  return [&world, due](queue::EntryId id) { return uncounted(world.queue.set_due(id, due)); };
}

MessageChange removal(World& world) {
  return [&world](queue::EntryId id) { return world.queue.remove(id); };
}

namespace on_queue {
namespace {

// What a call asks for by domain, account and text.
Result<queue::Search> search_of(World& world, const Call& call) {
  queue::Search what;
  what.limit = call.number("limit").value_or(1000);
  what.text = to_lower(call.text("text"));
  if (const auto domain = call.text("domain"); !domain.empty()) what.hop = to_lower(domain);
  if (call.text("account").empty()) return what;
  auto account = account_at(*world.directory.snapshot(), call, "account");
  if (!account) return pass_on(account);
  what.account = (*account)->id;
  return what;
}

Task<Result<json::value>> list(World& world, const Call& call) {
  auto what = search_of(world, call);
  if (!what) co_return pass_on(what);
  what->sender = to_lower(call.text("sender"));
  what->answer = to_lower(call.text("answer"));
  auto entries = co_await world.queue.list(std::move(*what));
  if (!entries) co_return pass_on(entries);
  json::array out;
  for (const auto& e : *entries) out.push_back(describe_waiting(e));
  co_return out;
}

Task<Result<json::value>> show(World& world, const Call& call) {
  auto id = read(call, "id", id_of);
  if (!id) co_return pass_on(id);
  auto legs = co_await world.queue.find(*id);
  if (!legs) co_return pass_on(legs);
  json::array out;
  for (const auto& leg : *legs) out.push_back(describe_waiting(leg));
  co_return out;
}

// Whose mail it is has not asked for it: only in person, and the trail says who looked at which.
Task<Result<json::value>> look(World& world, const Call& call) {
  auto id = read(call, "id", id_of);
  if (!id) co_return pass_on(id);
  auto legs = co_await world.queue.find(*id);
  if (!legs) co_return pass_on(legs);
  auto text = co_await as_text(world, legs->front());
  if (!text) co_return pass_on(text);
  co_return std::move(*text);
}

// By destination, those for which most waits first.
Task<Result<json::value>> domains(World& world, const Call& call) {
  auto waited = co_await world.queue.waited();
  if (!waited) co_return pass_on(waited);
  json::array out;
  const auto limit = call.number("limit").value_or(1000);
  const auto name = to_lower(call.text("name"));
  for (const auto& line : world.queue.lines()) {
    if (out.size() == limit) break;
    if (line.hop.find(name) == std::string::npos) continue;
    const auto its = (*waited)[line.hop];
    const bool idle = line.taken || line.next == queue::kNever;
    out.push_back(json::object{{"domain", line.hop},
                               {"waiting", line.count},
                               {"next", idle ? json::value() : json::value(rfc3339(line.next))},
                               {"being_tried", line.taken},
                               {"oldest", its.first ? json::value(rfc3339(its.first->first)) : json::value()},
                               {"held", its.held}});
  }
  co_return out;
}

// The setting is another room's. Who looks after the queue may not read settings, and yet has to know.
Task<Result<json::value>> status(World& world, const Call&) {
  const auto paused = world.registry.find("delivery.paused");
  co_return json::object{{"paused", paused && paused->text == "on"}};
}

// Who has used up most of what he may first.
Task<Result<json::value>> throttles(World& world, const Call&) {
  if (!world.throttle) co_return fail(Failure::unavailable, "The server is not running");
  auto all = world.throttle->reached(world.time.now());
  const auto share = [](const queue::Throttle::Reached& r) { return static_cast<double>(r.recipients) / r.hourly; };
  std::ranges::sort(all, std::greater(), share);
  json::array out;
  for (const auto& r : all)
    out.push_back({{"of", r.of},
                   {"recipients", r.recipients},
                   {"hourly", r.hourly},
                   {"action", r.action == queue::OverLimit::reject ? "reject" : "delay"},
                   {"until", rfc3339(r.until)}});
  co_return out;
}

// The messages that a call means: one by its id, or those of a domain, an account or a text; never all of them by leaving it out.
Task<Result<std::set<queue::EntryId>>> meant(World& world, const Call& call) {
  std::set<queue::EntryId> out;
  if (!call.text("id").empty()) {
    auto id = read(call, "id", id_of);
    if (!id) co_return pass_on(id);
    out.insert(*id);
    co_return out;
  }
  auto what = search_of(world, call);
  if (!what) co_return pass_on(what);
  if (!what->hop && !what->account && what->text.empty())
    co_return fail(Failure::invalid, "Say which: a queue id, or a domain, an account or a text");
  what->limit = kMostChanged;
  auto entries = co_await world.queue.list(std::move(*what));
  if (!entries) co_return pass_on(entries);
  for (const auto& e : *entries) out.insert(e.id);
  co_return out;
}

// One that was named has to be there.
Task<Result<json::value>> change_all(World& world, const Call& call, MessageChange change) {
  auto ids = co_await meant(world, call);
  if (!ids) co_return pass_on(ids);
  auto changed = co_await change_each(std::move(*ids), std::move(change));
  if (!changed) co_return pass_on(changed);
  if (*changed == 0 && !call.text("id").empty()) co_return fail(Failure::not_found, "There is no such message in the queue");
  co_return json::object{{"messages", *changed}};
}

Task<Result<json::value>> force(World& world, const Call& call) {
  co_return co_await change_all(world, call, due_at(world, world.time.now()));
}

Task<Result<json::value>> hold(World& world, const Call& call) {
  co_return co_await change_all(world, call, due_at(world, queue::kNever));
}

Task<Result<json::value>> restart(World& world, const Call& call) {
  const MessageChange anew = [&](queue::EntryId id) { return uncounted(world.queue.restart(id, world.time.now())); };
  co_return co_await change_all(world, call, anew);
}

Task<Result<json::value>> redirect(World& world, const Call& call) {
  auto to = read(call, "to", mailbox_of);
  if (!to) co_return pass_on(to);
  const queue::Recipient other{.mailbox = std::move(*to), .notify = {}, .orcpt_type = {}, .orcpt = {}};
  const MessageChange move = [&](queue::EntryId id) { return world.queue.redirect(id, other, world.time.now()); };
  co_return co_await change_all(world, call, move);
}

Task<Result<json::value>> remove(World& world, const Call& call) { co_return co_await change_all(world, call, removal(world)); }

// Of one that is named: who gets it.
Task<Result<json::object>> recipients_shown(World& world, const Call& call) {
  const auto id = id_of(call.text("id"));
  if (!id) co_return json::object{};
  auto legs = co_await world.queue.find(*id);
  if (!legs) co_return json::object{};
  json::array to;
  for (const auto& leg : *legs)
    for (const auto& recipient : leg.leg.recipients) to.emplace_back(recipient.mailbox.text());
  co_return json::object{{"to", std::move(to)}};
}

std::string_view word(queue::Way way) {
  switch (way) {
    case queue::Way::in: return "in";
    case queue::Way::out: return "out";
    case queue::Way::changed: return "changed";
  }
  return "";
}

// What has come and gone again meanwhile is told by its id alone.
Task<Result<json::value>> follow_queue(World& world, const Call& call) {
  follow<queue::QueueChange>(world.queue.changes(), call, [&](const queue::QueueChange& change) {
    json::object out{{"change", word(change.way)}, {"id", id_text(change.id)}, {"domain", change.hop}};
    if (change.way == queue::Way::out) return out;
    if (auto entry = run_here(world.queue.show({change.id, change.hop, {}}))) out["message"] = describe_waiting(*entry);
    return out;
  });
  co_return json::value();
}

constexpr std::array kFollow{kAfter};
constexpr Argument kLimit{"limit", Kind::number, false, false, "At most so many; 1000 when not given"};
constexpr Argument kDomain{"domain", Kind::text, false, false, "Those that wait for this domain"};
constexpr Argument kAccount{"account", Kind::text, false, false, "Those that this account has sent"};
constexpr Argument kText{"text", Kind::text, false, false, "Those with this in the address of the sender or a recipient"};
constexpr Argument kId{"id", Kind::text, false, true, "The message's queue id"};
constexpr Argument kSender{"sender", Kind::text, false, false,
                           "Those with this in the sender's address, or in the name he logged in by"};
constexpr Argument kAnswer{"answer", Kind::text, false, false, "Those with this in what was answered last; with text: or that"};
constexpr std::array kList{kDomain, kAccount, kText, kSender, kAnswer, kLimit};
constexpr std::array kLines{Argument{"name", Kind::text, false, false, "Those with this in their name"}, kLimit};
constexpr std::array kOne{Argument{"id", Kind::text, true, true, "The message's queue id"}};
constexpr std::array kMeant{kId, kDomain, kAccount, kText};
constexpr std::array kRedirect{Argument{"to", Kind::text, true, false, "Who gets it in place of its recipients"}, kId, kDomain,
                               kAccount, kText};

constexpr std::array kOperations{
    Operation{"queue.list", "List mail that waits, by when it is tried next", reads(Area::queue), false, kList, list,
              "[QueueEntry]"},
    Operation{"queue.show", "Show one waiting message: who it waits for, and what was answered", reads(Area::queue), false,
              kOne, show, "[QueueEntry]"},
    Operation{"queue.look", "Look at a waiting message as text: its header and its beginning", changes(Area::queue).in_person(),
              false, kOne, look, "MessageText"},
    Operation{"queue.throttles",
              "List who has used up some of the recipients that he may write to in an hour, and how many",
              reads(Area::queue),
              true,
              {},
              throttles,
              "[ThrottleCount]"},
    Operation{"queue.domains", "List the domains that mail waits for", reads(Area::queue), false, kLines, domains,
              "[QueueDomain]"},
    Operation{"queue.status",
              "Say whether delivery to other servers is paused",
              reads(Area::queue),
              false,
              {},
              status,
              "{paused: flag}"},
    Operation{"queue.follow", "Show what comes into the queue, changes and leaves it", reads(Area::queue).live(), true, kFollow,
              follow_queue, "QueueChange", Output::lines},
    Operation{"queue.force", "Try waiting mail now, also what is held", changes(Area::queue), false, kMeant, force,
              "{messages: number}"},
    Operation{"queue.hold", "Hold waiting mail until it is forced", changes(Area::queue), false, kMeant, hold,
              "{messages: number}"},
    Operation{"queue.restart", "Try waiting mail as if it had just come in", changes(Area::queue), false, kMeant, restart,
              "{messages: number}"},
    Operation{"queue.redirect", "Send waiting mail to somebody else in place of its recipients",
              changes(Area::queue).if_proven(), false, kRedirect, redirect, "{messages: number}"}
        .showing(recipients_shown),
    Operation{"queue.delete", "Delete waiting mail without telling its sender", changes(Area::queue).if_proven(), false, kMeant,
              remove, "{messages: number}"},
};

}  // namespace
}  // namespace on_queue

std::span<const Operation> queue_operations() { return on_queue::kOperations; }

}  // namespace postern::admin
