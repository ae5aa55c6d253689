// An open-relay test of our own, through every port that takes mail (H05, H25).
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "audit/checks/doors.h"
#include "audit/checks/groups.h"
#include "audit/probe.h"
#include "base/text.h"
#include "events/self_test.h"

namespace postern::audit {
namespace on_relay {
namespace {

// Names that nobody can own (RFC 2606).
constexpr std::string_view kFar = "someone@relay-test.example.com";
static_assert(kFar.ends_with(events::kRelayTest));
constexpr std::string_view kSender = "audit@relay-test.example.net";

// A command, and how an answer begins that should not have been given; empty: any will do.
struct Step {
  std::string command;
  std::string_view wrong = {};
};
constexpr std::string_view kTaken = "2";  // an acceptance of any kind

// One session without a login.
Result<Sight> play(const Door& door, const std::vector<Step>& steps) {
  auto probe = Probe::open(door);
  if (!probe) return pass_on(probe);
  auto reply = probe->reply();
  if (!reply) return pass_on(reply);
  if (!reply->starts_with("220")) return fail(Failure::denied, "it keeps us out for now");
  reply = probe->command("EHLO audit.invalid");
  Sight sight;
  for (const auto& step : steps) {
    if (!reply) break;
    reply = probe->command(step.command);
    if (!reply || step.wrong.empty()) continue;
    const auto answer = said<"it answers {} with {}">(step.command, printable(std::string_view(*reply).substr(0, 3), 3));
    sight.seen.push_back(answer);
    if (reply->starts_with(step.wrong)) sight.found.push_back(answer);
  }
  ignore(probe->send("QUIT\r\n").has_value(), "it is over either way");
  return sight;
}

Outcome play_at(const Subject& subject, bool (*concerns)(const Door&), const std::vector<Step>& steps) {
  return at_each(subject, concerns, [&](const Door& door) { return play(door, steps); });
}

bool takes_mail(const Door& door) { return door.takes_mail(); }
bool is_exchange(const Door& door) { return door.service == "smtp"; }
bool is_submission(const Door& door) { return door.service == "submission"; }

Step from(std::string_view path, std::string_view wrong = {}) { return {fmt::format("MAIL FROM:<{}>", path), wrong}; }
Step to(std::string_view path) { return {fmt::format("RCPT TO:<{}>", path), kTaken}; }

Outcome outside(const Subject& subject) {
  return play_at(subject, takes_mail, {from(kSender), to(kFar), {"RSET"}, from(""), to(kFar)});
}

// RFC 5321 §3.6.1, appendix C and F.2, and what relays of the past understood.
Outcome disguised(const Subject& subject) {
  const auto domains = subject.directory->domains();
  const std::string ours = domains.empty() ? subject.around.host_name : domains.front()->name.ascii();
  return play_at(
      subject, takes_mail,
      {from(kSender), to(fmt::format("someone%{}@{}", events::kRelayTest, ours)),
       to(fmt::format("{}!someone@{}", events::kRelayTest, ours)), to(fmt::format("\"{}\"@{}", kFar, ours)),
       to(fmt::format("\"{}\"", kFar)), to(fmt::format("{}@{}", kFar, ours)), to(fmt::format("@{}:{}", ours, kFar))});
}

Outcome own_domain(const Subject& subject) {
  constexpr std::size_t kTried = 10;  // so many domains tell
  const auto domains = subject.directory->domains();
  if (domains.empty()) return not_checked(said<"there is no domain yet">());
  std::vector<Step> steps;
  for (std::size_t i = 0; i < std::min(kTried, domains.size()); ++i) {
    steps.push_back(from("postmaster@" + domains[i]->name.ascii(), kTaken));
    steps.push_back({"RSET"});
  }
  return play_at(subject, is_exchange, steps);
}

Outcome without_login(const Subject& subject) { return play_at(subject, is_submission, {from(kSender, kTaken)}); }

// RFC 5321 §3.5.3 and §7.3: 252 tells nothing.
Outcome listing(const Subject& subject) {
  const auto domains = subject.directory->domains();
  if (domains.empty()) return not_checked(said<"there is no domain yet">());
  const auto name = "postmaster@" + domains.front()->name.ascii();
  return play_at(subject, takes_mail, {{"VRFY " + name, "250"}, {"EXPN " + name, "250"}});
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
