// The reverse-path of MAIL and the forward-path of RCPT, taken from the front of a command's arguments.
// Use: std::string_view in = "<a@b.example> SIZE=10"; auto from = reverse_path(in, Charset::ascii); then `in` is " SIZE=10".
// Promises: linear in the input; a path over 256 octets (RFC 5321 §4.5.3.1.3) is refused; on failure `in` is unchanged.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "address/mailbox.h"

namespace postern::address {

struct ReversePath {
  std::optional<Mailbox> mailbox;  // none: the null reverse-path "<>"
  std::vector<Domain> route;       // source route, obsolete (RFC 5321 Appendix C)
};

struct ForwardPath {
  Mailbox mailbox;            // empty when postmaster is set
  std::vector<Domain> route;  // source route, obsolete
  bool postmaster = false;    // "<Postmaster>" without a domain (RFC 5321 §4.1.1.3)
};

Result<ReversePath> reverse_path(std::string_view& in, Charset);
Result<ForwardPath> forward_path(std::string_view& in, Charset);

}  // namespace postern::address
