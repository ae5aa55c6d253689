// The loop over due entries.
#include "delivery/retry.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <string>

#include "delivery/plan.h"
#include "events/table.h"
#include "mime/message.h"

namespace postern::delivery {
namespace {

using events::Event;
using events::Key;

constexpr std::size_t kRound = 64;                // entries looked up at a time
constexpr std::chrono::seconds kLook{5};          // an entry that comes in meanwhile is seen so soon
constexpr std::chrono::minutes kAfterFailure{1};  // of the queue itself

// A large message is read piece by piece: none of it stays in memory.
Task<Result<std::shared_ptr<const mime::Message>>> parse(store::BlobStore& blobs, const store::Content& content) {
  mime::Parser parser;
  if (content.bytes) parser.feed(*content.bytes);
  for (std::uint64_t at = 0; content.blob && at < content.blob->size; at += store::Spool::kPiece) {
    auto piece = co_await blobs.read(content.blob->name, at, store::Spool::kPiece);
    if (!piece) co_return pass_on(piece);
    parser.feed(*piece);
  }
  co_return std::make_shared<const mime::Message>(parser.finish());
}

std::uint32_t attempts_of(const queue::Entry& entry, const queue::Recipient& recipient) {
  const auto& all = entry.envelope.recipients;
  const auto at = std::ranges::find(all, recipient.mailbox, &queue::Recipient::mailbox);
  return at == all.end() ? 0 : entry.progress[static_cast<std::size_t>(at - all.begin())].attempts;
}

// RFC 3463 §3: X.2.2 is a full mailbox, X.3.0 the mail system.
std::vector<Outcome> outcomes_of(const Given& given, Action action, Time until) {
  const bool full = given.failed && given.failed->kind == Failure::over_quota;
  std::vector<Outcome> out;
  for (const auto& recipient : given.here)
    out.push_back({.recipient = recipient,
                   .action = action,
                   .status = fmt::format("{}.{}", action == Action::failed ? 5 : 4, full ? "2.2" : "3.0"),
                   .text = given.failed ? given.failed->text : "The mailbox cannot be written to.",
                   .diagnostic = {},
                   .retried_until = until});
  return out;
}

// The entry as it waits after this try.
queue::Entry rest_of(const queue::Entry& before, Given given, Time due) {
  queue::Entry rest = before;
  rest.due = due;
  rest.envelope.recipients.clear();
  rest.progress.clear();
  for (auto& recipient : given.elsewhere) {
    rest.progress.push_back(
        {.state = queue::RecipientState::waiting, .attempts = attempts_of(before, recipient), .last_answer = {}});
    rest.envelope.recipients.push_back(std::move(recipient));
  }
  for (auto& recipient : given.here) {
    rest.progress.push_back({.state = queue::RecipientState::waiting,
                             .attempts = attempts_of(before, recipient) + 1,
                             .last_answer = given.failed->text});
    rest.envelope.recipients.push_back(std::move(recipient));
  }
  return rest;
}

}  // namespace

struct Retry::State {
  Delivery& delivery;
  const Delivery::Ports ports;
  std::atomic<bool> stopping = false;
  std::atomic<bool> busy = false;

  void failed(const Error& e) const {
    ports.events.write(Event::server_error, {}, {{Key::reason, e.text}, {Key::text, e.detail}});
  }

  // False when the server is stopping.
  bool begin() {
    busy = true;
    if (!stopping) return true;
    end();
    return false;
  }
  void end() {
    busy = false;
    busy.notify_all();
  }

