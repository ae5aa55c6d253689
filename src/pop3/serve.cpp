// Drives a session on a stream: performs each effect and feeds the answer back.
#include "net/stream.h"
#include "pop3/multi_line.h"
#include "pop3/pop3.h"
#include "pop3/session.h"

namespace postern::pop3 {
namespace {

constexpr std::chrono::seconds kFarewell{10};  // for the last reply to a peer that may not read it
constexpr std::size_t kSlice = 64 * 1024;
constexpr std::size_t kGathered = 16 * 1024;  // up to here pieces go out together with what comes next

struct Driver {
  net::Stream& stream;
  Ports& ports;
  Session& session;
  std::unique_ptr<auth::Exchange> exchange;
  auth::Identity identity;  // once logged in
  std::unique_ptr<Maildrop> maildrop;
};

auth::Peer peer_of(const net::Stream& s) {
  const auto& address = s.peer().address;
  return {s.session(), events::Service::pop3, address.bytes, address.text(), s.is_tls()};
}

Task<Result<void>> flush(Driver& d, Deadline until) {
  auto& output = d.session.output();
  if (output.empty()) co_return Result<void>{};
  auto written = co_await d.stream.write(output, until);
  output = {};
  co_return written;
}

// Adds a piece to what is to be written, or writes it as it is when it is large.
Task<Result<void>> send(Driver& d, std::string_view piece) {
  auto& output = d.session.output();
  if (output.size() + piece.size() <= kGathered) {
    output += piece;
    co_return Result<void>{};
  }
  auto flushed = co_await flush(d, d.session.patience());
  if (!flushed) co_return flushed;
  co_return co_await d.stream.write(piece, d.session.patience());
}

// A peer that went away is told nothing.
Effect on_failure(Driver& d, const Error& error) {
  if (error.kind == Failure::timeout) return d.session.on_timeout();
  return d.stream.is_stopping() ? d.session.on_shutdown() : Close{};
}

// What a login port answered, kept for later questions about the account.
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
  if (bytes->empty()) co_return Effect{Close{}};  // the peer has ended without QUIT: nothing is removed
  if (d.identity.account && !d.ports.login.still_holds(d.identity)) co_return d.session.on_revoked();
  co_return d.session.on_bytes(*bytes);
}

Task<Effect> perform(Driver& d, Flush) {
  auto flushed = co_await flush(d, d.session.patience());
  if (!flushed) co_return on_failure(d, flushed.error());
  co_return d.session.on_flushed();
}

Task<Effect> perform(Driver& d, StartTls) {
  auto flushed = co_await flush(d, d.session.patience());
  if (!flushed) co_return on_failure(d, flushed.error());
  auto started = co_await d.stream.start_tls(d.session.patience());
  if (!started) co_return Effect{Close{}};
  co_return d.session.on_tls();
}

Task<Effect> perform(Driver& d, PasswordLogin login) {
  auto identity = co_await d.ports.login.password(peer_of(d.stream), std::move(login.name), std::move(login.password));
  if (!identity) co_return on_answer(d, pass_on(identity));
  co_return on_answer(d, std::move(*identity));
}

Task<Effect> perform(Driver& d, BeginLogin login) {
  auto peer = peer_of(d.stream);
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

Task<Effect> perform(Driver& d, OpenMaildrop open) {
  auto maildrop = co_await d.ports.maildrops.open(open.account);
  if (!maildrop) co_return d.session.on_maildrop(pass_on(maildrop));
  d.maildrop = std::move(*maildrop);
  co_return d.session.on_maildrop(d.maildrop.get());
}

// The response to RETR or TOP. An error here comes after "+OK", where no refusal can be sent any more.
Task<Result<void>> send_body(Driver& d, Body& body, std::optional<std::uint64_t> lines) {
  DotStuffer stuffer;
  TopLines limit(lines.value_or(UINT64_MAX));
  std::string scratch;
  for (std::uint64_t at = 0; at < body.size() && !limit.done();) {
    auto slice = co_await body.read(at, kSlice);
    if (!slice) co_return pass_on(slice);
    if (slice->bytes.empty()) co_return fail(Failure::corrupt, "The message is shorter than it should be");
    at += slice->bytes.size();
    const auto part = lines ? limit.next(slice->bytes) : slice->bytes;
    const auto piece = stuffer.next(part, scratch);
    auto sent = co_await send(d, piece);
    if (!sent) co_return sent;
  }
  co_return co_await send(d, stuffer.end());
}

Task<Effect> perform(Driver& d, SendMessage message) {
  auto body = co_await d.maildrop->open(message.number);
  if (!body) co_return d.session.on_message(pass_on(body));
  d.session.output() += "+OK Message follows\r\n";
  auto sent = co_await send_body(d, **body, message.lines);
  if (!sent) co_return Effect{Close{}};  // a message cut short must not look whole
  co_return d.session.on_message({});
}

Task<Effect> perform(Driver& d, RemoveMessages remove) {
  auto removed = co_await d.maildrop->remove(std::move(remove.numbers));
  co_return d.session.on_removed(std::move(removed));
}

Task<Effect> perform(Driver&, Close) { co_return Effect{Close{}}; }

// What the connection does while the effect is under way.
net::Doing doing(const Effect& effect, const Session& session) {
  if (std::holds_alternative<SendMessage>(effect)) return net::Doing::sending;
  const bool working = std::holds_alternative<OpenMaildrop>(effect) || std::holds_alternative<RemoveMessages>(effect);
  return working ? net::Doing::working : session.doing();
}

Connection connection(const net::Stream& stream, const net::Allowance& allowance, const auth::Login& login) {
  Connection c;
  c.session = stream.session();
  c.address = stream.peer().address;
  c.tls = stream.is_tls();
  c.allowance = allowance;
  auto peer = peer_of(stream);
  peer.tls = false;
  c.mechanisms = login.mechanisms(peer);
  peer.tls = true;
  c.tls_mechanisms = login.mechanisms(peer);
  return c;
}

}  // namespace

Task<void> serve(net::Stream& stream, std::shared_ptr<const Settings> settings, Options options, net::Allowance allowance,
                 Ports ports) {
  Session session(*settings, options, connection(stream, allowance, ports.login), ports.time, ports.events);
  Driver driver{stream, ports, session, {}, {}, {}};
  Effect effect = session.start();
  while (!std::holds_alternative<Close>(effect)) {
    stream.now(doing(effect, session));
    auto task = std::visit([&](auto& e) { return perform(driver, std::move(e)); }, effect);
    effect = co_await std::move(task);
  }
  auto written = co_await flush(driver, ports.time.steady() + kFarewell);
  ignore(written, "the peer may be gone, and the connection ends here anyway");
  stream.close();
}

}  // namespace postern::pop3
