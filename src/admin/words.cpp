// Looking up domains and accounts by what an administrator typed.
#include "admin/words.h"

#include <fmt/format.h>

#include "base/text.h"

namespace postern::admin {

Result<address::Mailbox> mailbox_of(const std::string& text) { return address::parse_mailbox(text, address::Charset::utf8); }

Result<std::shared_ptr<const directory::Domain>> domain_named(const directory::Snapshot& all, const std::string& name) {
  auto parsed = address::parse_domain(name);
  if (!parsed) return pass_on(parsed);
  auto domain = all.domain(*parsed);
  if (!domain)
    return fail(Failure::not_found,
                fmt::format("There is no domain {}: postern domain list shows those that are", parsed->ascii()));
  return domain;
}

Result<std::shared_ptr<const directory::Account>> account_at(const directory::Snapshot& all, const std::string& address) {
  auto mailbox = mailbox_of(address);
  if (!mailbox) return pass_on(mailbox);
  auto account = all.account(*mailbox);
  if (!account)
    return fail(Failure::not_found,
                fmt::format("There is no account {}: postern account list shows those that are", printable(address)));
  return account;
}

}  // namespace postern::admin
