// An https address that settings name. Cold.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace postern::http {

struct Url {
  std::string host;  // a name, or an address without brackets
  std::uint16_t port = 443;
  std::string path = "/";  // with the query

  // As the Host field has it.
  [[nodiscard]] std::string authority() const;
};

// https://host[:port][/path][?query]; nothing else: no other scheme, no user, no fragment, no octet that is none of a URL's.
Result<Url> parse_url(std::string_view);

}  // namespace postern::http
