// A session of SMTP without a stream, in the world of smtp_world.h.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "smtp/server/late_fields.h"
#include "smtp/server/session.h"
#include "support/smtp_world.h"

namespace postern::smtp {

// A bare session with its world: what serve() does, without stream and without waiting.
class Dialogue {
 public:
  Dialogue(World& world, Settings settings, Listener listener, bool tls = false, net::Allowance allowance = {})
      : world_(world),
        settings_(std::move(settings)),
        listener_(std::move(listener)),
        session_(settings_, listener_, connection(tls, allowance),
                 {world, world, world, world, world.blobs, world.inline_limit, world.origin_ports(),
                  !world.signer.fields.empty(), static_cast<bool>(world.looker.finds)}) {
    perform(session_.start());
  }

  // Gives bytes, all at once or `step` at a time, and returns what the session said.
  std::string give(std::string_view bytes, std::size_t step = 0) {
    if (step == 0) step = bytes.size();
    for (std::size_t i = 0; i < bytes.size() && !closed_; i += step) {
      const std::string part(bytes.substr(i, step));  // its own memory: a view kept too long is found
      perform(session_.on_bytes(part));
    }
    return take();
  }
  std::string take() {
    std::string out = std::move(said_);
    said_.clear();
    return out;
  }
  [[nodiscard]] bool closed() const { return closed_; }
  [[nodiscard]] bool tls() const { return tls_; }
  Session& session() { return session_; }

 private:
  static auth::Peer peer(bool tls) {
    auth::Peer p;
    p.tls = tls;
    return p;
  }
  Connection connection(bool tls, const net::Allowance& allowance) {
    tls_ = tls;
    Connection c;
    c.session = SessionId(0xabc);
    c.ip = "192.0.2.7";
    c.address = IpAddress::parse(c.ip).value();
    c.tls = tls;
    c.tls_summary = tls ? "TLSv1.3 TLS_AES_128_GCM_SHA256" : "";
    c.trusted = world_.trusted;
    c.allowance = allowance;
    if (listener_.login) {
      c.mechanisms = world_.login.mechanisms(peer(false));
      c.tls_mechanisms = world_.login.mechanisms(peer(true));
    }
    return c;
  }

  void perform(Effect effect) {
    while (!std::holds_alternative<ReadMore>(effect) && !closed_)
      effect = std::visit([this](auto& e) { return act(e); }, effect);
    said_ += session_.output();
    session_.clear_output();
  }
  Effect act(ReadMore&) { return ReadMore{}; }
  Effect act(Close&) {
    closed_ = true;
    session_.on_end();
    return Close{};
  }
  Effect act(StartTls&) {
    tls_ = true;
    said_ += session_.output();
    session_.clear_output();
    return session_.on_tls("TLSv1.3 TLS_AES_128_GCM_SHA256");
  }
  Effect act(CheckSenders& e) {
    std::vector<SenderFacts> all;
    for (const auto& mailbox : e.mailboxes) {
      auto facts = run_now(world_.sender(mailbox, e.account));
      if (!facts) return session_.on_senders(pass_on(facts));
      all.push_back(*facts);
    }
    return session_.on_senders(std::move(all));
  }
  Effect act(CheckRecipient& e) { return session_.on_recipient(run_now(world_.recipient(e.mailbox, e.account, e.size))); }
  Effect act(BeginLogin& e) {
    auto begun = world_.login.begin(e.mechanism, peer(tls_));
    if (!begun) return session_.on_login(pass_on(begun));
    exchange_ = std::move(*begun);
    return session_.on_login(run_now(exchange_->start(e.initial)));
  }
  Effect act(ContinueLogin& e) { return session_.on_login(run_now(exchange_->step(e.response))); }
  Effect act(FlushSpool& e) { return session_.on_flushed(run_now(e.spool->flush())); }
  Effect act(JudgeOrigin& e) {
    senderauth::OriginJudge judge(*e.evidence, std::move(e.query));
    dns::Answers answers;
    return session_.on_origin(run_now(dns::find_out(world_.zone, answers, std::ref(judge))));
  }
  Effect act(InspectMessage& e) { return session_.on_inspected(run_now(world_.looker.inspect(e.inspected))); }
  Effect act(AcceptMessage& e) {
    if (e.author) e.fields += run_now(world_.signer.sign(*e.author, *e.message.parsed, e.evidence->hashes()));
    if (!e.fields.empty()) {
      auto put = run_now(put_fields(e.message, std::move(e.fields)));
      if (!put) return session_.on_accepted(pass_on(put));
    }
    return session_.on_accepted(run_now(world_.accept(std::move(e.envelope), std::move(e.message))));
  }

  World& world_;
  Settings settings_;
  Listener listener_;
  bool tls_ = false;
  bool closed_ = false;
  Session session_;
  std::unique_ptr<auth::Exchange> exchange_;
  std::string said_;
};

}  // namespace postern::smtp
