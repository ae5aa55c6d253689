// A name that an account has given up by a rename: what is stored elsewhere for its owner under that name is to follow him.
#pragma once
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

namespace postern::directory {

struct LeftName {
  DomainId domain;
  std::string old;    // local key
  std::string fresh;  // local part
  Time at;

  friend bool operator==(const LeftName&, const LeftName&) = default;
};

std::string encode(const LeftName&);
Result<LeftName> decode_left_name(std::string_view);

}  // namespace postern::directory
