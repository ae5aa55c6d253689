// MAIL and RCPT: who sends, and to whom.
#include <fmt/format.h>

#include "base/text.h"
#include "events/table.h"
#include "smtp/server/session.h"

namespace postern::smtp {
namespace {

constexpr int kHighestPriority = 9;

// Strangers are counted at an address that is closed to them as at one that is not there: they hear the same.
events::Cause cause_of(RecipientStatus status, bool logged_in) {
  switch (status) {
    case RecipientStatus::not_open: return logged_in ? events::Cause::not_permitted : events::Cause::unknown_account;
    case RecipientStatus::unknown: return events::Cause::unknown_account;
    case RecipientStatus::disabled: return events::Cause::account_disabled;
    case RecipientStatus::too_large:
    case RecipientStatus::over_quota:
    case RecipientStatus::over_rate: return events::Cause::limit;
    case RecipientStatus::unavailable: return events::Cause::overloaded;
    case RecipientStatus::elsewhere:
    case RecipientStatus::deliverable: break;
  }
  return events::Cause::relay;  // refused though the recipient is none of ours, or for the way it is written
}

// RFC 2852 §4, RFC 8689 §4.1
void take_wishes(queue::Envelope& envelope, const MailParameters& parameters, Time now) {
  if (parameters.require_tls) envelope.tls = queue::Secrecy::required;
  if (const auto& by = parameters.deliver_by)
    envelope.by = queue::By{.at = now + by->within, .or_return = by->or_return, .trace = by->trace};
  if (parameters.hold_for) envelope.hold_until = now + *parameters.hold_for;
  if (parameters.hold_until) envelope.hold_until = *parameters.hold_until;
}

bool is_postmaster(const address::Mailbox& mailbox) { return equal_nocase(mailbox.local(), "postmaster"); }

}  // namespace

Session::Next Session::mail(std::string_view argument) {
  if (link_.allowance.passed(++counts_.messages, settings_.max_messages))
    return close({421, "4.7.0", "Too many messages on one connection"});
  auto command = mail_command(argument);
  if (!command) {
    say(std::move(command.error()));
    return {};
  }
  auto& parameters = command->parameters;
  if (parameters.size.value_or(0) > largest_message()) {
    say({552, "5.3.4", "Message too large"});  // RFC 1870 §6.1
    return {};
  }
  if (auto refused = wish_refusal(parameters)) {
    say(std::move(*refused));
    return {};
  }
  transaction_ = std::make_unique<Transaction>();
  transaction_->declared_size = parameters.size.value_or(0);
  auto& envelope = transaction_->envelope;
  envelope.reverse_path = std::move(command->path.mailbox);
  envelope.body = parameters.body;
  envelope.smtputf8 = parameters.smtputf8;
  envelope.ret = parameters.ret;
  envelope.envid = std::move(parameters.envid);
  take_wishes(envelope, parameters, time_.now());
  // RFC 6710 §4.1: only of those who are known is it believed that their mail is urgent.
  const auto most = client().logged_in ? kHighestPriority : 0;
  envelope.priority = std::min(parameters.priority.value_or(0), most);
  transaction_->lowered = parameters.priority.value_or(0) > most;
  // RFC 4954 §5: AUTH= is trusted from nobody, so it is as if AUTH=<> had been given.
  if (auto refused = sender_refusal(envelope.reverse_path ? &*envelope.reverse_path : nullptr)) return sender_known(*refused);
  if (!envelope.reverse_path) return sender_known({250, "2.1.0", "Sender ok"});  // RFC 5321 §4.5.5
  awaits_ = Awaits::sender;
  return CheckSenders{{*envelope.reverse_path}, identity_.account};
}

// Parameters that were not offered here are as good as unknown.   RFC 5321 §4.1.1.11
std::optional<Reply> Session::wish_refusal(const MailParameters& parameters) const {
  const Reply unknown{555, "5.5.4", "Parameter not recognized"};
  if (parameters.require_tls && !link_.tls) return unknown;
  if (!parameters.hold_for && !parameters.hold_until) return {};
  const auto longest = longest_hold();
  if (longest.count() == 0) return unknown;
  const auto now = time_.now();
  const auto until = parameters.hold_until.value_or(now + parameters.hold_for.value_or(std::chrono::seconds(0)));
  if (until > now + longest) return Reply{501, "5.5.4", "It cannot be held for so long"};  // RFC 4865 §4
  return {};
}

std::chrono::seconds Session::longest_hold() const {
  return listener_.role == Role::submission ? settings_.longest_hold : std::chrono::seconds(0);
}

// What is decided before the directory is asked: blocks by name, and in whose name a trusted address sends without a login.
std::optional<Reply> Session::sender_refusal(const address::Mailbox* path) {
  const auto blocked = path ? trust_.sender(*path, way()) : Blocked::no;
  if (blocked == Blocked::for_now) return Reply{450, "4.7.1", "Try again later"};
  if (blocked == Blocked::for_good) return Reply{550, "5.7.1", "This sender is refused"};
  if (identity_.account || !link_.trusted) return {};
  if (!path || !trust_.may_send_as(link_.address, service(), *path)) {
    if (listener_.role == Role::submission) return Reply{530, "5.7.0", "Authentication required"};
    return {};  // a stranger like any other
  }
  if (!trust_.take_turn(link_.address, service())) return Reply{450, "4.7.1", "Too many messages without authentication"};
  transaction_->granted = true;
  events_.write(events::Event::smtp_sender_without_login, link_.session,
                {{events::Key::ip, link_.ip}, {events::Key::from, path->text()}});
  return {};
}

Effect Session::sender_known(Reply reply) {
  if (reply.positive()) {
    state_ = State::mail;
    if (transaction_->lowered)  // RFC 6710 §4.1
      reply = {250, "2.3.6", fmt::format("{} is the new priority assigned to the message", transaction_->envelope.priority)};
  } else {
    report(events::Event::smtp_sender_refused, reply, {});
    const auto& path = transaction_->envelope.reverse_path;
    if (!reply.temporary() && path) signal(events::Signal::sender_refused, events::Cause::not_permitted, path->text());
    reset();
  }
  say(reply);
  return advance();
}

Effect Session::on_senders(Result<std::vector<SenderFacts>> facts) {
  const auto asked = std::exchange(awaits_, Awaits::nothing);
  if (asked == Awaits::sender) {
    if (!facts || facts->empty()) return sender_known({451, "4.3.0", "Try again later"});
    facts->front().granted = transaction_->granted;
    if (is_lmtp()) facts->front().needs_login = false;  // the server in front has asked
    transaction_->sender = facts->front();
    return sender_known(sender_decision(client(), facts->front()));
  }
  Reply decision{250, "", ""};
  if (!facts) decision = {451, "4.3.0", "Try again later"};
  for (std::size_t i = 0; facts && decision.positive() && i < facts->size(); ++i) {
    auto& author = (*facts)[i];
    if (is_lmtp()) author.needs_login = false;
    author.granted = client().trusted && trust_.may_send_as(link_.address, service(), transaction_->authors[i]);
    decision = header_from_decision(client(), author, transaction_->proven);
    if (!decision.positive())
      signal(events::Signal::sender_refused, events::Cause::not_permitted, transaction_->authors[i].text());
  }
  auto next = decision.positive() ? inspect_message() : refuse_message(decision);
  return next ? std::move(*next) : advance();
}

Session::Next Session::rcpt(std::string_view argument) {
  auto& t = *transaction_;
  auto command = rcpt_command(argument, t.envelope.smtputf8 ? address::Charset::utf8 : address::Charset::ascii);
  if (!command) {
    report(events::Event::smtp_recipient_refused, command.error(), argument);
    signal(events::Signal::recipient_refused, events::Cause::malformed, argument);
    say(std::move(command.error()));
    return {};
  }
  if (settings_.max_recipients != 0 && t.envelope.recipients.size() >= settings_.max_recipients) {
    say({452, "4.5.3", "Too many recipients"});  // RFC 5321 §4.5.3.1.10
    return {};
  }
  auto mailbox = std::move(command->path.mailbox);
  if (command->path.postmaster) {
    const auto& domain = settings_.default_domain.empty() ? listener_.host_name : settings_.default_domain;
    mailbox = address::parse_mailbox("postmaster@" + domain, address::Charset::ascii).value_or(address::Mailbox{});
  }
  auto& parameters = command->parameters;
  t.candidate = {std::move(mailbox), parameters.notify, std::move(parameters.orcpt_type), std::move(parameters.orcpt)};
  const auto& to = t.candidate.mailbox;
  t.candidate_facts = {RecipientStatus::elsewhere, to.has_routing_characters(), to.literal().has_value(), is_postmaster(to)};
  awaits_ = Awaits::recipient;
  if (to.literal()) return on_recipient(RecipientStatus::elsewhere);
  return CheckRecipient{to, identity_.account, t.declared_size};
}

Effect Session::on_recipient(Result<RecipientStatus> status) {
  awaits_ = Awaits::nothing;
  auto& t = *transaction_;
  t.candidate_facts.status = status.value_or(RecipientStatus::unavailable);
  const auto reply = relay_decision(client(), listener_.relay, t.sender, t.candidate_facts);
  if (reply.positive()) {
    t.envelope.recipients.push_back(std::move(t.candidate));
    state_ = State::rcpt;
  } else {
    const auto why = t.candidate_facts.status;
    const auto reason = why == RecipientStatus::not_open ? "the alias is not open to the sender" : "";
    report(events::Event::smtp_recipient_refused, reply, t.candidate.mailbox.text(), reason);
    signal(events::Signal::recipient_refused, cause_of(why, client().logged_in), t.candidate.mailbox.text());
  }
  say(reply);
  return advance();
}

}  // namespace postern::smtp
