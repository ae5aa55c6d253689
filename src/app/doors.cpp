// What SMTP asks at RCPT: the directory's word, and the account's quota. What a login asks of the guard, and what comes after
// it: the account's mailboxes.
#include "app/doors.h"

#include <fmt/format.h>

#include <algorithm>

#include "admin/browsers.h"
#include "base/all_of.h"
#include "events/table.h"

namespace postern::app {
namespace {

// To the sender's program it is as if we were busy: what it has is kept, and goes when the account may send again.
std::unexpected<Error> suspended() { return fail(Failure::unavailable, "Try again later", "the guard has suspended sending"); }

// Blocks of those that guess passwords leave port 25 open for mail.
events::Service door_of(const auth::Peer& peer) {
  return peer.service == events::Service::smtp ? events::Service::submission : peer.service;
}

std::string name_of(const address::Mailbox& mailbox) { return mailbox.local() + "@" + mailbox.domain().ascii(); }

guard::Way way_of(smtp::Way way) { return way == smtp::Way::inbound ? guard::Way::inbound : guard::Way::outbound; }

smtp::Blocked blocked(const std::optional<guard::SmtpBlocks::Hit>& hit) {
  if (!hit) return smtp::Blocked::no;
  return hit->soft ? smtp::Blocked::for_now : smtp::Blocked::for_good;
}

// For the domain that the message comes from, or for the one that it goes to.
bool too_large(const directory::Snapshot& all, AccountId from, const address::Mailbox& to, std::uint64_t size) {
  const auto over = [size](const std::shared_ptr<const directory::Domain>& domain) {
    const auto most = domain ? domain->settings.ceilings.message_size : 0;
    return most != 0 && size > most;
  };
  const auto sender = all.account(from);
  return (sender && over(all.domain(sender->domain))) || over(all.domain(to.domain()));
}

}  // namespace

// H08: what a service account asks for counts, whether the recipient exists or not.
Task<bool> SmtpDirectory::within_its_cap(AccountId id) {
  const auto account = directory_.snapshot()->account(id);
  if (!account || !account->service) co_return true;
  co_return co_await cap_.take(id, account->service->hourly, system_time().now());
}

// A recipient that leads to one account only is refused while that account is full; lists and aliases are not. Of who is not there,
// or not for this sender, no ceiling is told.
Task<Result<smtp::RecipientStatus>> SmtpDirectory::recipient(address::Mailbox mailbox, AccountId sender, std::uint64_t size) {
  if (sender) {
    const bool within = co_await within_its_cap(sender);
    if (!within) co_return smtp::RecipientStatus::over_rate;
  }
  using Status = smtp::RecipientStatus;
  auto status = co_await facts_.recipient(mailbox, sender, size);
  if (status && *status == Status::unknown && onward_.sender_behind(mailbox)) co_return Status::deliverable;
  if (!status || (*status != Status::deliverable && *status != Status::elsewhere)) co_return status;
  if (too_large(*directory_.snapshot(), sender, mailbox, size)) co_return Status::too_large;
  if (*status == Status::elsewhere) co_return status;
  const auto found = directory_.resolve(mailbox);
  if (found.accounts.size() == 1 && found.remote.empty()) {
    auto room = co_await store_.room_for(found.accounts.front().account, 1);
    if (!room && room.error().kind == Failure::over_quota) co_return Status::over_quota;
  }
  co_return status;
}

class MailLogin::MailExchange final : public auth::Exchange {
 public:
  MailExchange(MailLogin& owner, std::unique_ptr<auth::Exchange> inner) : owner_(owner), inner_(std::move(inner)) {}
  Task<Result<auth::Answer>> start(std::optional<std::string> initial) override {
    auto answer = co_await inner_->start(std::move(initial));
    co_return co_await pass(std::move(answer));
  }
  Task<Result<auth::Answer>> step(std::string response) override {
    auto answer = co_await inner_->step(std::move(response));
    co_return co_await pass(std::move(answer));
  }

 private:
  Task<Result<auth::Answer>> pass(Result<auth::Answer> answer) {
    const auto* who = answer ? std::get_if<auth::Identity>(&*answer) : nullptr;
    if (!who) co_return answer;
    auto there = co_await owner_.ensure_mailboxes(who->account);
    if (!there) co_return pass_on(there);
    co_return answer;
  }

