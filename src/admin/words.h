// Words of a call turned into things of the directory, with errors that say what to do next.
#pragma once
#include <boost/json.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/country_rule.h"
#include "base/spam_actions.h"
#include "directory/app_passwords.h"
#include "directory/snapshot.h"

namespace postern::admin {

namespace json = boost::json;

struct Author;
struct Call;

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

// A hexadecimal number, as in the log; none: it is no session.
std::optional<SessionId> session_named(std::string_view);

// "15m", "2h", "7d".
Result<std::chrono::milliseconds> span_of(std::string_view);

}  // namespace postern::admin
