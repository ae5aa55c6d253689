// Any replies to any manner and message: each recipient is answered once, no bare line end gets out, and it ends.
#include <cstdint>
#include <cstdlib>

#include "support/smtp_client_play.h"

using namespace postern;  // a fuzzer is a program of its own
using namespace postern::smtp::client;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

constexpr std::string_view kPrefixes[] = {
    "",
    "220 mx\r\n250 mx\r\n",
    "220 mx\r\n250-mx\r\n250-PIPELINING\r\n250-DSN\r\n250 SIZE 1000000\r\n",
    "220 mx\r\n250-mx\r\n250-PIPELINING\r\n250 CHUNKING\r\n",
    "220 mx\r\n250-mx\r\n250 STARTTLS\r\n",
    "220 mx\r\n250-mx\r\n250 AUTH SCRAM-SHA-256\r\n334 "
    "cj1yT3ByTkdmd0ViZVJXZ2JORWtxT3gscz1XMjJaYUowU05ZN3NvRXNVRWpiNmdRPT0saT00MDk2\r\n",
    "220 mx\r\n250-mx\r\n250 PIPELINING\r\n250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n",
    "220 mx\r\n250-mx\r\n250-PIPELINING\r\n250 CHUNKING\r\n250 ok\r\n250 ok\r\n250 ok\r\n",
};
constexpr std::string_view kTexts[] = {"Subject: a\r\n\r\nb\r\n", "a\n.\r.\r\n", "\xC3\xA4\r\n\r\n\xFF", "", "\r", ".\n"};

Mail message(std::uint8_t what) {
  auto mail = test::mail_of(std::string(kTexts[what % std::size(kTexts)]), {"a@far.example", "b\xC3\xBC@far.example"});
  if (what / 8 % 8 == 7) mail.content = store::Content(std::make_shared<const std::string>(std::string(200'000, '\n')));
  mail.envelope.smtputf8 = (what & 64) != 0;
  mail.envelope.body = (what & 128) != 0 ? smtp::Body::eight_bit_mime : smtp::Body::seven_bit;
  return mail;
}

// The commands, which are all that has ends of lines; the text of a message is tried by its own test.
void check_said(std::string_view said) {
  for (std::size_t i = 0; i < said.size(); ++i) {
    require(said[i] != '\r' || (i + 1 < said.size() && said[i + 1] == '\n'));
    require(said[i] != '\n' || (i > 0 && said[i - 1] == '\r'));
  }
}

void check(const MailOutcome& outcome, const Mail& mail) {
  require(outcome.recipients.size() == mail.envelope.recipients.size());
  for (const auto& one : outcome.recipients) {
    require(!one.status.empty() && !one.text.empty());
    require(one.fate != Fate::delivered || one.code / 100 == 2);
    require(one_line(one.text) == one.text);
  }
}

std::string play(const std::uint8_t* head, std::string_view bytes, std::size_t step) {
  test::Play p;
  p.split = step;
  p.manner.protocol = (head[0] & 1) != 0 ? Protocol::lmtp : Protocol::smtp;
  p.manner.tls = static_cast<Tls>(head[0] / 2 % 4);
  if ((head[0] & 8) != 0) p.manner.login = Credentials{"user", Secret("pencil"), true};
  std::string said = p.start();
  std::string all = std::string(kPrefixes[head[1] % std::size(kPrefixes)]) + std::string(bytes);
  std::string_view rest = all;
  bool sending = false;
  int messages = 0;
  while (!p.over) {
    if (p.waits_for_tls) {
      said += p.tls();
    } else if (p.idle()) {
      if (sending) check(p.outcome(), message(head[2]));
      sending = messages++ < 3;
      said += sending ? p.send(message(head[2])) : p.quit();
    } else if (rest.empty()) {
      said += p.fail(Failure::closed);
    } else {  // a line at a time, as a server answers
      const auto end = std::min(rest.find('\n'), rest.size() - 1) + 1;
      said += p.hear(rest.substr(0, end));
      rest.remove_prefix(end);
    }
  }
  if (sending) check(p.outcome(), message(head[2]));
  check_said(said);
  return said;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kHead = 3;
  if (size <= kHead) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data + kHead), size - kHead);
  const auto whole = play(data, bytes, 0);
  require(play(data, bytes, 1) == whole);
  return 0;
}
