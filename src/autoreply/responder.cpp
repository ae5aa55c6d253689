// Guard, memory, answer.
#include "autoreply/responder.h"

#include "autoreply/guard.h"
#include "autoreply/reply.h"
#include "base/said.h"
#include "events/table.h"

namespace postern::autoreply {
namespace {

using events::Event;
using events::Key;

std::string_view words_of(Turn turn) {
  switch (turn) {
    case Turn::yes: break;
    case Turn::had_one: return phrase<"its sender has had an answer">();
    case Turn::too_many: return phrase<"the account has answered too many">();
  }
  return {};
}

}  // namespace

Task<Result<std::string>> Responder::refusal(AccountId id, const directory::AutoReply& reply, const queue::Envelope& envelope,
                                             const mime::Message& message, bool junk) {
  const auto all = ports_.directory.snapshot();
  const std::function<bool(const address::Mailbox&)> is_own = [&](const auto& mailbox) {
    return all->may_send_as(id, mailbox);
  };
  const auto why = may_answer({message, envelope, junk, is_own});
  if (why != Withheld::no) co_return std::string(words(why));
  const auto account = all->account(id);
  const auto theirs = all->domain(envelope.reverse_path->domain());
  if (reply.own_domain_only && (!account || !theirs || theirs->id != account->domain))
    co_return std::string(phrase<"only people of the domain are answered">());
  const auto settings = settings_.current();
  const Limits limits{settings->again_after, settings->hourly, reply.changed};
  auto turn = co_await memory_.take(id, *envelope.reverse_path, limits, ports_.time.now());
  if (!turn) co_return pass_on(turn);
  co_return std::string(words_of(*turn));
}

Task<Result<std::string>> Responder::answer(AccountId id, const directory::AutoReply& reply, address::Mailbox to,
                                            const mime::Message& original) {
  const auto all = ports_.directory.snapshot();
  const auto account = all->account(id);
  if (!account) co_return fail(Failure::not_found, "The account is gone");
  const Between who{all->address_of(*account), account->display_name, to};
  auto made = compose(reply, who, original, ports_.random, ports_.time.now());
  auto sent = co_await ports_.post({std::move(to), who.from.domain().ascii(), std::move(made.message)});
  if (!sent) co_return pass_on(sent);
  co_return std::move(made.id);
}

Task<void> Responder::given(AccountId id, const queue::Envelope& envelope, std::shared_ptr<const mime::Message> message,
                            bool junk) {
  const auto account = ports_.directory.snapshot()->account(id);
  if (!account || !account->answers || !settings_.current()->enabled) co_return;
  if (account->status == directory::Status::contained) co_return;  // a stranger may have written the answer
  auto reply = co_await ports_.directory.auto_reply(id);
  if (reply && !reply->holds_at(ports_.time.now())) co_return;
  Result<std::string> why = std::string();
  if (reply)
    why = co_await refusal(id, *reply, envelope, *message, junk);
  else
    why = pass_on(reply);
  Result<std::string> sent = std::string();
  if (why && why->empty()) sent = co_await answer(id, *reply, *envelope.reverse_path, *message);
  const auto name = ports_.directory.snapshot()->name_of(id);
  const auto to = envelope.reverse_path ? envelope.reverse_path->text() : std::string();
  const auto& origin = envelope.origin;
  if (!why || !sent) {
    const auto& error = why ? sent.error() : why.error();
    ports_.events.write(Event::server_error, origin.session, {{Key::reason, error.text}, {Key::text, error.detail}});
  } else if (!why->empty()) {
    ports_.events.write(Event::not_answered, origin.session,
                        {{Key::account, name}, {Key::message, origin.id}, {Key::from, to}, {Key::reason, *why}});
  } else {
    ports_.events.write(Event::answered, origin.session,
                        {{Key::account, name}, {Key::message, origin.id}, {Key::to, to}, {Key::text, *sent}});
  }
}

}  // namespace postern::autoreply
