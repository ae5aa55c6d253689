// Address lists of header fields (RFC 5322 §3.4 with §4.4), read with tolerance and in linear time.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::mime {

enum class AddressKind : std::uint8_t { mailbox, group_start, group_end };

struct Address {
  AddressKind kind = AddressKind::mailbox;
  std::string name;  // display name or group name: quotes removed, encoded words left; a trailing comment when there is no name
  std::string route;   // "@a,@b" of an obsolete route
  std::string local;   // quotes removed
  std::string domain;  // or the literal with its brackets; empty when it is missing

  friend bool operator==(const Address&, const Address&) = default;
};

// A mailbox without "@" is kept with an empty domain. Entries beyond `limit` are left out.
std::vector<Address> address_list(std::string_view value, std::size_t limit = 20'000);

// The name in UTF-8, encoded words decoded.
std::string display_name(const Address&);
// "local@domain" with the quotes it needs; empty for group marks.
std::string mailbox_text(const Address&);

}  // namespace postern::mime
