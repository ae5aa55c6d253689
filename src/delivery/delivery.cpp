// Giving one accepted message to all its recipients.
#include "delivery/delivery.h"

#include <algorithm>

#include "base/all_of.h"
#include "delivery/plan.h"
#include "events/table.h"
#include "store/facts.h"

namespace postern::delivery {
namespace {

using events::Event;
using events::Key;

// What all recipients share: one copy of the bytes, one set of facts.
struct Letter {
  store::Content content;
  std::shared_ptr<const store::Facts> facts;
};

std::vector<store::NewMessage> message_of(const Letter& letter, Time received) {
  std::vector<store::NewMessage> one;
  one.push_back({.bytes = letter.content.bytes,
                 .blob = letter.content.blob,
                 .facts = letter.facts,
                 .flags = {},
                 .internal_date = received,
                 .once = {}});
  return one;
}

Task<Result<void>> append(store::Store& store, AccountId account, Letter letter, Time received) {
  auto done = co_await store.append(account, store::kInbox, message_of(letter, received));
  if (!done && done.error().kind == Failure::not_found) {  // made in the directory, not yet in the store
    auto made = co_await store.create_account(account);
    if (!made && made.error().kind != Failure::exists) co_return pass_on(made);
    done = co_await store.append(account, store::kInbox, message_of(letter, received));
  }
  if (!done) co_return pass_on(done);
  co_return Result<void>{};
}

Task<Result<void>> enqueue(Delivery::Ports ports, queue::Envelope envelope, store::Content content, std::size_t skip) {
  const auto session = envelope.origin.session;
  const auto message = envelope.origin.id;
  const auto count = envelope.recipients.size();
  const auto received = envelope.origin.received;
  auto id = co_await ports.queue.add(std::move(envelope), std::move(content), received, skip);
  if (!id) co_return pass_on(id);
  ports.events.write(Event::queued, session, {{Key::message, message}, {Key::count, count}});
  co_return Result<void>{};
}

// As logs name an account; empty when it is gone.
std::string address_of(const directory::Directory& directory, AccountId id) {
  const auto all = directory.snapshot();
  const auto account = all->account(id);
  return account ? all->address_of(*account).text() : std::string();
}

// RFC 3461 §5.2.3 todo: a local recipient with NOTIFY=SUCCESS gets no notification of its delivery.
// Logs each outcome; recipients whose account could not be given the message join those that wait. The first error, if any.
std::optional<Error> judge(Delivery::Ports ports, const Plan& who, const std::vector<Result<void>>& results,
                           const queue::Envelope& envelope, std::vector<queue::Recipient>& waiting) {
  std::optional<Error> first;
  for (std::size_t i = 0; i < results.size(); ++i) {
    const auto& local = who.local[i];
    const std::string address = address_of(ports.directory, local.account);
    if (results[i]) {
      ports.events.write(Event::delivered, envelope.origin.session,
                         {{Key::account, address}, {Key::message, envelope.origin.id}});
      continue;
    }
    const auto& error = results[i].error();
    ports.events.write(
        Event::delivery_failed, envelope.origin.session,
        {{Key::account, address}, {Key::message, envelope.origin.id}, {Key::reason, error.text}, {Key::text, error.detail}});
    if (!first) first = error;
    for (const auto r : local.recipients) waiting.push_back(envelope.recipients[r]);
  }
  return first;
}

}  // namespace

Task<Result<void>> Delivery::accept(queue::Envelope envelope, Incoming message) {
  const Plan who = plan(ports_.directory, envelope);
  auto waiting = who.remote;
  for (const auto i : who.unknown) waiting.push_back(envelope.recipients[i]);

  auto content = co_await message.body->finish();  // a blob is durable before anything names it
  if (!content) co_return pass_on(content);
  std::vector<Task<Result<void>>> work;
  if (!who.local.empty()) {
    auto facts = co_await store::facts_of(ports_.store.blobs(), *content, *message.parsed, envelope.origin.received);
    if (!facts) co_return pass_on(facts);
    const Letter letter{*content, std::move(*facts)};
    for (const auto& local : who.local) work.push_back(append(ports_.store, local.account, letter, envelope.origin.received));
  }
  const auto results = co_await all_of(std::move(work));
  const bool some_have_it = std::ranges::any_of(results, [](const auto& r) { return r.has_value(); });
  const bool for_others = !waiting.empty();
  const auto failed = judge(ports_, who, results, envelope, waiting);
  if (failed && !some_have_it && !for_others) co_return std::unexpected(*failed);
  if (waiting.empty()) co_return Result<void>{};
  envelope.recipients = std::move(waiting);
  co_return co_await enqueue(ports_, std::move(envelope), std::move(*content), message.return_path);
}

}  // namespace postern::delivery
