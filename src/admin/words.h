// Words of a call turned into things of the directory, with errors that say what to do next.
#pragma once
#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "admin/operation.h"
#include "base/country_rule.h"
#include "base/spam_actions.h"
#include "directory/app_passwords.h"
#include "directory/service_scope.h"
#include "directory/snapshot.h"

namespace postern::admin {

namespace json = boost::json;

struct Author;
struct World;

// A time, 2026-11-26T08:00:00Z, or how far back it lies, 7d; none when the argument is left out.
Result<std::optional<Time>> moment_of(const World&, const Call&, std::string_view argument);
Result<address::Mailbox> mailbox_of(const std::string& text);
Result<std::shared_ptr<const directory::Domain>> domain_named(const directory::Snapshot&, const std::string& name);
Result<std::shared_ptr<const directory::Account>> account_at(const directory::Snapshot&, const std::string& address);
// As an argument of the call says.
Result<std::shared_ptr<const directory::Domain>> domain_named(const directory::Snapshot&, const Call&,
                                                              std::string_view argument);
Result<std::shared_ptr<const directory::Account>> account_at(const directory::Snapshot&, const Call&,
                                                             std::string_view argument);

// Not there, or not there for this caller: the same words.
std::unexpected<Error> no_domain(const address::Domain&);
std::unexpected<Error> no_account(const std::string& address);

// That mail for a name of the domain may go on to these: Failure::denied where it would be refused there.
Result<void> check_targets(const World&, const address::Domain&, const std::vector<address::Mailbox>&);
// Who has found an open browser leads no mail out of this server: where it goes elsewhere and did not before, the second factor has to
// have been shown lately.
Result<void> may_divert(const World&, const Caller&, const std::vector<address::Mailbox>& now,
                        const std::vector<address::Mailbox>& before);

// The domains that a list shows: those that the caller sees, or the one of them that its argument "domain" names.
directory::Snapshot::Which listed_domains(const Call&, const directory::Snapshot&);

// Of many rows those that a page may show: no more than fill it, unless they are searched. Each has a key of its own.
template <class Row>
std::vector<Row> wanted(const Page& page, std::vector<Row> rows, auto key) {
  if (page.after.empty() && (!page.text.empty() || rows.size() <= page.limit)) return rows;
  std::vector<std::pair<std::string, Row>> left;
  for (auto& row : rows)
    if (auto at = key(row); at > page.after) left.emplace_back(std::move(at), std::move(row));
  if (page.text.empty() && left.size() > page.limit) {
    const auto end = left.begin() + static_cast<std::ptrdiff_t>(page.limit) + 1;  // one more tells that there is more
    std::ranges::partial_sort(left, end, {}, [](const auto& one) -> const std::string& { return one.first; });
    left.erase(end, left.end());
  }
  std::vector<Row> out;
  for (auto& [at, row] : left) out.push_back(std::move(row));
  return out;
}

// When the password or token of that number was last used, and from where; empty when it never was.
void add_last_use(json::object& row, const std::vector<directory::AppPasswordUse>&, std::uint32_t number);

// Words as JSON.
json::array texts(const auto& words) {
  json::array out;
  for (const auto& word : words) out.emplace_back(std::string_view(word));
  return out;
}

// What somebody has changed under a number, as the lists of it show it.
json::object change_row(std::uint64_t number, const Author&, json::array changes);

// H36, at a level that may have a rule: of the arguments country_rule and countries, what is given; and as it is shown.
Result<void> set_countries(const Call&, CountryRule&);
std::string_view name(CountryMode);

// "low=inbox,high=quarantine,blocked=junk", levels that are left out as the level above says; and as it is shown.
Result<SpamActions> spam_actions_of(std::string_view);
std::string text_of(const SpamActions&);

// In which language its owner is written to: en, de, or domain where he has said nothing.
inline constexpr std::string_view kAsDomain = "domain";
std::string_view language_text(const directory::Account&);

// In whose name a service account sends: "web@home.test", or "@home.test" for all of a domain.
std::string text_of(const directory::Snapshot&, const directory::ServiceScope::Sender&);

// A hexadecimal number, as in the log; none: it is no session.
std::optional<SessionId> session_named(std::string_view);

// What is shown in lists and written into logs, from the argument of that name: UTF-8, and no character that cannot be shown.
Result<void> check_shown(std::string_view argument, std::string_view text);

// "15m", "2h", "7d".
Result<std::chrono::milliseconds> span_of(std::string_view);

}  // namespace postern::admin
