// Giving one accepted message to all its recipients.
#include "delivery/delivery.h"

#include <algorithm>
#include <iterator>

#include "base/all_of.h"
#include "base/codec.h"
#include "base/text.h"
#include "delivery/junk.h"
#include "events/table.h"
#include "store/facts.h"

namespace postern::delivery {
namespace {

using events::Event;
using events::Key;

// What all recipients here share: one copy of the bytes, one set of facts.
struct Copy {
  store::Content content;
  std::shared_ptr<const store::Facts> facts;
  Time received;
  std::optional<store::DeliveryKey> once;
};

// Queue ids are not used twice, so the id says within an account which delivery it is.
std::optional<store::DeliveryKey> key_of(queue::EntryId id) {
  if (!id) return {};
  store::DeliveryKey key;
  std::ranges::copy(Encoder().raw("queue id").big64(id.value).view(), key.hash.begin());
  return key;
}

std::vector<store::NewMessage> message_of(const Copy& letter) {
  std::vector<store::NewMessage> one;
  one.push_back({.bytes = letter.content.bytes,
                 .blob = letter.content.blob,
                 .facts = letter.facts,
                 .flags = {},
                 .internal_date = letter.received,
                 .once = letter.once});
  return one;
}

Task<Result<void>> append(store::Store& store, AccountId account, const Copy& letter, bool junk) {
  auto into = store::kInbox;
  if (junk) {
    auto mailbox = co_await junk_mailbox(store, account);
    if (!mailbox) co_return pass_on(mailbox);
    into = *mailbox;
  }
  auto done = co_await store.append(account, into, message_of(letter));
  if (!done) co_return pass_on(done);
  co_return Result<void>{};
}

Task<Result<void>> put_in(const Delivery::Ports& ports, AccountId account, Copy letter, bool junk) {
  auto done = co_await append(ports.store, account, letter, junk);
  if (done || done.error().kind != Failure::not_found) co_return done;
  const auto known = ports.directory.snapshot()->account(account);  // made in the directory, not yet in the store
  if (!known) co_return done;
  auto made = co_await ports.store.ensure_account(account, known->own_quota());
  if (!made) co_return pass_on(made);
  // Deleted meanwhile: what was made for it is nobody's.
  if (!ports.directory.snapshot()->account(account)) {
    auto gone = co_await ports.store.delete_account(account);
    co_return gone ? std::move(done) : std::move(gone);
  }
  co_return co_await append(ports.store, account, letter, junk);
}

Task<Result<void>> enqueue(Delivery::Ports ports, queue::Envelope envelope, store::Content content,
                           std::vector<queue::Leg> legs, std::size_t skip) {
  const auto session = envelope.origin.session;
  const auto message = envelope.origin.id;
  std::size_t count = 0;
  for (const auto& leg : legs) count += leg.recipients.size();
  auto id = co_await ports.queue.add(std::move(envelope), std::move(content), std::move(legs), skip);
  if (!id) co_return pass_on(id);
  ports.events.write(Event::queued, session, {{Key::message, message}, {Key::count, count}});
  co_return Result<void>{};
}

// Logs the outcome of one account; when it could not be given the message, those who led to it are left.
void judge(const Delivery::Ports& ports, const Local& local, const Result<void>& outcome, bool junk,
           const queue::Origin& origin, Given& given) {
  const std::string address = ports.directory.snapshot()->name_of(local.account);
  if (outcome) {
    std::ranges::copy(local.recipients, std::back_inserter(given.done));
    ports.events.write(Event::delivered, origin.session,
                       {{Key::account, address}, {Key::message, origin.id}, {Key::mailbox, junk ? "Junk" : "INBOX"}});
    return;
  }
  const auto& error = outcome.error();
  ports.events.write(
      Event::delivery_failed, origin.session,
      {{Key::account, address}, {Key::message, origin.id}, {Key::reason, error.text}, {Key::text, error.detail}});
  if (!given.failed) given.failed = error;
  std::ranges::copy(local.recipients, std::back_inserter(given.here));
}

// RFC 8689 §4.1: the field counts where the envelope says nothing.
bool wants_no_tls(const mime::Message& message) {
  const auto values = message.all(0, "TLS-Required");
  return values.size() == 1 && equal_nocase(values.front(), "No");
}

// What is in quarantine waits for an administrator.
Time held_until(const Delivery::Ports& ports, const queue::Envelope& envelope) {
  if (!envelope.judged.quarantine.empty()) return queue::kNever;
  return std::max(ports.held(envelope), envelope.hold_until);
}

// RFC 6710 §5: urgent mail passes what waits; what is in no hurry lets others by.
Time place_of(const queue::Envelope& envelope) {
  const std::chrono::minutes ahead(envelope.priority > 0 ? 10 * envelope.priority : 0);
  const std::chrono::seconds behind(envelope.priority < 0 ? -envelope.priority : 0);
  return envelope.origin.received - ahead + behind;
}

}  // namespace

Task<Result<Given>> Delivery::give(const queue::Envelope& envelope, store::Content content,
                                   std::shared_ptr<const mime::Message> parsed, queue::EntryId again) {
  Plan who = plan(ports_.directory, envelope, ports_.onward);
  Given given;
  given.elsewhere = std::move(who.remote);
  given.forwarded = std::move(who.forwarded);
  for (const auto i : who.unknown) given.unknown.push_back(envelope.recipients[i]);
  if (who.local.empty()) co_return given;

  auto facts = co_await store::facts_of(ports_.store.blobs(), content, *parsed, envelope.origin.received);
  if (!facts) co_return pass_on(facts);
  const Copy letter{
      .content = content, .facts = std::move(*facts), .received = envelope.origin.received, .once = key_of(again)};
  std::vector<Task<Result<void>>> work;
  std::vector<bool> junk;
  for (const auto& local : who.local) {
    junk.push_back(ports_.is_junk && ports_.is_junk(local.account, envelope));
    work.push_back(put_in(ports_, local.account, letter, junk.back()));
  }
  const auto results = co_await all_of(std::move(work));
  for (std::size_t i = 0; i < results.size(); ++i) judge(ports_, who.local[i], results[i], junk[i], envelope.origin, given);
  for (std::size_t i = 0; ports_.answers != nullptr && i < results.size(); ++i)
    if (results[i]) co_await ports_.answers->given(who.local[i].account, envelope, parsed, junk[i]);
  co_return given;
}

Task<Result<void>> Delivery::accept(queue::Envelope envelope, Incoming message) {
  auto content = co_await message.body->finish();  // a blob is durable before anything names it
  if (!content) co_return pass_on(content);
  if (wants_no_tls(*message.parsed) && envelope.tls == queue::Secrecy::usual) envelope.tls = queue::Secrecy::waived;
  if (const Time until = held_until(ports_, envelope); until > envelope.origin.received) {
    auto legs = queue::legs_of(envelope.recipients, until);
    co_return co_await enqueue(ports_, std::move(envelope), std::move(*content), std::move(legs), message.return_path);
  }
  Letter letter{std::move(envelope), std::move(*content), std::move(message.parsed), message.return_path};
  co_return co_await give_or_keep(std::move(letter));
}

Task<Result<void>> Delivery::give_or_keep(Letter letter) {
  auto& envelope = letter.envelope;
  auto given = co_await give(envelope, letter.content, letter.parsed);
  if (!given) co_return pass_on(given);
  if (given->failed && !given->somebody() && given->elsewhere.empty() && given->forwarded.empty() && given->unknown.empty())
    co_return std::unexpected(*given->failed);
  co_await report_done(envelope, std::move(given->done), letter.content);
  auto left = co_await forward(envelope, letter.content, letter.parsed, letter.return_path, std::move(given->forwarded));
  std::ranges::move(left, std::back_inserter(given->elsewhere));
  const Time received = envelope.origin.received;
  auto legs = queue::legs_of(std::move(given->elsewhere), place_of(envelope));
  queue::Leg here{.hop = queue::Hop(queue::kHere), .recipients = {}, .progress = {}, .due = received};
  if (given->unknown.empty()) here.due = queue::next_try(*ports_.retries.current(), received, received);
  for (auto& recipient : given->here) here.add(std::move(recipient));
  for (auto& recipient : given->unknown) here.add(std::move(recipient));
  if (!here.recipients.empty()) legs.push_back(std::move(here));
  if (legs.empty()) co_return Result<void>{};
  co_return co_await enqueue(ports_, std::move(envelope), std::move(letter.content), std::move(legs), letter.return_path);
}

}  // namespace postern::delivery
