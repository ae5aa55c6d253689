// Looking up domains and accounts by what an administrator typed; spans of time.
#include "admin/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "admin/operation.h"
#include "admin/settings_store.h"
#include "admin/world.h"
#include "base/rfc3339.h"
#include "base/text.h"
#include "config/country_words.h"
#include "net/stream.h"

namespace postern::admin {
namespace {

constexpr auto& kCountryModes = config::Names<CountryMode>::labels;

}  // namespace

Result<std::optional<Time>> moment_of(const World& world, const Call& call, std::string_view argument) {
  const auto text = call.text(argument);
  if (text.empty()) return std::optional<Time>();
  if (const auto at = from_rfc3339(text)) return at;
  auto span = span_of(text);
  if (!span) return fail_argument(argument, "A time is written as 2026-11-26T08:00:00Z, how far back as 7d");
  return std::optional(world.time.now() - *span);
}

Result<void> check_shown(std::string_view argument, std::string_view text) {
  if (!is_utf8(text) || printable(text, text.size()) != text)
    return fail_argument(argument, fmt::format("The argument \"{}\" has characters that cannot be shown", argument));
  return {};
}

Result<address::Mailbox> mailbox_of(const std::string& text) { return address::parse_mailbox(text, address::Charset::utf8); }

std::unexpected<Error> no_domain(const address::Domain& name) {
  return fail(Failure::not_found, fmt::format("There is no domain {}: postern domain list shows those that are", name.ascii()));
}

std::unexpected<Error> no_account(const std::string& address) {
  return fail(Failure::not_found,
              fmt::format("There is no account {}: postern account list shows those that are", printable(address)));
}

Result<std::shared_ptr<const directory::Domain>> domain_named(const directory::Snapshot& all, const std::string& name) {
  auto parsed = address::parse_domain(name);
  if (!parsed) return pass_on(parsed);
  auto domain = all.domain(*parsed);
  if (!domain) return no_domain(*parsed);
  return domain;
}

Result<std::shared_ptr<const directory::Account>> account_at(const directory::Snapshot& all, const std::string& address) {
  auto mailbox = mailbox_of(address);
  if (!mailbox) return pass_on(mailbox);
  auto account = all.account(*mailbox);
  if (!account) return no_account(address);
  return account;
}

Result<std::shared_ptr<const directory::Domain>> domain_named(const directory::Snapshot& all, const Call& call,
                                                              std::string_view argument) {
  return read(call, argument, [&](const std::string& name) { return domain_named(all, name); });
}

Result<std::shared_ptr<const directory::Account>> account_at(const directory::Snapshot& all, const Call& call,
                                                             std::string_view argument) {
  return read(call, argument, [&](const std::string& address) { return account_at(all, address); });
}

Result<void> set_countries(const Call& call, CountryRule& target) {
  auto rule = target;
  if (const auto word = call.text("country_rule"); !word.empty()) {
    const auto at = std::ranges::find(kCountryModes, std::string_view(word), &config::Label::name);
    if (at == kCountryModes.end()) return fail_argument("country_rule", "country_rule is off, deny or allow");
    rule.mode = static_cast<CountryMode>(at->value);
  }
  if (call.arguments.contains("countries")) rule.countries = call.list("countries");
  if (auto problem = check_countries(rule.mode, rule.countries); !problem.empty()) return fail_argument("countries", problem);
  target = std::move(rule);
  return {};
}

std::string_view name(CountryMode mode) {
  return std::ranges::find(kCountryModes, static_cast<std::int64_t>(mode), &config::Label::value)->name;
}

namespace {

std::optional<SpamAction>* spam_action_at(SpamActions& actions, std::string_view level) {
  if (level == "low") return &actions.low;
  if (level == "medium") return &actions.medium;
  if (level == "high") return &actions.high;
  return level == "blocked" ? &actions.blocked : nullptr;
}

}  // namespace

Result<SpamActions> spam_actions_of(std::string_view text) {
  SpamActions out;
  for (auto rest = trim(text); !rest.empty();) {
    const auto comma = std::min(rest.find(','), rest.size());
    const auto item = trim(rest.substr(0, comma));
    rest.remove_prefix(std::min(rest.size(), comma + 1));
    const auto equals = std::min(item.find('='), item.size());
    const auto level = item.substr(0, equals), word = item.substr(std::min(item.size(), equals + 1));
    const auto action = std::ranges::find(kSpamActions, word);
    auto* place = spam_action_at(out, level);
    if (!place || action == kSpamActions.end())
      return fail(
          Failure::invalid,
          "It is such as low=inbox,medium=junk,high=refuse,blocked=junk: inbox, junk, quarantine or refuse; empty: as above");
    *place = static_cast<SpamAction>(action - kSpamActions.begin());
  }
  return out;
}

std::string text_of(const SpamActions& actions) {
  std::string out;
  for (const auto& [level, action] : {std::pair("low", actions.low), std::pair("medium", actions.medium),
                                      std::pair("high", actions.high), std::pair("blocked", actions.blocked)})
    if (action) out += fmt::format("{}{}={}", out.empty() ? "" : ",", level, kSpamActions[static_cast<std::size_t>(*action)]);
  return out;
}

std::string_view language_text(const directory::Account& account) {
  return account.language ? postern::name(*account.language) : kAsDomain;
}

std::string text_of(const directory::Snapshot& all, const directory::ServiceScope::Sender& sender) {
  const auto domain = all.domain(sender.domain);
  return sender.local + "@" + (domain ? domain->name.unicode() : "(a domain that is gone)");
}

std::optional<SessionId> session_named(std::string_view text) {
  std::uint64_t id = 0;
  const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), id, 16);
  if (bad != std::errc{} || end != text.data() + text.size()) return {};
  return SessionId(id);
}

