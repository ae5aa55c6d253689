// Where the guard's rows are in the store, beside the recorded events (see recorder.h).
#pragma once
#include <string_view>

#include "kv/key_range.h"

namespace postern::guard::keys {

inline constexpr std::string_view kBlocks = "I block ";
inline constexpr std::string_view kKnownDevices = "I known ";
inline constexpr std::string_view kLastLogins = "I last ";  // in Family::hot
inline constexpr std::string_view kLists = "I list ";
inline constexpr std::string_view kSeenCountries = "I seen ";
inline constexpr std::string_view kSmtpBlocks = "I smtp ";

using kv::after;

}  // namespace postern::guard::keys
