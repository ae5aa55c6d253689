// Sending reports: what comes back of the message is read, and the report goes the way of all mail.
#include "delivery/delivery.h"
#include "delivery/own_mail.h"
#include "events/table.h"

namespace postern::delivery {
namespace {

using events::Event;
using events::Key;

Task<Result<std::string>> beginning(store::BlobStore& blobs, const store::Content& content) {
  if (content.bytes) co_return content.bytes->substr(0, kMostReturned);
  co_return co_await blobs.read(content.blob->name, 0, kMostReturned);
}

queue::Envelope to_sender_of(const queue::Envelope& about, Random& random, Time now) {
  queue::Envelope out;
  out.recipients.push_back({.mailbox = *about.reverse_path, .notify = {.never = true}, .orcpt_type = {}, .orcpt = {}});
  out.body = smtp::Body::eight_bit_mime;
  out.smtputf8 = about.smtputf8;
  out.tls = about.tls == queue::Secrecy::required ? about.tls : queue::Secrecy::usual;  // RFC 8689 §5
  out.priority = about.priority;                                                        // RFC 6710 §4.6
  out.origin.id = new_id(random);
  out.origin.received = now;
  return out;
}

}  // namespace

Task<Result<void>> Delivery::report(const queue::Envelope& about, std::vector<Outcome> outcomes, store::Content content) {
  outcomes = wanted(about, std::move(outcomes));
  if (outcomes.empty() || !ports_.host) co_return Result<void>{};
  auto message = co_await beginning(ports_.store.blobs(), content);
  const bool lost = !message && is_lost(message.error());
  if (lost) message = std::string();
  if (!message) co_return pass_on(message);
  const auto action = outcomes.front().action;
  const bool whole = !lost && returns_whole(about, action, content.size());
  const auto header = header_of(*message);
  const auto now = ports_.time.now();
  const Report what{.about = about,
                    .outcomes = outcomes,
                    .host = ports_.host(),
                    .returned = {std::string(whole ? message_of(*message) : header), whole},
                    .now = now,
                    .language = ports_.directory.snapshot()->language_of(*about.reverse_path,
                                                                         ports_.language ? ports_.language() : Language::en)};
  Letter letter{to_sender_of(about, ports_.random, now), {}, {}, kOwnPath.size()};
  auto text = compose(what, ports_.random);
  auto dressed_one = co_await dressed(what.host, std::move(text));
  const auto bytes = std::make_shared<const std::string>(std::move(dressed_one));
  letter.parsed = std::make_shared<const mime::Message>(mime::parse(*bytes));
  letter.content = store::Content(bytes);
  ports_.events.write(Event::sender_told, about.origin.session,
                      {{Key::message, about.origin.id},
                       {Key::value, name(action)},
                       {Key::count, outcomes.size()},
                       {Key::text, letter.envelope.origin.id}});
  co_return co_await give_or_keep(std::move(letter));
}

Task<std::string> Delivery::dressed(std::string host, std::string message) {
  std::string signature;
  if (ports_.signer) {
    const auto parsed = mime::parse(message);
    store::Content content(std::make_shared<const std::string>(message));
    signature = co_await ports_.signer->sign(std::move(host), std::move(content), parsed);
  }
  std::string whole(kOwnPath);
  whole += signature;
  whole += message;
  co_return whole;
}

Task<void> Delivery::report_done(const queue::Envelope& about, std::vector<queue::Recipient> who, store::Content content) {
  std::vector<Outcome> outcomes;
  for (auto& recipient : who)
    if (recipient.notify.success)
      outcomes.push_back(
          {.recipient = std::move(recipient), .action = Action::delivered, .status = "2.0.0", .text = "It is in the mailbox."});
  co_await try_report(about, std::move(outcomes), std::move(content));
}

Task<void> Delivery::try_report(const queue::Envelope& about, std::vector<Outcome> outcomes, store::Content content) {
  auto told = co_await report(about, std::move(outcomes), std::move(content));
  if (!told)
    ports_.events.write(Event::server_error, about.origin.session,
                        {{Key::reason, told.error().text}, {Key::text, told.error().detail}});
}

}  // namespace postern::delivery
