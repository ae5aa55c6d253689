// Messages in by SMTP: as a stranger to accounts of the server, or logged in to domains elsewhere.
#include "smtp.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <atomic>
#include <optional>
#include <thread>

#include "message.h"
#include "workloads.h"

namespace mailload {
namespace {

constexpr auto kPollPause = std::chrono::milliseconds(10);
constexpr auto kVisiblePatience = std::chrono::seconds(120);

std::size_t visible(const Target& target) {
  const auto& o = target.options();
  Imap imap(target, o.visible_at, o.user_name(0));
  const auto n = imap.count(o.mailbox);
  imap.logout();
  return n;
}

// Accepted is not the end of it: the clock of this figure runs until the mailbox shows all of them.
void wait_until_visible(const Target& target, std::size_t before, Measure& measure) {
  std::size_t seen = 0;
  while (true) {
    seen = visible(target) - before;
    if (seen >= measure.operations() || Clock::now() > measure.begun() + kVisiblePatience) break;
    std::this_thread::sleep_for(kPollPause);
  }
  const std::chrono::duration<double> took = Clock::now() - measure.begun();
  measure.note("visible", static_cast<double>(seen));
  measure.note("visible_per_s", static_cast<double>(seen) / took.count());
}

std::string base64(std::string_view text) {
  std::string out((text.size() + 2) / 3 * 4, '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), reinterpret_cast<const unsigned char*>(text.data()),
                  static_cast<int>(text.size()));
  return out;
}

// Elsewhere each message has a recipient of its own, by whose number it is known again; they go round the domains.
std::string recipient(const Options& o, std::size_t n) {
  return o.domains == 0 ? o.user_name(n) : fmt::format("r{}@d{}.{}", n, n % o.domains + 1, o.zone);
}

// Whoever logs in writes as himself: in place of the first field, which is From.
std::string as_from(std::string_view sender, std::string_view message) {
  return fmt::format("From: <{}>{}", sender, message.substr(message.find('\r')));
}

}  // namespace

Smtp::Smtp(const Target& target) : connection_(target, target.options().port) {
  expect('2');
  say("EHLO client.example.test\r\n", '2');
}

void Smtp::log_in(std::string_view user, std::string_view password) {
  using namespace std::string_view_literals;
  say(fmt::format("AUTH PLAIN {}\r\n", base64(fmt::format("{0}{1}{0}{2}", "\0"sv, user, password))), '2');
}

void Smtp::deliver(std::string_view sender, std::string_view recipient, std::string_view message) {
  say(fmt::format("MAIL FROM:<{}>\r\n", sender), '2');
  say(fmt::format("RCPT TO:<{}>\r\n", recipient), '2');
  say("DATA\r\n", '3');
  say(message, '2');
}

void Smtp::say(std::string_view text, char wanted) {
  connection_.send(text);
  expect(wanted);
}

// The last line of a reply has no hyphen behind its code.
void Smtp::expect(char first_digit) {
  while (true) {
    const auto line = connection_.line();
    if (line.size() < 3) throw Fault("SMTP: a short reply");
    if (line.size() > 3 && line[3] == '-') continue;
    if (line[0] != first_digit) throw Fault("SMTP: " + std::string(line));
    return;
  }
}

void smtp(const Target& target, Measure& measure) {
  const auto& o = target.options();
  auto messages = make_messages(o.count, o.size);
  for (auto& message : messages) message += ".\r\n";
  const auto before = o.visible_at != 0 ? visible(target) : 0;
  std::atomic<std::size_t> next = 0;
  measure.begin();
  on_each_lane(o.connections, measure, [&](Lane& lane) {
    std::optional<Smtp> session;
    const auto sender = o.login != 0 ? o.user_name(lane.number()) : std::string("sender@example.test");
    for (std::size_t n = next++; n < o.count && !lane.hopeless(); n = next++) {
      const auto since = Clock::now();
      try {
        if (!session) {
          session.emplace(target);
          if (o.login != 0) session->log_in(sender, o.password);
        }
        const auto& message = messages[n % messages.size()];
        session->deliver(sender, recipient(o, n), o.login != 0 ? as_from(sender, message) : message);
        lane.done(since);
        if (o.reuse != 0) continue;
        session->quit();
      } catch (const Fault& fault) {
        lane.failed(fault);
      }
      session.reset();
    }
    if (session) session->quit();
  });
  measure.end();
  if (o.visible_at != 0) wait_until_visible(target, before, measure);
}

}  // namespace mailload
