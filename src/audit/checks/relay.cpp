// An open-relay test of our own, through every port that takes mail (H05, H25).
#include <fmt/format.h>

#include <array>

#include "audit/checks/groups.h"
#include "audit/probe.h"

namespace postern::audit {
namespace on_relay {
namespace {

// Names that nobody can own (RFC 2606).
constexpr std::string_view kFar = "someone@relay-test.example.com";
constexpr std::string_view kSender = "audit@relay-test.example.net";

bool is_refusal(std::string_view reply) { return reply.starts_with('4') || reply.starts_with('5'); }
bool is_kept_out(std::string_view reply) { return reply.starts_with("421") || reply.starts_with("554"); }

// One session: greeting, EHLO, STARTTLS where it is offered, and the commands; `found` gets what was accepted that must not be.
// `must_refuse`: which of the commands.
struct Script {
  std::vector<std::string> commands;
  std::vector<bool> must_refuse;
};

Outcome play(const Subject& subject, const Script& script, bool (*concerns)(const Door&)) {
  if (!subject.around.running) return not_checked("the server is not running");
  std::vector<std::string> found;
  for (const auto& door : subject.around.running->doors) {
    if (!concerns(door)) continue;
    subject.forgive();
    auto probe = Probe::open(door);
    if (!probe) return not_checked(fmt::format("port {}: {}", door.port, probe.error().text));
    auto reply = probe->reply();
    if (!reply || is_kept_out(*reply)) return not_checked(fmt::format("port {} does not talk to us", door.port));
    reply = probe->command("EHLO audit.invalid");
    for (std::size_t i = 0; reply && i < script.commands.size(); ++i) {
      reply = probe->command(script.commands[i]);
      if (reply && script.must_refuse[i] && !is_refusal(*reply))
        found.push_back(fmt::format("port {} answers {} with {}", door.port, script.commands[i], reply->substr(0, 3)));
    }
    ignore(probe->send("QUIT\r\n").has_value(), "it is over either way");
  }
  return unless(std::move(found));
}

bool takes_mail(const Door& door) { return door.takes_mail(); }
bool is_exchange(const Door& door) { return door.service == "smtp"; }
bool is_submission(const Door& door) { return door.service == "submission"; }

Outcome outside(const Subject& subject) {
  return play(subject,
              {{fmt::format("MAIL FROM:<{}>", kSender), fmt::format("RCPT TO:<{}>", kFar), "RSET", "MAIL FROM:<>",
                fmt::format("RCPT TO:<{}>", kFar)},
               {false, true, false, false, true}},
              takes_mail);
}

// RFC 5321 §3.6.1, appendix C and F.2, and what relays of the past understood.
Outcome disguised(const Subject& subject) {
  const auto domains = subject.directory->domains();
  const std::string ours = domains.empty() ? subject.around.host_name : domains.front()->name.ascii();
  Script script{{fmt::format("MAIL FROM:<{}>", kSender)}, {false}};
  for (const auto& to :
       {fmt::format("someone%relay-test.example.com@{}", ours), fmt::format("relay-test.example.com!someone@{}", ours),
        fmt::format("\"{}\"@{}", kFar, ours), fmt::format("\"{}\"", kFar), fmt::format("{}@{}", kFar, ours)}) {
    script.commands.push_back(fmt::format("RCPT TO:<{}>", to));
    script.must_refuse.push_back(true);
  }
  script.commands.push_back(fmt::format("RCPT TO:<@{}:{}>", ours, kFar));
  script.must_refuse.push_back(true);
  return play(subject, script, takes_mail);
}

Outcome own_domain(const Subject& subject) {
  const auto domains = subject.directory->domains();
  if (domains.empty()) return not_checked("there is no domain yet");
  Script script;
  for (const auto& domain : domains) {
    if (script.commands.size() >= 20) break;  // two commands a domain; ten domains tell
    script.commands.insert(script.commands.end(), {fmt::format("MAIL FROM:<postmaster@{}>", domain->name.ascii()), "RSET"});
    script.must_refuse.insert(script.must_refuse.end(), {true, false});
  }
  return play(subject, script, is_exchange);
}

Outcome without_login(const Subject& subject) {
  return play(subject, {{fmt::format("MAIL FROM:<{}>", kSender)}, {true}}, is_submission);
}

// RFC 5321 §3.5.3 and §7.3
Outcome listing(const Subject& subject) {
  const auto domains = subject.directory->domains();
  if (domains.empty()) return not_checked("there is no domain yet");
  const auto name = domains.front()->name.ascii();
  if (!subject.around.running) return not_checked("the server is not running");
  std::vector<std::string> found;
  for (const auto& door : subject.around.running->doors) {
    if (!door.takes_mail()) continue;
    subject.forgive();
    auto probe = Probe::open(door);
    if (!probe) return not_checked(probe.error().text);
    auto reply = probe->reply();
    if (reply) reply = probe->command("EHLO audit.invalid");
    for (const auto* verb : {"VRFY", "EXPN"}) {
      if (!reply) break;
      reply = probe->command(fmt::format("{} postmaster@{}", verb, name));
      if (reply && reply->starts_with("250")) found.push_back(fmt::format("port {} answers {}", door.port, verb));
    }
    ignore(probe->send("QUIT\r\n").has_value(), "it is over either way");
  }
  return unless(std::move(found));
}

constexpr std::string_view kReset = "postern settings list --changed, and reset what opens the relay";

constexpr std::array kRows{
    FixedCheck{"relay.outside", Severity::critical, "Strangers cannot send through this server to others",
               "An open relay is found within hours, and its address is listed as a source of spam for weeks.", kReset,
               outside},
    FixedCheck{"relay.disguised", Severity::critical, "No disguised address gets past the relay rules",
               "Source routes, percent, quoted and bang addresses have opened many relays that looked closed.", kReset,
               disguised},
    FixedCheck{"relay.own-domain", Severity::high, "Mail in the name of our domains is taken from those who logged in only",
               "Whoever can write in a colleague's name needs no other trick (H05, H06).",
               "postern domain update NAME --require-smtp-auth on", own_domain},
    FixedCheck{"relay.without-login", Severity::critical, "Submission takes no mail before a login",
               "A submission port without login is an open relay for everybody's sender addresses.", kReset, without_login},
    FixedCheck{"relay.listing", Severity::medium, "VRFY and EXPN tell nobody who has a mailbox",
               "Lists of addresses that exist are what spammers and guessers of passwords begin with.", kReset, listing},
};

}  // namespace
}  // namespace on_relay

void relay_checks(const Subject&, std::vector<Check>& all) { add_fixed(Group::relay, on_relay::kRows, all); }

}  // namespace postern::audit