  [[nodiscard]] Time next_due(const queue::Entry&, const Result<Given>&) const;
  Task<Result<Given>> again(const queue::Entry&);
  Task<Result<void>> tell(const queue::Entry&, Time due, Time next, Given&);
  Task<Result<void>> try_one(queue::Due);
  Task<Result<void>> round();
  static Task<void> run(std::shared_ptr<State>);
};

// Who has no home here is looked at again at the longest wait, should that change.
Time Retry::State::next_due(const queue::Entry& entry, const Result<Given>& given) const {
  const auto schedule = ports.retries.current();
  const Time now = ports.time.now();
  return given && given->here.empty() ? now + schedule->longest_retry : queue::next_try(*schedule, entry.queued, now);
}

Task<Result<Given>> Retry::State::again(const queue::Entry& entry) {
  if (plan(ports.directory, entry.envelope).local.empty()) {
    Given nothing;
    nothing.elsewhere = entry.envelope.recipients;
    co_return nothing;
  }
  auto content = co_await ports.queue.content(entry);
  if (!content) co_return pass_on(content);
  auto parsed = co_await parse(ports.store.blobs(), *content);
  if (!parsed) co_return pass_on(parsed);
  co_return co_await delivery.give(entry.envelope, std::move(*content), std::move(*parsed), entry.id);
}

// Who has it, who waits longer than a sender would think, and who is given up. Given up is only who was told, or wants not to be: when a
// report cannot be kept the entry stays as it is.
Task<Result<void>> Retry::State::tell(const queue::Entry& entry, Time due, Time next, Given& given) {
  const auto schedule = ports.retries.current();
  const auto& envelope = entry.envelope;
  const bool over = queue::gives_up(*schedule, entry.queued, next);
  const bool late = !over && queue::warns(*schedule, entry.queued, due, next);
  if (given.done.empty() && (given.here.empty() || (!over && !late))) co_return Result<void>{};
  auto content = co_await ports.queue.content(entry);
  if (!content) co_return pass_on(content);
  co_await delivery.report_done(envelope, given.done, *content);
  if (given.here.empty() || (!over && !late)) co_return Result<void>{};
  if (over && (!envelope.reverse_path || !ports.host)) {
    if (queue::gives_up_first(*schedule, entry.queued, due, next))
      ports.events.write(Event::delivery_overdue, envelope.origin.session,
                         {{Key::message, envelope.origin.id}, {Key::count, given.here.size()}});
    co_return Result<void>{};
  }
  auto outcomes = outcomes_of(given, over ? Action::failed : Action::delayed, entry.queued + schedule->give_up);
  auto told = co_await delivery.report(envelope, std::move(outcomes), std::move(*content));
  if (told && over) given.here.clear();
  co_return told;
}

// What cannot be done now is put off, so that it is in nobody's way.
Task<Result<void>> Retry::State::try_one(queue::Due due) {
  auto entry = co_await ports.queue.show(due.id);
  if (!entry) {
    if (entry.error().kind != Failure::not_found) failed(entry.error());
    co_return co_await ports.queue.move(due, ports.time.now() + ports.retries.current()->longest_retry);
  }
  if (const Time held = ports.held(entry->envelope); held > ports.time.now()) {
    entry->due = held;
    co_return co_await ports.queue.keep(due, std::move(*entry));
  }
  auto given = co_await again(*entry);
  const Time next = next_due(*entry, given);
  Result<void> told;
  if (given) told = co_await tell(*entry, due.at, next, *given);
  if (!given || !told) {
    failed(given ? told.error() : given.error());
    entry->due = next;
    co_return co_await ports.queue.keep(due, std::move(*entry));
  }
  auto rest = rest_of(*entry, std::move(*given), next);
  co_return co_await ports.queue.keep(due, std::move(rest));
}

// One message after the other: those who are being served at the doors come first.
Task<Result<void>> Retry::State::round() {
  auto due = co_await ports.queue.due(ports.time.now(), kRound);
  if (!due) co_return pass_on(due);
  for (const auto& one : *due) {
    if (stopping) break;
    auto done = co_await try_one(one);
    if (!done) co_return done;
  }
  co_return Result<void>{};
}

Task<void> Retry::State::run(std::shared_ptr<State> state) {
  const queue::Queue& queue = state->ports.queue;
  const TimeSource& time = state->ports.time;
  while (state->begin()) {
    Result<void> done;
    if (queue.next_due() <= time.now()) done = co_await state->round();
    if (!done) state->failed(done.error());
    state->end();
    std::chrono::milliseconds wait = kAfterFailure;
    if (done) wait = std::min<std::chrono::milliseconds>(queue.next_due() - time.now(), kLook);
    co_await pause_until{time.steady() + wait};
  }
}

Retry::Retry(Delivery& delivery, Delivery::Ports ports) : state_(std::make_shared<State>(delivery, std::move(ports))) {}
Retry::~Retry() { stop(); }

void Retry::start(Executor& executor) {
  executor.post([state = state_] { spawn(State::run(state)); });
}

void Retry::stop() {
  state_->stopping = true;
  state_->busy.wait(true);
}

}  // namespace postern::delivery
