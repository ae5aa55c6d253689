// Operations on mail in quarantine: what nobody is given until somebody has looked at it. Administrators of domains see what is for their
// people, and what these have sent.
#include "admin/quarantine.h"

#include <algorithm>
#include <map>
#include <set>

#include "admin/message_text.h"
#include "admin/nouns.h"
#include "admin/queue_words.h"
#include "admin/words.h"
#include "admin/world.h"
#include "base/text.h"
#include "events/table.h"

namespace postern::admin {
namespace on_quarantine {
namespace {

constexpr std::size_t kMost = 100'000;

// The legs of one message.
using Held = std::vector<queue::Entry>;

bool is_from(const directory::Snapshot& all, const Held& held, const auto& is_meant) {
  const auto sender = all.account(held.front().message.envelope.origin.account);
  return sender && is_meant(sender->domain);
}

bool is_for(const directory::Snapshot& all, const queue::Recipient& r, const auto& is_meant) {
  const auto domain = all.domain(r.mailbox.domain());
  return domain && is_meant(domain->id);
}

// Whether its sender or one of its recipients is of a domain that is meant.
bool is_of(const directory::Snapshot& all, const Held& held, const auto& is_meant) {
  if (is_from(all, held, is_meant)) return true;
  return std::ranges::any_of(held, [&](const queue::Entry& entry) {
    return std::ranges::any_of(entry.leg.recipients, [&](const queue::Recipient& r) { return is_for(all, r, is_meant); });
  });
}

bool sees(const World& world, const Caller& caller, const Held& held) {
  const auto all = world.directory.snapshot();
  return !caller.domains || is_of(*all, held, [&](DomainId id) { return caller.sees(id); });
}

// Those whom the caller is shown. Of what his own people sent he sees all whom they named; of what came in, those of his domains: who else
// got it, perhaps as a blind copy, is none of his business.
std::vector<address::Mailbox> seen_recipients(const directory::Snapshot& all, const Caller& caller, const Held& held) {
  const auto is_his = [&](DomainId id) { return caller.sees(id); };
  const bool everybody = !caller.domains || is_from(all, held, is_his);
  std::vector<address::Mailbox> out;
  for (const auto& leg : held)
    for (const auto& r : leg.leg.recipients)
      if (everybody || is_for(all, r, is_his)) out.push_back(r.mailbox);
  return out;
}

// A message is held for all its recipients or for none.
Result<void> decides_alone(const World& world, const Caller& caller, const Held& held) {
  std::size_t recipients = 0;
  for (const auto& leg : held) recipients += leg.leg.recipients.size();
  if (seen_recipients(*world.directory.snapshot(), caller, held).size() == recipients) return {};
  return fail(Failure::conflict, "The message is also for other domains: an administrator of the server decides about it");
}

json::object describe(const World& world, const Caller& caller, const Held& held) {
  json::array to;
  for (const auto& mailbox : seen_recipients(*world.directory.snapshot(), caller, held)) to.emplace_back(mailbox.text());
  const auto& first = held.front();
  const auto& envelope = first.message.envelope;
  return {{"id", id_text(first.id)},
          {"message", envelope.origin.id},
          {"from", envelope.reverse_path ? envelope.reverse_path->text() : "<>"},
          {"to", std::move(to)},
          {"kind", queue::name(envelope.judged.held_for)},
          {"reason", envelope.judged.quarantine},
          {"since", rfc3339(first.message.queued)},
          {"size", first.message.size},
          {"ip", envelope.origin.client_ip},
          {"login", envelope.origin.login}};
}

// By message, the longest first.
Task<Result<std::vector<Held>>> all_held(queue::Queue& queue) {
  auto entries = co_await queue.quarantined(kMost);
  if (!entries) co_return pass_on(entries);
  std::map<queue::EntryId, std::size_t> place_of;
  std::vector<Held> out;
  for (auto& e : *entries) {
    const auto [at, fresh] = place_of.try_emplace(e.id, out.size());
    if (fresh) out.emplace_back();
    out[at->second].push_back(std::move(e));
  }
  co_return out;
}

Task<Result<json::value>> list(World& world, const Call& call) {
  auto held = co_await all_held(world.queue);
  if (!held) co_return pass_on(held);
  const auto only = call.text("domain");
  const auto limit = call.number("limit").value_or(1000);
  const auto all = world.directory.snapshot();
  json::array out;
  for (const auto& one : *held) {
    if (out.size() >= limit) break;
    const bool is_named = only.empty() || is_of(*all, one, [&](DomainId id) { return all->domain(id)->name.ascii() == only; });
    if (is_named && sees(world, call.caller, one)) out.push_back(describe(world, call.caller, one));
  }
  co_return out;
}

// What is not his looks as if it were not there.
Task<Result<Held>> meant(World& world, const Call& call) {
  auto id = read(call, "id", id_of);
  if (!id) co_return pass_on(id);
  auto held = co_await world.queue.find(*id);
  if (!held && held.error().kind != Failure::not_found) co_return pass_on(held);
  if (!held || held->front().message.envelope.judged.quarantine.empty() || !sees(world, call.caller, *held))
    co_return fail(Failure::not_found, "There is no such message in quarantine");
  co_return std::move(*held);
}

Task<Result<json::value>> show(World& world, const Call& call) {
  auto held = co_await meant(world, call);
  if (!held) co_return pass_on(held);
  auto text = co_await as_text(world, held->front());
  if (!text) co_return pass_on(text);
  auto out = describe(world, call.caller, *held);
  for (auto& member : *text) out.emplace(member.key(), std::move(member.value()));
  co_return out;
}

void tell(events::Sink& events, const Held& held, std::string_view what) {
  const auto& envelope = held.front().message.envelope;
  events.write(events::Event::quarantine_ended, envelope.origin.session,
               {{events::Key::message, envelope.origin.id},
                {events::Key::value, what},
                {events::Key::name, queue::name(envelope.judged.held_for)},
                {events::Key::reason, envelope.judged.quarantine}});
}

Task<Result<json::value>> release(World& world, const Call& call) {
  auto held = co_await meant(world, call);
  if (!held) co_return pass_on(held);
  if (auto may = decides_alone(world, call.caller, *held); !may) co_return pass_on(may);
  auto freed = co_await world.queue.release(held->front().id, world.time.now());
  if (!freed) co_return pass_on(freed);
  tell(world.events, *held, "released");
  co_return describe(world, call.caller, *held);
}

Task<Result<json::value>> remove(World& world, const Call& call) {
  auto held = co_await meant(world, call);
  if (!held) co_return pass_on(held);
  if (auto may = decides_alone(world, call.caller, *held); !may) co_return pass_on(may);
  auto gone = co_await world.queue.remove(held->front().id);
  if (!gone) co_return pass_on(gone);
  tell(world.events, *held, "deleted");
  co_return json::value();
}

constexpr Argument kDomain{"domain", Kind::text, false, false, "Only what is for this domain, or was sent from it"};
constexpr std::array kList{kDomain, Argument{"limit", Kind::number, false, false, "At most so many; 1000 when not given"}};
constexpr std::array kOne{Argument{"id", Kind::text, true, true, "The message's queue id"}};

constexpr std::array kOperations{
    Operation{"quarantine.list", "List the messages that are held for what they are, the longest first",
              reads(Area::domains).of_own_domains("domain").heavy(), false, kList, list, "[HeldMessage]"},
    Operation{"quarantine.show", "Show one of them as text: its header and its beginning",
              reads(Area::domains).of_own_domains(), false, kOne, show, "HeldMessageInFull"},
    Operation{"quarantine.release", "Let a message go on its way", changes(Area::domains).of_own_domains(), false, kOne,
              release, "HeldMessage"},
    Operation{"quarantine.delete", "Delete a message without telling anybody", changes(Area::domains).of_own_domains(), false,
              kOne, remove, "none"},
};

}  // namespace
}  // namespace on_quarantine

std::span<const Operation> quarantine_operations() { return on_quarantine::kOperations; }

Task<Result<void>> end_quarantine(queue::Queue& queue, events::Sink& events, Time since) {
  auto held = co_await on_quarantine::all_held(queue);
  if (!held) co_return pass_on(held);
  for (const auto& one : *held) {
    if (one.front().message.queued >= since) continue;
    auto gone = co_await queue.remove(one.front().id);
    if (!gone && gone.error().kind != Failure::not_found) co_return gone;
    if (gone) on_quarantine::tell(events, one, "kept long enough");
  }
  co_return Result<void>{};
}

}  // namespace postern::admin
