// A dialogue of the SMTP client, played by hand: the test is the server and says its replies.
// Use: Play play;  play.hear("220 mx\r\n") == "EHLO us.example\r\n";   play.ready(offers);  play.send(mail);
#pragma once
#include <string>
#include <string_view>
#include <utility>

#include "smtp/client/dialogue.h"
#include "support/manual_time.h"

namespace postern::test {

inline smtp::client::Mail mail_of(std::string text, std::vector<std::string> recipients = {"ann@far.example"}) {
  smtp::client::Mail mail;
  mail.envelope.reverse_path = address::parse_mailbox("joe@here.example", address::Charset::utf8).value();
  for (const auto& one : recipients)
    mail.envelope.recipients.push_back(
        {.mailbox = address::parse_mailbox(one, address::Charset::utf8).value(), .notify = {}, .orcpt_type = {}, .orcpt = {}});
  mail.content = store::Content(std::make_shared<const std::string>(std::move(text)));
  return mail;
}

class Play {
 public:
  smtp::client::Manner manner{.our_name = "us.example"};
  smtp::client::Settings settings;
  ManualTime time;
  std::string nonce = "rOprNGfwEbeRWgbNEkqO";
  std::size_t split = 0;  // replies come in pieces of so many octets; 0: whole
  bool disk_fails = false;

  // From the connection to the first wait.
  std::string start() {
    dialogue.emplace(manner, settings, time, nonce);
    return perform(dialogue->start());
  }
  // What the client says next.
  std::string hear(std::string_view bytes) {
    std::string said;
    while (!bytes.empty()) {
      const auto piece = bytes.substr(0, split ? split : bytes.size());
      bytes.remove_prefix(piece.size());
      if (waits_for_tls || over) return said + "(" + std::string(piece) + " is not read)";
      said += perform(dialogue->on_bytes(piece));
    }
    return said;
  }
  std::string tls(Result<void> done = {}, tls::Proof proof = {.protocol = "TLSv1.3"}) {
    waits_for_tls = false;
    return perform(dialogue->on_tls(done, std::move(proof)));
  }
  std::string fail(Failure kind) {
    return perform(dialogue->on_failure({kind, "It failed", {}, std::source_location::current()}));
  }
  std::string send(smtp::client::Mail mail) { return perform(dialogue->begin(std::move(mail))); }
  std::string quit() { return perform(dialogue->quit()); }
  // Connected, and idle: the server offers these keywords.
  void ready(std::string_view keywords = {}) {
    start();
    hear("220 mx.example\r\n");
    std::string reply = "250-mx.example\r\n";
    while (!keywords.empty()) {
      const auto end = std::min(keywords.find('|'), keywords.size());
      reply += "250-" + std::string(keywords.substr(0, end)) + "\r\n";
      keywords.remove_prefix(std::min(end + 1, keywords.size()));
    }
    hear(reply + "250 HELP\r\n");
  }
  [[nodiscard]] bool idle() const { return dialogue->idle(); }
  smtp::client::MailOutcome outcome() { return dialogue->take_outcome(); }
  [[nodiscard]] const smtp::client::Trouble& why() const { return *dialogue->why(); }

  std::optional<smtp::client::Dialogue> dialogue;
  bool waits_for_tls = false, over = false;

 private:
  std::string perform(smtp::client::Effect effect) {
    using namespace smtp::client;
    std::string said;
    for (;;) {
      said += dialogue->output();
      dialogue->clear_output();
      if (auto* want = std::get_if<ReadContent>(&effect)) {
        if (disk_fails) {
          effect = dialogue->on_content(postern::fail(Failure::io, "no disk"));
          continue;
        }
        effect = dialogue->on_content(dialogue->content().bytes->substr(want->from, want->size));
      } else if (auto* run = std::get_if<RunJob>(&effect)) {
        run->job();
        effect = dialogue->on_job({});
      } else {
        waits_for_tls = std::holds_alternative<StartTls>(effect);
        over = std::holds_alternative<Over>(effect);
        return said;
      }
    }
  }
};

}  // namespace postern::test
