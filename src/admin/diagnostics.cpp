// Gathering the parts of the document.
#include "admin/diagnostics.h"

#include <fmt/format.h>

#include <algorithm>

#include "admin/audit_history.h"
#include "admin/certificates.h"
#include "admin/process_facts.h"
#include "admin/server_status.h"
#include "admin/words.h"
#include "admin/world.h"
#include "base/said.h"
#include "base/text.h"
#include "events/table.h"
#include "events/tally.h"
#include "guard/guard.h"
#include "queue/queue.h"
#include "releases/releases.h"

namespace postern::admin {
namespace {

constexpr std::size_t kLongest = 512;  // octets of a text
constexpr std::size_t kMostRows = 200;

constexpr std::string_view kLeftOut[] = {
    phrase<"values of secret settings, keys, passwords, tokens and what they are checked by">(),
    phrase<"of web addresses in settings all but the host">(), phrase<"mail, and the lines of logs">(),
    phrase<"names of domains, and who has been blocked">()};

// What stands around an @ and can be part of an address.
bool in_address(char c) {
  return static_cast<unsigned char>(c) > 0x20 && c != 0x7F &&
         std::string_view(",;:<>()[]{}\"'\\|").find(c) == std::string_view::npos;
}

std::string without_addresses(std::string_view text) {
  std::string out;
  for (std::size_t at = text.find('@'); at != text.npos; at = text.find('@')) {
    auto begin = at;
    while (begin > 0 && in_address(text[begin - 1])) --begin;
    while (at < text.size() && in_address(text[at])) ++at;
    (out += text.substr(0, begin)) += "(address)";
    text.remove_prefix(at);
  }
  return out.append(text);
}

// What follows the host may be as good as a password: hooks of chat programs are called so.
std::string hosts_alone(std::string_view text) {
  std::string out;
  for (auto at = text.find("://"); at != text.npos; at = text.find("://")) {
    const auto host = at + 3;
    const auto end = std::min(text.size(), text.find_first_of(" \"',<>", host));
    const auto authority = text.substr(host, std::min(end, text.find_first_of("/?#", host)) - host);
    const auto user = authority.rfind('@');
    (out += text.substr(0, host)) += user == authority.npos ? authority : authority.substr(user + 1);
    if (host + authority.size() < end) out += "/(left out)";
    text.remove_prefix(end);
  }
  return out.append(text);
}

json::array certificates_of(const World& world) {
  json::array out;
  for (const auto& c : world.certificates.rows()) {
    if (out.size() == kMostRows) break;
    json::array names;
    for (const auto& name : c.facts.names)
      if (names.size() < 8) names.emplace_back(fit_to_show(name, false));
    out.push_back(json::object{{"source", fit_to_show(c.source, false)},
                               {"names", std::move(names)},
                               {"names_in_all", c.facts.names.size()},
                               {"from", rfc3339(c.facts.not_before)},
                               {"until", rfc3339(c.facts.not_after)},
                               {"days_left", (c.facts.not_after - world.time.now()).count() / 86'400'000}});
  }
  return out;
}

Task<Result<json::object>> guard_of(World& world) {
  auto by_rule = co_await world.guard.blocks_by_rule();  // counted: under attack there are very many
  if (!by_rule) co_return pass_on(by_rule);
  json::object rules;
  std::size_t blocks = 0;
  for (const auto& [rule, count] : *by_rule) {
    blocks += count;
    if (rules.size() < kMostRows) rules[fit_to_show(rule, false)] = count;
  }
  auto names = co_await world.guard.smtp_blocks().list();
  if (!names) co_return pass_on(names);
  co_return json::object{{"enforced", world.rules.current()->enforce},
                         {"rules", world.rules.current()->rules.size()},
                         {"learning", world.guard.is_learning()},
                         {"blocks", blocks},
                         {"blocks_by_rule", std::move(rules)},
                         {"listed_networks", world.guard.lists().size()},
                         {"blocked_names", names->size()}};
}

json::object queue_of(World& world) {
  json::array domains;
  for (const auto& line : world.queue.lines()) {
    if (domains.size() == kMostRows) break;
    domains.push_back(json::object{{"domain", line.hop}, {"waiting", line.count}, {"being_tried", line.taken}});
  }
  return {{"waiting", world.queue.count()}, {"domains", std::move(domains)}};
}

Task<Result<json::value>> last_audit(World& world) {
  auto runs = co_await world.audits.list(1);
  if (!runs) co_return pass_on(runs);
  if (runs->empty()) co_return json::value();
  const auto& run = runs->front();
  json::array failed;
  for (const auto& f : run.findings)
    if (failed.size() < kMostRows) failed.emplace_back(f.check);
  co_return json::object{{"at", rfc3339(run.at)},          {"score", run.score},
                         {"passed", run.passed},           {"failed", run.failed},
                         {"not_checked", run.not_checked}, {"failed_checks", std::move(failed)}};
}

Task<Result<json::object>> version_of(World& world) {
  auto known = co_await world.releases.known();
  if (!known) co_return pass_on(known);
  const auto newer = known->newer();
  json::object out{{"version", known->own.text()},
                   {"compiler", __VERSION__},
                   {"newer", newer.size()},
                   {"closes_a_hole", std::ranges::any_of(newer, &releases::Release::security)},
                   {"feed_asked", known->asked == Time{} ? "" : rfc3339(known->asked)}};
#ifdef __SANITIZE_ADDRESS__
  out["build"] = "sanitized";
#elif defined(NDEBUG)
  out["build"] = "release";
#else
  out["build"] = "debug";
#endif
  co_return out;
}

json::array errors_of(const World& world) {
  json::array out;
  if (world.errors)
    for (const auto& one : world.errors())
      out.push_back(json::object{{"event", events::row(one.event).name}, {"times", one.times}, {"last", rfc3339(one.last)}});
  return out;
}

json::array left_out(bool with_people) {
  auto out = texts(kLeftOut);
  if (!with_people) out.emplace_back(phrase<"addresses of people: --people shows those that stand in settings">());
  return out;
}

// The members of an object, or the elements of an array, one a line.
void indent(std::string& out, const json::value& v, std::size_t depth);

template <class Parts, class Put>
void indent_parts(std::string& out, char open, char close, const Parts& parts, std::size_t depth, Put put) {
  out += open;
  bool first = true;
  for (const auto& part : parts) {
    fmt::format_to(std::back_inserter(out), "{}\n{:{}}", first ? "" : ",", "", (depth + 1) * 2);
    put(part);
    first = false;
  }
  if (!first) fmt::format_to(std::back_inserter(out), "\n{:{}}", "", depth * 2);
  out += close;
}

bool is_plain(const json::value& v) { return !v.is_object() && !v.is_array(); }

// What has nothing within its parts stands on one line.
bool is_short(const json::value& v) {
  const auto* o = v.if_object();
  return o != nullptr && std::ranges::all_of(*o, [](const auto& m) { return is_plain(m.value()); }) &&
         json::serialize(v).size() < 110;
}

void indent(std::string& out, const json::value& v, std::size_t depth) {
  if (is_plain(v) || (depth > 1 && is_short(v))) {
    out += json::serialize(v);
  } else if (const auto* o = v.if_object()) {
    indent_parts(out, '{', '}', *o, depth, [&](const auto& member) {
      fmt::format_to(std::back_inserter(out), "{}: ", json::serialize(json::value(member.key())));
      indent(out, member.value(), depth + 1);
    });
  } else {
    indent_parts(out, '[', ']', v.get_array(), depth, [&](const json::value& one) { indent(out, one, depth + 1); });
  }
}

}  // namespace

std::string fit_to_show(std::string_view text, bool with_people) {
  auto out = hosts_alone(text);
  if (!with_people) out = without_addresses(out);
  return printable(out, kLongest);
}

json::array changed_settings(const config::Registry& registry, bool with_people) {
  json::array out;
  for (const auto& s : registry.settings()) {
    if (s.origin == config::Origin::shipped) continue;
    if (out.size() == kMostRows) break;
    json::object row{{"key", s.key}};
    if (s.entry->meta.secret)
      row["secret"] = true;
    else
      row["value"] = fit_to_show(s.text, with_people);
    if (s.entry->meta.hardened.weaker != config::Weaker::never && !s.entry->meta.secret)
      row["shipped"] = fit_to_show(s.shipped, with_people);
    out.push_back(std::move(row));
  }
  return out;
}

std::string indented(const json::value& v) {
  std::string out;
  indent(out, v, 0);
  return out + '\n';
}

Task<Result<json::value>> diagnose(World& world, const Call& call) {
  const bool with_people = call.flag("people");
  auto version = co_await version_of(world);
  if (!version) co_return pass_on(version);
  auto guard = co_await guard_of(world);
  if (!guard) co_return pass_on(guard);
  auto audit = co_await last_audit(world);
  if (!audit) co_return pass_on(audit);
  json::object out{{"left_out", left_out(with_people)},
                   {"version", std::move(*version)},
                   {"clock", clock_facts(world.time.now())},
                   {"machine", machine_facts()},
                   {"process", process_facts()},
                   {"sandbox", sandbox_facts()},
                   {"server", server_status(world, {})},
                   {"certificates", certificates_of(world)},
                   {"queue", queue_of(world)},
                   {"guard", std::move(*guard)},
                   {"last_audit", std::move(*audit)},
                   {"errors_since_start", errors_of(world)},
                   {"settings_changed", changed_settings(world.registry, with_people)}};
  if (world.surroundings) out["disk"] = disk_facts(world.surroundings().data_folder);
  co_return out;
}

}  // namespace postern::admin
