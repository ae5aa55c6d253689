// Secrets that the server makes and people copy by eye: groups of letters and digits that do not look alike.
#pragma once
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/secret.h"

namespace postern::auth {

inline constexpr std::string_view kReadable = "abcdefghjkmnpqrstuvwxyz23456789";  // 4.95 bits each

Secret draw_readable(Random&, std::size_t groups, std::size_t in_group);  // "k3fd-wq7t-hm2p"
std::string as_copied(std::string_view);                                  // without the dashes, spaces and capitals of the copy

}  // namespace postern::auth
