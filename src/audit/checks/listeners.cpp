// What a stranger sees on each open port (H01, H02, H33).
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include "audit/checks/doors.h"
#include "audit/checks/groups.h"
#include "audit/probe.h"
#include "base/ip_address.h"
#include "base/text.h"

namespace postern::audit {
namespace on_listeners {
namespace {

bool every(const Door&) { return true; }
bool begins_in_clear(const Door& door) { return door.tls != net::TlsMode::implicit; }
bool lets_people_in(const Door& door) { return door.service != "smtp"; }
bool has_login_in_clear(const Door& door) { return begins_in_clear(door) && lets_people_in(door); }

// There the client speaks first.
bool speaks_http(const Door& door) { return door.service == "api"; }

constexpr std::size_t kLongest = 200;  // of an answer that is shown
std::string first_line(std::string_view text) { return printable(text.substr(0, text.find('\n')), kLongest); }

struct Words {
  std::string_view capabilities, last, start_tls;
};
Words words_of(const Door& door) {
  if (door.takes_mail()) return {"EHLO audit.invalid", "250 ", "STARTTLS"};
  if (door.service == "pop3") return {"CAPA", ".", "STLS"};
  if (speaks_http(door)) return {"", "Connection: ", ""};  // the last of the fields of an answer after which it closes
  return {"a CAPABILITY", "a ", "b STARTTLS"};
}

Result<Probe> greeted(const Door& door, std::string* greeting = nullptr) {
  auto probe = Probe::open(door);
  if (!probe) return probe;
  if (speaks_http(door))
    if (auto sent = probe->send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"); !sent) return pass_on(sent);
  auto begun = probe->reply();
  if (!begun) return pass_on(begun);
  if (begun->starts_with("421") || begun->starts_with("554") || begun->starts_with("* BYE") || begun->starts_with("-ERR"))
    return fail(Failure::denied, "it keeps us out for now");
  if (greeting != nullptr) *greeting = *begun;
  return probe;
}

Result<std::string> capabilities(Probe& probe, const Door& door) {
  const auto words = words_of(door);
  if (!words.capabilities.empty())
    if (auto sent = probe.send(std::string(words.capabilities) + "\r\n"); !sent) return pass_on(sent);
  return probe.lines_until(words.last);
}

Result<Sight> names_product(const Door& door) {
  std::string greeting;
  auto probe = greeted(door, &greeting);
  if (!probe) return pass_on(probe);
  auto more = capabilities(*probe, door);
  if (!more) return pass_on(more);
  Sight sight{.seen = {said<"it says {}">(first_line(greeting))}};
  if (to_lower(greeting + *more).contains("postern")) sight.found.push_back(said<"the greeting names the program">());
  return sight;
}

// RFC 9051 §6.2.3, RFC 4954 §4, RFC 1939
bool offers_login(const Door& door, const std::string& answer) {
  if (door.service == "imap") return !answer.contains("LOGINDISABLED") || answer.contains("AUTH=");
  if (door.service == "pop3") return answer.contains("\nUSER") || answer.contains("\nSASL");
  return answer.contains("AUTH ");
}

Result<Sight> login_in_clear(const Door& door) {
  auto probe = greeted(door);
  if (!probe) return pass_on(probe);
  auto answer = capabilities(*probe, door);
  if (!answer) return pass_on(answer);
  Sight sight{.seen = {said<"before TLS it offers {}">(printable(*answer, kLongest))}};
  if (offers_login(door, *answer)) sight.found.push_back(said<"a login is offered before TLS">());
  return sight;
}

// Up to the point where the handshake may begin; an answer when it may not.
Result<bool> may_begin_tls(Probe& probe, const Door& door) {
  if (door.takes_mail())
    if (auto hello = capabilities(probe, door); !hello) return pass_on(hello);
  auto answer = probe.command(words_of(door).start_tls);
  if (!answer) return pass_on(answer);
  return answer->starts_with("220") || answer->starts_with("+OK") || answer->starts_with("b OK");
}

Result<Sight> without_tls(const Door& door) {
  auto probe = greeted(door);
  if (!probe) return pass_on(probe);
  auto begun = may_begin_tls(*probe, door);
  if (!begun) return pass_on(begun);
  if (*begun && probe->start_tls())
    return Sight{.seen = {said<"{} is begun by {}">(probe->tls_version(), words_of(door).start_tls)}};
  return Sight{.found = {said<"TLS cannot be begun">()}};
}

// RFC 8996
Result<Sight> old_tls(const Door& door) {
  const Sight taken{.found = {said<"TLS 1.1 or older is accepted">()}};
  const Sight refused{.seen = {said<"TLS 1.1 and older are refused">()}};
  if (door.tls == net::TlsMode::implicit) {
    auto probe = Probe::open(door, Probe::Tls::at_most_1_1);
    if (probe) return taken;
    if (probe.error().kind != Failure::denied) return pass_on(probe);
    return refused;
  }
  auto probe = greeted(door);
  if (!probe) return pass_on(probe);
  auto begun = may_begin_tls(*probe, door);
  if (!begun) return pass_on(begun);
  if (*begun && probe->start_tls(Probe::Tls::at_most_1_1)) return taken;
  return refused;
}

// A command in the segment of STARTTLS must not be taken for one that came under TLS.
Result<Sight> injection(const Door& door) {
  auto probe = greeted(door);
  if (!probe) return pass_on(probe);
  if (door.takes_mail())
    if (auto hello = capabilities(*probe, door); !hello) return pass_on(hello);
  const auto words = words_of(door);
  const std::string_view smuggled = door.service == "imap" ? "c NOOP" : "NOOP";
  if (auto sent = probe->send(fmt::format("{}\r\n{}\r\n", words.start_tls, smuggled)); !sent) return pass_on(sent);
  auto answer = probe->reply();
  if (!answer) return Sight{.seen = {said<"it closes the connection when more comes with {}">(words.start_tls)}};
  if (!probe->start_tls()) return Sight{.seen = {said<"it begins no TLS when more comes with {}">(words.start_tls)}};
  auto more = probe->reply();
  if (!more) return Sight{.seen = {said<"what comes with {} is not answered under TLS">(words.start_tls)}};
  return Sight{.found = {said<"a command sent before TLS was answered under it">()}};
}

Result<Sight> silent(const Door& door) {
  auto probe = greeted(door);
  if (!probe && probe.error().kind != Failure::denied) return Sight{.found = {Said::declared(probe.error().text)}};
  if (!probe) return Sight{.seen = {Said::declared(probe.error().text)}};
  const auto version = probe->tls_version();
  return Sight{.seen = {version.empty() ? said<"it answers">() : said<"it answers by {}">(version)}};
}

constexpr unsigned kNarrow = 120;  // of the 16-octet form: 256 IPv4 addresses

Outcome proxies(const Subject& subject) {
  if (!subject.around.running) return not_checked(said<"the server is not running">());
  std::vector<Said> found, seen;
  for (const auto& door : subject.around.running->doors) {
    seen.push_back(door.proxies.empty()
                       ? said<"port {} believes no proxy">(door.port)
                       : said<"port {} believes {}">(door.port, fmt::to_string(fmt::join(door.proxies, ", "))));
    for (const auto& text : door.proxies) {
      const auto network = IpNetwork::parse(text);
      const bool wide = !network || network->bits() < kNarrow;
      if (wide) found.push_back(said<"port {} believes every host of {}">(door.port, text));
    }
  }
  return unless(std::move(found), std::move(seen));
}

// Only who is listed: settings of the door say so.
bool is_for_few(const Subject& subject, std::string_view otherwise) {
  const auto now = subject.registry.find(otherwise);
  return now && now->text == "deny";
}

Outcome administration(const Subject& subject) {
  if (!subject.around.running) return not_checked(said<"the server is not running">());
  std::vector<Said> found, seen;
  for (const auto& door : subject.around.running->doors) {
    const bool answers_all =
        (door.console && !is_for_few(subject, "console.otherwise")) || (door.programs && !is_for_few(subject, "api.otherwise"));
    if (!answers_all) continue;
    const auto address = IpAddress::parse(door.address);
    seen.push_back(said<"port {} is open on {}">(door.port, door.address));
    if (!address || !address->is_loopback()) found.push_back(seen.back());
  }
  if (seen.empty()) seen.push_back(said<"no port is open that this is about">());
  return unless(std::move(found), std::move(seen));
}

Outcome product(const Subject& s) { return at_each(s, every, names_product); }
Outcome clear(const Subject& s) { return at_each(s, has_login_in_clear, login_in_clear); }
Outcome starttls(const Subject& s) { return at_each(s, begins_in_clear, without_tls); }
Outcome old(const Subject& s) { return at_each(s, every, old_tls); }
Outcome injected(const Subject& s) { return at_each(s, begins_in_clear, injection); }
Outcome answers(const Subject& s) { return at_each(s, every, silent); }

constexpr std::string_view kListeners = "postern settings show net.listeners";

constexpr std::array kRows{
    FixedCheck{"listeners.answer", Severity::high, "Every listener answers",
               "A port that is open and silent is a service that people believe they have.",
               "postern logs search --log server, and see what the listener says of itself", answers},
    FixedCheck{"listeners.product", Severity::low, "No greeting names the program or its version",
               "Scanners look for the versions they have a key to.", kListeners, product},
    FixedCheck{"listeners.login-in-clear", Severity::critical, "No login is offered before TLS",
               "Anybody on the way can read a password that is sent in clear.",
               "postern settings reset auth.allow_cleartext_login", clear},
    FixedCheck{"listeners.starttls", Severity::high, "TLS can be begun on every port that begins in clear",
               "Without it mail and passwords go in clear, or not at all.", kListeners, starttls},
    FixedCheck{"listeners.old-tls", Severity::high, "TLS 1.0 and 1.1 are refused",
               "They are broken and have been forbidden since 2021 (RFC 8996).", "It cannot be switched on; tell the makers",
               old},
    FixedCheck{"listeners.injection", Severity::high, "What is sent before the handshake is not taken for a command under TLS",
               "Somebody on the way could put commands into the session of another (CVE-2011-0411 and its kin).",
               "It cannot be switched on; tell the makers", injected},
    FixedCheck{"listeners.proxies", Severity::high, "Only single proxies are believed about the addresses of clients",
               "Whoever may say where he comes from is never blocked, and can have others blocked.",
               "Name the proxies of net.listeners one by one", proxies},
    FixedCheck{"listeners.administration", Severity::medium, "Administration answers on this host alone",
               "Port 9998 is one that scanners look for; what is not reached is not attacked.",
               "In net.listeners bind it to 127.0.0.1, or take the roles admin and api from it; or let only your networks in: "
               "console.otherwise and console.allow, and the same of api",
               administration},
};

}  // namespace
}  // namespace on_listeners

void listener_checks(const Subject&, std::vector<Check>& all) { add_fixed(Group::listeners, on_listeners::kRows, all); }

}  // namespace postern::audit
