// Drives a session on a stream: performs each effect and feeds the answer back.
#include <functional>

#include "net/stream.h"
#include "smtp/server/late_fields.h"
#include "smtp/server/session.h"
#include "smtp/server/smtp.h"

namespace postern::smtp {
namespace {

// What outlives a single effect. Views of the stream's buffer live until the next call on it, which is what Session asks for.
struct Driver {
  net::Stream& stream;
  const Listener& listener;
  Ports& ports;
  Session& session;
  std::unique_ptr<auth::Exchange> exchange;
  auth::Identity identity;
};

constexpr std::chrono::seconds kFarewell{10};  // for the last reply to a peer that may not read it

Task<Result<void>> flush(Driver& d, Deadline until) {
  if (d.session.output().empty()) co_return Result<void>{};
  auto written = co_await d.stream.write(d.session.output(), until);
  d.session.clear_output();
  co_return written;
}

// A peer that went away is told nothing.
Effect on_failure(Driver& d, const Error& error) {
  if (error.kind == Failure::timeout) return d.session.on_timeout();
  return d.stream.is_stopping() ? d.session.on_shutdown() : Close{};
}

auth::Peer peer_of(const net::Stream& s, const Listener& listener) {
  const auto& address = s.peer().address;
  const auto service = listener.role == Role::submission ? events::Service::submission : events::Service::smtp;
  return {s.session(), service, address.bytes, address.text(), s.is_tls()};
}

// What the login port answered; who has logged in is kept for later questions about the account.
Effect on_answer(Driver& d, Result<auth::Answer> answer) {
  if (answer)
    if (const auto* identity = std::get_if<auth::Identity>(&*answer)) d.identity = *identity;
  return d.session.on_login(std::move(answer));
}

Task<Effect> perform(Driver& d, ReadMore) {
  auto flushed = co_await flush(d, d.session.patience());
  if (!flushed) co_return on_failure(d, flushed.error());
  auto bytes = co_await d.stream.read(d.session.due());
  if (!bytes) co_return on_failure(d, bytes.error());
  if (bytes->empty()) co_return Effect{Close{}};  // the peer has ended; there is nobody to answer
  co_return d.session.on_bytes(*bytes);
}

Task<Effect> perform(Driver& d, StartTls) {
  auto flushed = co_await flush(d, d.session.patience());
  if (!flushed) co_return on_failure(d, flushed.error());
  auto started = co_await d.stream.start_tls(d.session.patience());
  if (!started) co_return Effect{Close{}};
  co_return d.session.on_tls(d.stream.tls_summary());
}

Task<Effect> perform(Driver& d, CheckSenders check) {
  if (check.account && !d.ports.login.still_holds(d.identity)) co_return d.session.on_revoked();
  std::vector<SenderFacts> all;
  for (auto& mailbox : check.mailboxes) {
    auto facts = co_await d.ports.directory.sender(std::move(mailbox), check.account);
    if (!facts) co_return d.session.on_senders(pass_on(facts));
    all.push_back(*facts);
  }
  co_return d.session.on_senders(std::move(all));
}

Task<Effect> perform(Driver& d, CheckRecipient check) {
  // Also here: of the null reverse-path nobody is asked about.
  if (check.account && !d.ports.login.still_holds(d.identity)) co_return d.session.on_revoked();
  auto status = co_await d.ports.directory.recipient(std::move(check.mailbox), check.account, check.size);
  co_return d.session.on_recipient(std::move(status));
}

Task<Effect> perform(Driver& d, BeginLogin login) {
  auto peer = peer_of(d.stream, d.listener);
  peer.channel = d.stream.channel_binding();
  auto begun = d.ports.login.begin(login.mechanism, std::move(peer));
  if (!begun) co_return on_answer(d, pass_on(begun));
  d.exchange = std::move(*begun);
  auto answer = co_await d.exchange->start(std::move(login.initial));
  co_return on_answer(d, std::move(answer));
}

Task<Effect> perform(Driver& d, ContinueLogin login) {
  auto answer = co_await d.exchange->step(std::move(login.response));
  co_return on_answer(d, std::move(answer));
}

Task<Effect> perform(Driver& d, FlushSpool flush) {
  auto written = co_await flush.spool->flush();
  co_return d.session.on_flushed(std::move(written));
}

// One deadline for all that is asked: what is not known by then is a temporary error.
Task<Effect> perform(Driver& d, JudgeOrigin judge) {
  const auto& origin = d.ports.origin;
  senderauth::OriginJudge judging(*judge.evidence, std::move(judge.query));
  dns::Answers answers;
  const auto until = d.ports.time.steady() + origin.settings->patience;
  const auto verdict = co_await dns::find_out(*origin.dns, answers, std::ref(judging), until);
  co_return d.session.on_origin(verdict);
}

Task<Effect> perform(Driver& d, InspectMessage inspect) {
  auto findings = co_await d.ports.inspector->inspect(inspect.inspected);
  co_return d.session.on_inspected(std::move(findings));
}

Task<Effect> perform(Driver& d, AcceptMessage accept) {
  if (accept.author) {
    auto signatures = co_await d.ports.signing->sign(*accept.author, *accept.message.parsed, accept.evidence->hashes());
    accept.fields += signatures;
  }
  if (!accept.fields.empty()) {
    auto put = co_await put_fields(accept.message, std::move(accept.fields));
    if (!put) co_return d.session.on_accepted(pass_on(put));
  }
  auto result = co_await d.ports.deliver.accept(std::move(accept.envelope), std::move(accept.message));
  co_return d.session.on_accepted(std::move(result));
}

Task<Effect> perform(Driver&, Close) { co_return Effect{Close{}}; }

// What the connection does while the effect is under way.
net::Doing doing(const Effect& effect, const Session& session) {
  if (std::holds_alternative<BeginLogin>(effect) || std::holds_alternative<ContinueLogin>(effect)) return net::Doing::login;
  if (std::holds_alternative<ReadMore>(effect) || std::holds_alternative<StartTls>(effect)) return session.doing();
  return net::Doing::working;
}

Connection connection(const net::Stream& stream, const Listener& listener, const net::Allowance& allowance,
                      const Ports& ports) {
  const auto& address = stream.peer().address;
  Connection c;
  c.session = stream.session();
  c.address = address;
  c.ip = address.text();
  c.tls = stream.is_tls();
  c.tls_summary = stream.tls_summary();
  c.trusted = ports.trust.may_send_without_login(address, peer_of(stream, listener).service);
  c.allowance = allowance;
  if (listener.login || listener.role == Role::submission) {
    auto peer = peer_of(stream, listener);
    peer.tls = false;
    c.mechanisms = ports.login.mechanisms(peer);
    peer.tls = true;
    c.tls_mechanisms = ports.login.mechanisms(peer);
  }
  return c;
}

}  // namespace

Task<void> serve(net::Stream& stream, std::shared_ptr<const Settings> settings, Listener listener, net::Allowance allowance,
                 Ports ports) {
  Session session(*settings, listener, connection(stream, listener, allowance, ports),
                  {ports.time, ports.events, ports.security, ports.trust, ports.blobs, ports.inline_limit, ports.origin,
                   ports.signing != nullptr, ports.inspector != nullptr});
  Driver driver{stream, listener, ports, session, {}, {}};
  Effect effect = session.start();
  while (!std::holds_alternative<Close>(effect)) {
    stream.now(doing(effect, session));
    auto task = std::visit([&](auto& e) { return perform(driver, std::move(e)); }, effect);
    effect = co_await std::move(task);
  }
  auto written = co_await flush(driver, ports.time.steady() + kFarewell);
  ignore(written, "the peer may be gone, and the connection ends here anyway");
  session.on_end();
  stream.close();
}

}  // namespace postern::smtp
