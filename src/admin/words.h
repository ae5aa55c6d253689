// Words of a call turned into things of the directory, with errors that say what to do next.
#pragma once
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "directory/snapshot.h"

namespace postern::admin {

Result<address::Mailbox> mailbox_of(const std::string& text);
Result<std::shared_ptr<const directory::Domain>> domain_named(const directory::Snapshot&, const std::string& name);
Result<std::shared_ptr<const directory::Account>> account_at(const directory::Snapshot&, const std::string& address);

// Not there, or not there for this caller: the same words.
std::unexpected<Error> no_domain(const address::Domain&);
std::unexpected<Error> no_account(const std::string& address);

// "15m", "2h", "7d".
Result<std::chrono::milliseconds> span_of(std::string_view);

}  // namespace postern::admin