  MailLogin& owner_;
  std::unique_ptr<auth::Exchange> inner_;
};

Result<std::unique_ptr<auth::Exchange>> MailLogin::begin(std::string_view mechanism, auth::Peer peer) {
  auto inner = login_.begin(mechanism, std::move(peer));
  if (!inner) return inner;
  return std::make_unique<MailExchange>(*this, std::move(*inner));
}

Task<Result<auth::Identity>> MailLogin::password(auth::Peer peer, std::string name, Secret password) {
  auto who = co_await login_.password(std::move(peer), std::move(name), std::move(password));
  if (!who) co_return who;
  auto there = co_await ensure_mailboxes(who->account);
  if (!there) co_return pass_on(there);
  co_return who;
}

// What keeps mailboxes from being made now says nothing about the client: the error is a temporary one.
Task<Result<void>> MailLogin::ensure_mailboxes(AccountId id) {
  const auto account = directory_.snapshot()->account(id);
  if (!account) co_return fail(Failure::unavailable, "The account is being removed");
  auto there = co_await store_.ensure_account(id, account->own_quota());
  if (!there) co_return fail(Failure::unavailable, "The mailboxes cannot be made now", there.error().detail);
  co_return Result<void>{};
}

Task<Result<smtp::SenderFacts>> SmtpDirectory::sender(address::Mailbox mailbox, AccountId account) {
  if (account && guard_.is_suspended(account)) co_return suspended();
  co_return co_await facts_.sender(std::move(mailbox), account);
}

namespace {

// The alias that mail to this address comes to: one, with whatever detail and by whichever name of its domain it is written.
std::optional<address::Mailbox> list_named(const directory::Snapshot& all, const address::Mailbox& mailbox) {
  auto alias = all.alias(mailbox);
  const auto split = mailbox.split('+');
  if (!alias && split.detail)
    if (const auto plain = address::Mailbox::make(split.user, mailbox.domain())) alias = all.alias(*plain);
  const auto home = alias ? all.domain(alias->domain) : nullptr;
  if (!home) return {};
  auto name = address::Mailbox::make(alias->local_part, home->name);
  return name ? std::optional(std::move(*name)) : std::nullopt;
}

}  // namespace

// Of the account that sends it, of its domain, and of each list that it is for.
std::vector<queue::ThrottleShare> SmtpDeliver::shares_of(const queue::Envelope& envelope) const {
  std::vector<queue::ThrottleShare> out;
  const auto sender = address::parse_mailbox(envelope.origin.login, address::Charset::utf8);
  if (envelope.origin.account && sender) out = queue::shares_of(*sender, envelope.recipients.size());
  const auto all = ports_.directory.snapshot();
  for (const auto& recipient : envelope.recipients) {
    const auto name = list_named(*all, recipient.mailbox);
    if (!name) continue;
    const auto means = all->resolve(recipient.mailbox);
    out.push_back(queue::share_of_list(*name, means.accounts.size() + means.remote.size()));
  }
  return out;
}

Result<void> SmtpDeliver::take_turn(queue::Envelope& envelope, const std::vector<queue::ThrottleShare>& shares) {
  const auto& origin = envelope.origin;
  const auto turn = ports_.throttle.take(shares, origin.received);
  if (turn.what == queue::Throttle::What::go) return {};
  const bool waits = turn.what == queue::Throttle::What::wait;
  ports_.events.write(events::Event::throttled, origin.session,
                      {{events::Key::account, origin.login},
                       {events::Key::message, origin.id},
                       {events::Key::name, turn.of},
                       {events::Key::count, turn.hourly},
                       {events::Key::value, waits ? rfc3339(turn.until) : std::string()}});
  if (waits) envelope.hold_until = std::max(envelope.hold_until, turn.until);
  if (waits) return {};
  return fail(Failure::denied, fmt::format("No more than {} recipients an hour are allowed for {}", turn.hourly, turn.of));
}

// Also what has the null reverse-path, of which no sender is asked about. What MAIL did not say the size of is measured here.
Task<Result<void>> SmtpDeliver::accept(queue::Envelope envelope, smtp::Message message) {
  const auto all = ports_.directory.snapshot();
  const auto size = message.body->size();
  const auto refused_by = [&](const queue::Recipient& to) {
    return too_large(*all, envelope.origin.account, to.mailbox, size);
  };
  if (std::ranges::any_of(envelope.recipients, refused_by))
    co_return fail(Failure::too_large, "The message is too large", "over the ceiling of a domain");
  if (envelope.origin.account && ports_.guard.is_suspended(envelope.origin.account)) co_return suspended();
  auto shares = shares_of(envelope);
  if (auto turn = take_turn(envelope, shares); !turn) co_return turn;
  const bool to_be_read = ports_.reporting.wants(envelope, *message.parsed, message.body->size());
  std::string copy;
  if (to_be_read) {
    auto made = co_await copy_of(message.body);
    if (!made) co_return pass_on(made);
    copy = std::move(*made);
  }
  delivery::Incoming incoming{std::move(message.body), std::move(message.parsed), message.return_path};
  auto accepted = co_await hand_on(std::move(envelope), std::move(incoming), std::move(shares));
  if (accepted && to_be_read) ports_.reporting.take(std::move(copy));
  co_return accepted;
}

// What has been used up is on its way to the store before the message is: whoever has the message has the count.
Task<Result<void>> SmtpDeliver::hand_on(queue::Envelope envelope, delivery::Incoming incoming,
                                        std::vector<queue::ThrottleShare> shares) {
  std::vector<Task<Result<void>>> work;
  if (!shares.empty()) work.push_back(ports_.throttle.keep(std::move(shares), envelope.origin.received));
  work.push_back(ports_.delivery.accept(std::move(envelope), std::move(incoming)));
  auto done = co_await all_of(std::move(work));
  co_return std::move(done.back());
}

Task<Result<std::string>> SmtpDeliver::copy_of(std::unique_ptr<store::Spool>& body) {
  const auto size = body->size();
  auto content = co_await body->finish();
  if (!content) co_return pass_on(content);
  std::string copy;
  if (content->blob) {
    auto read = co_await ports_.blobs.read(content->blob->name, 0, size);
    if (!read) co_return pass_on(read);
    copy = std::move(*read);
  } else {
    copy = *content->bytes;
  }
  body = std::make_unique<store::Spool>(ports_.blobs, ports_.inline_limit);
  body->add(copy);
  if (!body->full()) co_return copy;
  auto written = co_await body->flush();
  if (!written) co_return pass_on(written);
  co_return copy;
}

bool GuardGate::admits(const auth::Peer& peer) const { return guard_.lets_log_in(IpAddress{peer.ip}, door_of(peer)); }

// H36: what the server's rule lets in, those of the domain and of the account may still keep out.
bool GuardGate::admits_country(const auth::Peer& peer, AccountId id) const {
  const auto all = directory_.snapshot();
  const auto account = all->account(id);
  const auto home = account ? all->domain(account->domain) : nullptr;
  const IpAddress from{peer.ip};
  return home && guard_.admits(home->settings.login_from, from, door_of(peer)) &&
         guard_.admits(account->login_from, from, door_of(peer));
}

Task<auth::Gate::Admission> GuardGate::admits(auth::Peer peer, AccountId account) {
  if (!admits_country(peer, account)) co_return Admission{.password = false, .app_password = false};
  const auto known_as = directory_.snapshot()->account(account);
  auto browser = known_as ? admin::mark_of(peer.browser, known_as->credential_version) : std::string();
  const bool known = co_await guard_.lets_in(account, IpAddress{peer.ip}, door_of(peer), std::move(browser));
  co_return Admission{.password = known, .app_password = true};
}

Task<void> GuardGate::hold(auth::Peer peer) {
  co_await guard_.settle();
  const auto delay = guard_.delay(IpAddress{peer.ip}, door_of(peer));
  if (delay.count() > 0) co_await pause_until{Clock::now() + delay};
}

bool GuardTrust::may_send_without_login(const IpAddress& address, events::Service service) const {
  return guard_.is_spared(address, service, guard::Bypass::smtp_authentication);
}

bool GuardTrust::may_send_as(const IpAddress& address, events::Service service, const address::Mailbox& sender) const {
  return guard_.lists().sends_as(address, service, name_of(sender), time_.now());
}

bool GuardTrust::take_turn(const IpAddress& address, events::Service service) {
  return guard_.lists().take_turn(address, service, time_.now());
}

smtp::Blocked GuardTrust::sender(const address::Mailbox& mailbox, smtp::Way way) const {
  return blocked(guard_.smtp_blocks().sender(name_of(mailbox), way_of(way), time_.now()));
}

smtp::Blocked GuardTrust::client(std::string_view name, smtp::Way way) const {
  return blocked(guard_.smtp_blocks().client(name, way_of(way), time_.now()));
}

}  // namespace postern::app
