// Keys of mailboxes and A-labels, so that comparing is comparing text.
#include "address/senders.h"

#include "address/domain.h"

namespace postern::address {

Result<std::string> sender_entry(std::string_view text) {
  if (text.contains('@')) {
    auto mailbox = parse_mailbox(text, Charset::utf8);
    if (!mailbox) return fail(Failure::invalid, "It is an address, a domain, or .domain for all below it");
    return mailbox->key();
  }
  const bool below = text.starts_with('.');
  auto domain = parse_domain(below ? text.substr(1) : text);
  if (!domain) return fail(Failure::invalid, "It is an address, a domain, or .domain for all below it");
  return (below ? "." : "") + domain->ascii();
}

bool covers(std::string_view entry, std::string_view key) {
  if (entry.contains('@')) return entry == key;
  const auto at = key.rfind('@');
  if (at == key.npos) return false;
  const auto domain = key.substr(at + 1);
  return entry.starts_with('.') ? domain.size() > entry.size() && domain.ends_with(entry) : entry == domain;
}

int narrowness(std::string_view entry) {
  constexpr int kAddress = 1'000'000;
  return entry.contains('@') ? kAddress : static_cast<int>(entry.size());
}

}  // namespace postern::address
