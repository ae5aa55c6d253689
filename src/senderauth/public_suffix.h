// The Public Suffix List: where organisations begin, for domains that say nothing themselves (RFC 7489 §3.2). The list is read from a file
// that can be refreshed; none is compiled in.
#pragma once
#include <memory>
#include <string_view>

#include "base/result.h"
#include "dns/name.h"

namespace postern::senderauth {

class PublicSuffixes {
 public:
  // The text of public_suffix_list.dat.
  static Result<PublicSuffixes> read(std::string_view list);
  PublicSuffixes(PublicSuffixes&&) noexcept;
  PublicSuffixes& operator=(PublicSuffixes&&) noexcept;
  ~PublicSuffixes();

  // One label below the longest public suffix; the root for a name that is a public suffix itself. Any thread.
  [[nodiscard]] dns::Name registrable_domain(const dns::Name&) const;

 private:
  struct State;
  explicit PublicSuffixes(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

}  // namespace postern::senderauth
