// Operations on waiting mail: list, show, delete.
#include "queue/queue.h"

#include <fmt/format.h>

#include "admin/follow.h"
#include "admin/nouns.h"
#include "admin/world.h"
#include "base/codec.h"
#include "base/run_here.h"
#include "base/text.h"

namespace postern::admin {
namespace on_queue {
namespace {

std::string id_text(queue::EntryId id) { return to_hex(Encoder().big64(id.value).view()); }

Result<queue::EntryId> id_of(const std::string& text) {
  const auto bytes = text.size() == 16 ? from_hex(text) : std::nullopt;
  if (!bytes) return fail(Failure::invalid, "A queue id is 16 hexadecimal digits: postern queue list shows them");
  return queue::EntryId(Decoder(*bytes).big64());
}

std::string_view word(queue::RecipientState state) {
  switch (state) {
    case queue::RecipientState::waiting: return "waiting";
    case queue::RecipientState::delivered: return "delivered";
    case queue::RecipientState::failed: return "failed";
  }
  return "";
}

json::object describe(const queue::Entry& e) {
  json::array to;
  for (std::size_t i = 0; i < e.envelope.recipients.size(); ++i)
    to.emplace_back(fmt::format("{} ({})", e.envelope.recipients[i].mailbox.text(), word(e.progress[i].state)));
  return {{"id", id_text(e.id)},
          {"from", e.envelope.reverse_path ? e.envelope.reverse_path->text() : "<>"},
          {"to", std::move(to)},
          {"size", e.size},
          {"queued", rfc3339(e.queued)},
          {"due", rfc3339(e.due)},
          {"login", e.envelope.origin.login}};
}

Task<Result<json::value>> list(World& world, const Call& call) {
  auto entries = co_await world.queue.list(call.number("limit").value_or(1000));
  if (!entries) co_return pass_on(entries);
  json::array out;
  for (const auto& e : *entries) out.push_back(describe(e));
  co_return out;
}

Task<Result<json::value>> show(World& world, const Call& call) {
  auto id = id_of(call.text("id"));
  if (!id) co_return pass_on(id);
  auto entry = co_await world.queue.show(*id);
  if (!entry) co_return pass_on(entry);
  co_return describe(*entry);
}

Task<Result<json::value>> remove(World& world, const Call& call) {
  auto id = id_of(call.text("id"));
  if (!id) co_return pass_on(id);
  auto done = co_await world.queue.remove(*id);
  if (!done) co_return pass_on(done);
  co_return json::value();
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
    json::object out{{"change", word(change.way)}, {"id", id_text(change.id)}};
    if (change.way == queue::Way::out) return out;
    if (auto entry = run_here(world.queue.show(change.id))) out["message"] = describe(*entry);
    return out;
  });
  co_return json::value();
}

constexpr std::array kFollow{kAfter};
constexpr std::array kList{Argument{"limit", Kind::number, false, false, "At most so many; 1000 when not given"}};
constexpr std::array kOne{Argument{"id", Kind::text, true, true, "The message's queue id"}};

constexpr std::array kOperations{
    Operation{"queue.list", "List mail that waits for other servers", reads(Area::queue), false, kList, list},
    Operation{"queue.show", "Show one waiting message", reads(Area::queue), false, kOne, show},
    Operation{"queue.follow", "Show what comes into the queue, changes and leaves it", reads(Area::queue).live(), true, kFollow,
              follow_queue, Output::lines},
    Operation{"queue.delete", "Delete a waiting message without telling its sender", changes(Area::queue), false, kOne, remove},
};

}  // namespace
}  // namespace on_queue

std::span<const Operation> queue_operations() { return on_queue::kOperations; }

}  // namespace postern::admin
