// What an audit may look at, gathered; and what comes of one by the clock.
#include "admin/audit_run.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "admin/administrators.h"
#include "admin/certificates.h"
#include "admin/dns_facts.h"
#include "admin/world.h"
#include "audit/probe.h"
#include "base/run_here.h"
#include "events/table.h"
#include "guard/guard.h"
#include "releases/releases.h"

namespace postern::admin {
namespace {

constexpr std::size_t kMostNetworks = 1000;

std::vector<std::string> without_second_factor(const Roster& all) {
  std::vector<std::string> out;
  for (const auto& one : all.administrators)
    if (!one.disabled && !one.has_second_factor()) out.push_back(one.name);
  return out;
}

// The entry, and the service account that does the same with a login (H08).
Said service_account_for(const guard::Entry& entry) {
  const auto sender = entry.senders.empty() ? std::string("@DOMAIN") : entry.senders.front();
  return Said::value(fmt::format("{}: postern service-account create device{} --networks {} --senders {} --hourly {}",
                                 entry.network.text(), sender.substr(sender.find('@')), entry.network.text(),
                                 fmt::join(entry.senders, " "), entry.hourly));
}

std::vector<Said> senders_without_login(World& world) {
  const auto spares_login = [](const guard::Entry& e) {
    return e.side == guard::Side::allow && e.bypasses.has(guard::Bypass::smtp_authentication);
  };
  auto entries = run_here(world.guard.lists().list(spares_login, kMostNetworks));
  std::vector<Said> out;
  if (!entries) return {said<"the allow list cannot be read">()};
  for (const auto& entry : *entries) out.push_back(service_account_for(entry));
  return out;
}

std::size_t active_administrators(const Roster& all) {
  return static_cast<std::size_t>(std::ranges::count(all.administrators, false, &Administrator::disabled));
}

// What takes long is asked of the world only for whom it is.
audit::Subject subject_of(World& world, bool asks_dns) {
  audit::Subject subject{.registry = world.registry,
                         .directory = world.directory.snapshot(),
                         .guard = *world.rules.current(),
                         .certificates = {},
                         .administrators_without_factor = without_second_factor(*world.administrators.roster()),
                         .senders_without_login = senders_without_login(world),
                         .around = world.surroundings ? world.surroundings() : audit::Surroundings{},
                         .now = world.time.now(),
                         .releases = {},
                         .blocks_given_up = world.guard.blocks_given_up(),
                         .dns = asks_dns ? dns_facts(world) : std::vector<audit::DnsFact>(),
                         .administrators = active_administrators(*world.administrators.roster())};
  if (auto known = run_here(world.releases.known()))
    subject.releases = std::move(*known);
  else
    subject.releases.trouble = known.error().text;
  for (const auto& row : world.certificates.rows()) subject.certificates.push_back({row.source, row.facts});
  return subject;
}

// What the self-test provokes counts for nothing: it may be asked for as often as one likes.
void forgive(World& world, const audit::Running& running) {
  std::set<IpNetwork> sources;
  for (const auto& door : running.doors)
    if (const auto from = IpNetwork::parse(audit::Probe::source(door))) sources.insert(*from);
  for (const auto& from : sources)
    ignore(run_here(world.guard.unblock(from)).has_value(), "the next check says that it is kept out");
}

}  // namespace

audit::Report audit_of(World& world, std::optional<audit::Group> only) {
  auto subject = subject_of(world, !only || *only == audit::Group::dns);
  if (!subject.around.running) return audit::run(subject, only);
  subject.around.forgive = [&world, running = *subject.around.running] { forgive(world, running); };
  auto report = audit::run(subject, only);
  subject.forgive();
  return report;
}

Task<Result<AuditHistory::Change>> audit_by_the_clock(World& world) {
  using events::Key;
  auto asked = co_await world.releases.ask();
  if (!asked) co_return pass_on(asked);
  const auto report = audit_of(world);
  auto change = co_await world.audits.add(report, world.time.now());
  if (!change) co_return change;
  const auto tell = [&](events::Event event, const Finding& f) {
    world.events.write(event, {}, {{Key::name, f.check}, {Key::value, audit::name(f.severity)}, {Key::text, f.text}});
  };
  for (const auto& f : change->fresh) tell(events::Event::audit_finding, f);
  for (const auto& f : change->gone) tell(events::Event::audit_finding_gone, f);
  world.events.write(events::Event::audited, {}, {{Key::value, change->run.score}, {Key::count, change->run.findings.size()}});
  co_return change;
}

}  // namespace postern::admin
