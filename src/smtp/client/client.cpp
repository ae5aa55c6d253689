// Drives a dialogue on a stream: performs each effect and feeds the answer back.
#include "smtp/client/client.h"

#include <utility>

#include "base/text.h"
#include "smtp/client/dialogue.h"

namespace postern::smtp::client {
namespace {

Trouble trouble_of(const Error& error) {
  Trouble out{.step = Step::connect, .cause = Cause::unreachable, .status = "4.4.1", .text = error.text};
  switch (error.kind) {
    case Failure::unavailable: out.cause = Cause::refused; break;
    case Failure::timeout: out.cause = Cause::timeout; break;
    case Failure::closed: out.cause = Cause::stopped; break;
    case Failure::denied:
    case Failure::invalid:
    case Failure::io: out.cause = Cause::ours; break;
    default: break;
  }
  return out;
}

}  // namespace

struct Client::State {
  Manner manner, plain;  // plain: after a handshake that failed and need not succeed
  Settings settings;
  Ports ports;
  std::unique_ptr<net::Stream> stream;
  std::optional<Dialogue> dialogue;

  void close() {
    if (stream) stream->close();
    stream.reset();
  }
};

namespace {

Task<Effect> perform(auto& s, ReadMore) {
  auto bytes = co_await s.stream->read(s.dialogue->due());
  if (!bytes) co_return s.dialogue->on_failure(bytes.error());
  co_return s.dialogue->on_bytes(*bytes);
}

Task<Effect> perform(auto& s, StartTls) {
  auto done = co_await s.stream->start_tls_as_client(s.ports.tls, s.manner.expected, s.dialogue->due());
  const auto* proof = s.stream->proof();
  co_return s.dialogue->on_tls(done, proof ? *proof : tls::Proof{});
}

Task<Effect> perform(auto& s, ReadContent want) {
  const auto content = s.dialogue->content();
  if (want.size == 0) co_return s.dialogue->on_content(std::string());
  if (!content.blob) co_return s.dialogue->on_content(content.bytes->substr(want.from, want.size));
  auto piece = co_await s.ports.blobs.read(content.blob->name, want.from, want.size);
  co_return s.dialogue->on_content(std::move(piece));
}

Task<Effect> perform(auto& s, RunJob run) {
  auto done = co_await s.ports.hashes.run(0, std::move(run.job));
  co_return s.dialogue->on_job(done);
}

Task<Effect> perform(auto&, Idle) { co_return Effect{Idle{}}; }
Task<Effect> perform(auto&, Over) { co_return Effect{Over{}}; }

Task<Effect> step(auto& s, Effect effect) {
  if (!s.dialogue->output().empty()) {
    auto written = co_await s.stream->write(s.dialogue->output(), s.dialogue->patience());
    if (!written) co_return s.dialogue->on_failure(written.error());
    s.dialogue->clear_output();
  }
  auto task = std::visit([&](auto& e) { return perform(s, std::move(e)); }, effect);
  co_return co_await std::move(task);
}

// Until there is nothing to do, or nothing to be done.
Task<void> run(auto& s, Effect effect) {
  bool done = false;
  while (!done) {
    done = std::holds_alternative<Idle>(effect) || std::holds_alternative<Over>(effect);
    auto task = step(s, std::move(effect));
    effect = co_await std::move(task);
  }
  if (!s.dialogue->idle()) s.close();
}

Task<std::optional<Trouble>> dial(auto& s, const Manner& manner, net::Endpoint server, std::optional<IpAddress> from) {
  s.close();
  s.dialogue.reset();
  auto stream = co_await s.ports.connector.connect(server, from, s.ports.time.steady() + s.settings.connect_timeout);
  if (!stream) co_return trouble_of(stream.error());
  s.stream = std::move(*stream);
  s.dialogue.emplace(manner, s.settings, s.ports.time, to_base64(s.ports.random.bytes(18)));
  auto task = run(s, s.dialogue->start());
  co_await std::move(task);
  co_return s.dialogue->why();
}

}  // namespace

Client::Client(Manner manner, const Settings& settings, const Ports& ports)
    : state_(std::make_unique<State>(std::move(manner), Manner{}, settings, ports, nullptr, std::nullopt)) {
  state_->plain = state_->manner;
  state_->plain.tls = Tls::off;
}
Client::~Client() { state_->close(); }

// A handshake that fails is no reason to keep the mail, where it would have gone in the clear to a server without TLS.
Task<std::expected<Facts, Trouble>> Client::open(net::Endpoint server, std::optional<IpAddress> from) {
  auto& s = *state_;
  auto trouble = co_await dial(s, s.manner, server, from);
  std::optional<tls::Proof> failed;
  if (trouble && trouble->step == Step::tls && s.manner.tls == Tls::offered) {
    failed = s.dialogue->facts().proof;
    if (failed->why.empty()) failed->why = trouble->text;
    trouble = co_await dial(s, s.plain, server, from);
  }
  if (trouble) co_return std::unexpected(std::move(*trouble));
  auto facts = s.dialogue->facts();
  if (failed) facts.proof = std::move(*failed);
  facts.fell_back = failed.has_value();
  co_return facts;
}

bool Client::usable() const { return state_->dialogue && state_->dialogue->idle(); }

Task<MailOutcome> Client::send(Mail mail) {
  auto& s = *state_;
  if (!usable()) {
    const Trouble none{.step = Step::connect, .cause = Cause::closed, .status = "4.4.2", .text = "There is no connection"};
    const auto why = s.dialogue ? s.dialogue->why().value_or(none) : none;
    const RecipientOutcome all{.fate = why.fate, .code = why.code, .status = why.status, .text = why.text};
    co_return MailOutcome{.recipients = {mail.envelope.recipients.size(), all}, .trouble = why};
  }
  auto task = run(s, s.dialogue->begin(std::move(mail)));
  co_await std::move(task);
  co_return s.dialogue->take_outcome();
}

Task<void> Client::quit() {
  auto& s = *state_;
  if (usable()) {
    auto task = run(s, s.dialogue->quit());
    co_await std::move(task);
  }
  s.close();
}

}  // namespace postern::smtp::client
