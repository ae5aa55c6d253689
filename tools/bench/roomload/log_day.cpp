// A day's log lines as the server writes them: sessions that bring mail and sessions that read it, of two thousand accounts.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/secret.h"
#include "events/table.h"
#include "logs/chain.h"
#include "logs/logs.h"
#include "must.h"
#include "numbers.h"
#include "set_time.h"
#include "workloads.h"

namespace roomload {
namespace {

using namespace postern;
using events::Event;
using events::Key;

constexpr std::size_t kAccounts = 2000;
constexpr std::size_t kLinesOfTwo = 22;        // of a session that brings mail and one that reads it
constexpr std::size_t kUnsettled = 1000;       // so many sessions' lines may wait for the disk
constexpr std::int64_t kDay = 23 * 3'600'000;  // nothing of it is old enough to be compressed

class NoAnchor final : public logs::AuditAnchor {
 public:
  Result<logs::AuditEnds> load() override { return logs::AuditEnds{logs::no_head(), logs::no_head()}; }
  Result<void> save_first(const std::string&) override { return {}; }
  Result<void> save_head(const std::string&) override { return {}; }
};

std::string address_of(std::uint64_t n) { return fmt::format("u{}@bench.test", 1 + n % kAccounts); }
std::string stranger(std::uint64_t n) { return fmt::format("{:x}@{:x}.example", n & 0xFFFF'FFFF, n >> 44); }
std::string message_of(std::uint64_t n) { return fmt::format("{:016x}", mixed(n)); }

struct Pen {
  logs::Logs& logs;
  SessionId session;
  void write(Event event, std::initializer_list<events::Field> fields) { logs.events::Sink::write(event, session, fields); }
  void exchange(std::string_view command, std::string_view text, int code, std::string_view reply) {
    write(Event::smtp_command, {{Key::command, command}, {Key::text, text}});
    write(Event::smtp_reply, {{Key::code, code}, {Key::text, reply}});
  }
};

void bring_mail(Pen pen, std::uint64_t n) {
  const auto r = mixed(n);
  const auto ip = v4(static_cast<std::uint32_t>(r)).text();
  const auto from = stranger(r), to = address_of(r >> 20), message = message_of(n);
  pen.write(Event::connection_opened, {{Key::ip, ip}, {Key::port, 40'000}, {Key::service, "smtp"}});
  pen.exchange("EHLO", fmt::format("mail{}.example", r % 5000), 250, "mail.bench.test SIZE 52428800 PIPELINING STARTTLS");
  pen.exchange("STARTTLS", "", 220, "Go on");
  pen.write(Event::tls_started, {{Key::tls, "TLSv1.3 TLS_AES_256_GCM_SHA384 X25519"}, {Key::service, "smtp"}});
  pen.exchange("MAIL", fmt::format("FROM:<{}> SIZE={}", from, 3000 + r % 50'000), 250, "2.1.0 Sender ok");
  pen.exchange("RCPT", fmt::format("TO:<{}>", to), 250, "2.1.5 Recipient ok");
  pen.exchange("DATA", "", 354, "Go ahead");
  pen.write(Event::delivered, {{Key::account, to}, {Key::message, message}});
  pen.write(Event::smtp_message_accepted, {{Key::ip, ip},
                                           {Key::account, ""},
                                           {Key::from, from},
                                           {Key::to, to},
                                           {Key::count, 1},
                                           {Key::size, 3000 + r % 50'000},
                                           {Key::message, message}});
  pen.exchange("QUIT", "", 221, "2.0.0 Bye");
  pen.write(Event::connection_closed, {{Key::service, "smtp"}});
}

void read_mail(Pen pen, std::uint64_t n) {
  const auto r = mixed(n);
  const auto account = address_of(r >> 20);
  const auto ip = v4(static_cast<std::uint32_t>(mixed((r >> 20) % kAccounts))).text();
  pen.write(Event::connection_opened, {{Key::ip, ip}, {Key::port, 50'000}, {Key::service, "imap"}});
  pen.write(Event::tls_started, {{Key::tls, "TLSv1.3 TLS_AES_256_GCM_SHA384 X25519"}, {Key::service, "imap"}});
  pen.write(Event::login_succeeded, {{Key::ip, ip}, {Key::service, "imap"}, {Key::account, account}, {Key::reason, ""}});
  pen.write(Event::connection_closed, {{Key::service, "imap"}});
}

logs::Settings settings() {
  logs::Settings s;
  s.queue_size = config::Octets(256_MiB);
  return s;
}

}  // namespace

Figures log_day(const Options& options) {
  const std::size_t pairs = (options.count == 0 ? 5'000'000 : options.count) / kLinesOfTwo;
  const auto start = system_time().now() - std::chrono::milliseconds(kDay);
  const auto first_session = static_cast<std::uint64_t>(start.seconds()) << 20;
  SetTime time;
  time.set(start);
  NoAnchor anchor;
  const auto log = must(logs::open(options.folder, config::Live(settings()), time, Secret("of nobody"), anchor));
  for (std::size_t n = 0; n < pairs; ++n) {
    time.set(start + std::chrono::milliseconds(kDay * static_cast<std::int64_t>(n) / static_cast<std::int64_t>(pairs)));
    bring_mail({*log, SessionId(first_session + 2 * n)}, 2 * n);
    read_mail({*log, SessionId(first_session + 2 * n + 1)}, 2 * n + 1);
    if (n % kUnsettled == 0) log->settle();
  }
  log->settle();
  return {{"lines", static_cast<double>(pairs * kLinesOfTwo)}};
}

}  // namespace roomload
