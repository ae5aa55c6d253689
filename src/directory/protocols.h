// Where the owner of an account gets in, by the words of administrators: smtp (sending), imap, pop3, sieve, web.
// Use: auto services = services_of({"imap", "smtp"});  account.closed = all_but(*services);
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "events/security.h"

namespace postern::directory {

Result<std::vector<events::Service>> services_of(const std::vector<std::string>& protocols);
std::vector<std::string_view> protocols_of(const std::vector<events::Service>&);
// All services that have such a word, but these.
std::vector<events::Service> all_but(const std::vector<events::Service>&);

}  // namespace postern::directory
