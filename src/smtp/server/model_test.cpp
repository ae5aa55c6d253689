// Random command sequences against a reference of the SMTP state machine that shares no code with the session.
#include <gtest/gtest.h>

#include <random>

#include "support/smtp_bare_session.h"

namespace postern::smtp {
namespace {

// What the reference believes of the session: written from RFC 5321 §4.1.4 and RFC 3030 §2, not from the command table.
struct Reference {
  bool submission = false;
  bool greeted = false, tls = false, login = false;
  bool open = false;    // MAIL was accepted
  bool chunks = false;  // BDAT has begun
  std::string from;
  std::uint64_t declared = 0;  // octets, by MAIL
  std::vector<std::string> to;
  std::string body;
  std::vector<std::string> delivered;  // "from>to,to" of each message, in order

  void end() {
    open = chunks = false;
    from.clear();
    declared = 0;
    to.clear();
    body.clear();
  }
  [[nodiscard]] bool may_send() const { return !submission || login; }
};

struct Step {
  std::string name;
  std::string bytes;
  std::function<std::vector<int>(Reference&)> judge;  // the codes wanted, after which the reference has moved on
};

std::vector<int> message_end(Reference& r, int good) {
  if (good == 250) {
    std::string line = r.from + ">";
    for (const auto& to : r.to) line += to + ",";
    r.delivered.push_back(line);
  }
  r.end();
  return {good};
}

Step mail(std::string address, int verdict_of_stranger, int verdict_of_joe, std::string parameters = "",
          std::uint64_t declared = 0) {
  return {"mail " + address, "MAIL FROM:<" + address + ">" + parameters + "\r\n", [=](Reference& r) -> std::vector<int> {
            if (!r.greeted || r.open) return {503};
            if (!r.may_send()) return {530};
            const int verdict = r.login ? verdict_of_joe : verdict_of_stranger;
            if (verdict == 250) {
              r.open = true;
              r.from = address;
              r.declared = declared;
            }
            return {verdict};
          }};
}

Step rcpt(std::string address, int verdict_of_stranger, int verdict_of_joe) {
  return {"rcpt " + address, "RCPT TO:<" + address + ">\r\n", [=](Reference& r) -> std::vector<int> {
            if (!r.open || r.chunks) return {503};
            const int verdict = r.login ? verdict_of_joe : verdict_of_stranger;
            if (verdict == 250) r.to.push_back(address);
            return {verdict};
          }};
}

// RFC 1870 §6.1: who takes no larger message says so as soon as its size is known to be over it.
Step rcpt_of_at_most(std::string address, std::uint64_t most) {
  return {"rcpt " + address, "RCPT TO:<" + address + ">\r\n", [=](Reference& r) -> std::vector<int> {
            if (!r.open || r.chunks) return {503};
            if (r.declared > most) return {552};
            r.to.push_back(address);
            return {250};
          }};
}

// DATA and, when it is taken, the text; the text is sent only after a 354, so the step is played in two halves.
Step data(std::string text, int verdict_of_stranger, int verdict_of_joe) {
  return {"data", text, [=](Reference& r) -> std::vector<int> {
            if (!r.open || r.to.empty() || r.chunks) return {503};
            auto end = message_end(r, r.login ? verdict_of_joe : verdict_of_stranger);
            return {354, end[0]};
          }};
}

Step bdat(std::string bytes, bool last) {
  return {"bdat", "BDAT " + std::to_string(bytes.size()) + (last ? " LAST" : "") + "\r\n" + bytes,
          [=](Reference& r) -> std::vector<int> {
            if (!r.open || r.to.empty()) return {503};  // RFC 5321 §4.1.4: the state stays
            r.chunks = true;
            r.body += bytes;
            if (r.body.size() > 300) {
              r.end();
              return {552};
            }
            return last ? message_end(r, 250) : std::vector<int>{250};
          }};
}

Step plain(std::string line, int code, std::function<void(Reference&)> effect = {}) {
  return {line, line + "\r\n", [=](Reference& r) -> std::vector<int> {
            if (effect) effect(r);
            return {code};
          }};
}

Step login() {
  return {"auth", "AUTH PLAIN AGpvZUBoZXJlLmV4YW1wbGUAc2VjcmV0\r\n", [](Reference& r) -> std::vector<int> {
            if (!r.submission) return {502};
            if (!r.greeted || r.open) return {503};
            if (r.login) return {503};
            if (!r.tls) return {538};
            r.login = true;
            return {235};
          }};
}

Step wrong_login() {
  return {"auth wrong", "AUTH PLAIN AGpvZUBoZXJlLmV4YW1wbGUAd3Jvbmc=\r\n", [](Reference& r) -> std::vector<int> {
            if (!r.submission) return {502};
            if (!r.greeted || r.open || r.login) return {503};
            return {r.tls ? 535 : 538};
          }};
}

std::vector<Step> steps() {
  const std::string ok = "From: joe@open.example\r\n\r\nx\r\n.\r\n";
  const auto greet = [](Reference& r) {
    r.greeted = true;
    r.end();
  };
  return {
      plain("EHLO c.example", 250, greet),
      plain("HELO c.example", 250, greet),
      plain("EHLO", 501),
      plain("EHLO a b", 501),
      mail("a@far.example", 250, 550),
      mail("joe@here.example", 550, 250),
      mail("", 250, 250),
      mail("a@far.example", 552, 552, " SIZE=301"),
      mail("", 250, 250, " SIZE=151", 151),
      mail("a@far.example", 555, 555, " X=1"),
      mail("a b@far.example", 501, 501),
      rcpt("joe@here.example", 250, 250),
      rcpt("ann@here.example", 250, 250),
      rcpt("x@far.example", 550, 250),
      rcpt("no@here.example", 550, 550),
      rcpt("full@here.example", 452, 452),
      rcpt_of_at_most("small@here.example", 150),
      rcpt("x%y@here.example", 550, 550),
      rcpt("x@[127.0.0.1]", 550, 550),
      rcpt("a@b@c", 501, 501),
      data("Subject: x\r\n\r\nx\r\n.\r\n", 250, 250),
      data("From: a@far.example\r\n\r\nx\r\n.\r\n", 250, 550),
      data("From: joe@here.example\r\n\r\nx\r\n.\r\n", 550, 250),
      data("Subject: x\r\n\r\nx\n.\n\r\n.\r\n", 554, 554),
      data(std::string(301, 'x') + "\r\n.\r\n", 552, 552),
      bdat("Subject: x\r\n", false),
      bdat("\r\nx\n.\r\n", true),
      bdat("", true),
      bdat("QUIT\r\nRCPT TO:<joe@here.example>\r\n", false),
      bdat(std::string(280, 'x'), false),
      plain("RSET", 250, [](Reference& r) { r.end(); }),
      plain("RSET x", 501),
      plain("NOOP", 250),
      plain("VRFY joe", 252),
      plain("VRFY j\xc3\xb6rg SMTPUTF8", 252),
      plain("EXPN all", 502),
      plain("HELP", 214),
      plain("NONSENSE", 500),
      plain("", 500),
      login(),
      wrong_login(),
      {"starttls", "STARTTLS\r\n",
       [](Reference& r) -> std::vector<int> {
         if (r.tls) return {503};
         if (!r.greeted || r.open) return {503};
         r.tls = true;
         r.greeted = r.login = false;
         r.end();
         return {220};
       }},
  };
}

std::vector<int> codes_of(const std::string& said) {
  std::vector<int> all;
  for (std::size_t at = 0; at < said.size(); at = said.find("\r\n", at) + 2)
    if (said.size() > at + 3 && said[at + 3] == ' ') all.push_back(std::stoi(said.substr(at, 3)));
  return all;
}

Settings no_limits() {
  Settings settings;
  settings.max_message_size.value = 300;
  settings.max_messages = settings.max_commands = 0;
  return settings;
}

// Weighted so that whole transactions come about: the usual next step is as likely as any other together.
const Step& choose(const std::vector<Step>& all, const Reference& r, std::mt19937& random) {
  if (random() % 2 == 0) return all[random() % all.size()];
  const std::string wanted = !r.greeted                 ? "EHLO c.example"
                             : r.submission && !r.tls   ? "starttls"
                             : r.submission && !r.login ? "auth"
                             : !r.open                  ? (r.login ? "mail joe@here.example" : "mail a@far.example")
                             : r.to.empty()             ? "rcpt joe@here.example"
                             : r.chunks                 ? "bdat"
                                                        : "data";
  std::vector<const Step*> fitting;
  for (const auto& step : all)
    if (step.name == wanted) fitting.push_back(&step);
  return *fitting[random() % fitting.size()];
}

void run(std::uint32_t seed, bool submission) {
  static const auto all = steps();
  std::mt19937 random(seed);
  World world;
  world.inline_limit = seed % 2 == 0 ? 65'536u : 8u;  // every other run has all its messages in blobs
  Reference reference;
  reference.submission = submission;
  Dialogue d(world, no_limits(), submission ? submission_listener() : exchange_listener(), false, net::Allowance({}, false));
  d.take();
  std::string history;
  for (int i = 0; i < 60; ++i) {
    const auto& step = choose(all, reference, random);
    history += step.name + "\n";
    const auto calls = world.port_calls;
    const auto delivered = reference.delivered.size();
    const auto wanted = step.judge(reference);
    const std::size_t split = random() % 3;
    std::string said;
    if (step.name == "data") {
      said = d.give("DATA\r\n", split);
      if (wanted.size() == 2) said += d.give(step.bytes, split);
    } else {
      said = d.give(step.bytes, split);
    }
    ASSERT_EQ(codes_of(said), wanted) << "seed " << seed << "\n" << history << said;
    ASSERT_EQ(world.delivered.size(), reference.delivered.size()) << "seed " << seed << "\n" << history;
    ASSERT_LE(world.blobs.writers, reference.chunks ? 1u : 0u) << "seed " << seed << "\n" << history;
    if (reference.delivered.size() > delivered) {
      const auto& e = world.delivered.back().envelope;
      std::string line = (e.reverse_path ? e.reverse_path->text() : "") + ">";
      for (const auto& to : e.recipients) line += to.mailbox.text() + ",";
      ASSERT_EQ(line, reference.delivered.back()) << "seed " << seed << "\n" << history;
      ASSERT_GT(world.port_calls, calls) << "no message goes by without the ports";
    }
  }
}

TEST(Model, random_sequences_agree_with_the_reference_on_the_exchange_port) {
  for (std::uint32_t seed = 0; seed < 600; ++seed) {
    run(seed, false);
    if (HasFatalFailure()) return;
  }
}

TEST(Model, random_sequences_agree_with_the_reference_on_the_submission_port) {
  for (std::uint32_t seed = 0; seed < 600; ++seed) {
    run(seed, true);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace postern::smtp