Result<std::chrono::milliseconds> span_of(std::string_view text) {
  const auto digits = text.substr(0, text.find_first_not_of("0123456789"));
  const auto n = number<std::uint64_t>(digits, 100'000);
  const auto unit = text.substr(digits.size());
  if (n && unit == "s") return std::chrono::seconds(*n);
  if (n && unit == "m") return std::chrono::minutes(*n);
  if (n && unit == "h") return std::chrono::hours(*n);
  if (n && unit == "d") return std::chrono::days(*n);
  return fail(Failure::invalid, "A span of time is a number and s, m, h or d: 15m, 2h, 7d");
}

json::object change_row(std::uint64_t number, const Author& by, json::array changes) {
  return {{"number", number}, {"at", rfc3339(by.at)}, {"by", by.name}, {"changes", std::move(changes)}};
}

Result<void> may_divert(const World& world, const Caller& caller, const std::vector<address::Mailbox>& now,
                        const std::vector<address::Mailbox>& before) {
  if (caller.proven) return {};
  const auto all = world.directory.snapshot();
  const bool diverts = std::ranges::any_of(now, [&](const address::Mailbox& to) {
    return !all->domain(to.domain()) && std::ranges::find(before, to) == before.end();
  });
  return diverts ? std::unexpected(unproven()) : Result<void>();
}

Result<void> check_targets(const World& world, const address::Domain& from, const std::vector<address::Mailbox>& targets) {
  for (const auto& target : targets)
    if (world.may_forward && !world.directory.snapshot()->domain(target.domain()) && !world.may_forward(from, target))
      return fail(Failure::denied,
                  "Mail is not forwarded to " + target.domain().ascii() + ", as the setting forwarding.never_to says");
  return {};
}

directory::Snapshot::Which listed_domains(const Call& call, const directory::Snapshot& all) {
  return [&call, &all, only = call.text("domain")](DomainId id) {
    return call.caller.sees(id) && (only.empty() || only == all.domain(id)->name.ascii());
  };
}

void add_last_use(json::object& row, const std::vector<directory::AppPasswordUse>& uses, std::uint32_t number) {
  const auto use = std::ranges::find(uses, number, &directory::AppPasswordUse::number);
  row["last_used"] = use == uses.end() ? "" : rfc3339(use->at);
  row["last_used_from"] = use == uses.end() ? "" : IpAddress{use->ip}.text();
}

}  // namespace postern::admin
