// Where the guard's rows are in the store, beside the recorded events (see recorder.h).
#pragma once
#include <string>
#include <string_view>

namespace postern::guard::keys {

inline constexpr std::string_view kBlocks = "I block ";
inline constexpr std::string_view kKnownDevices = "I known ";
inline constexpr std::string_view kLists = "I list ";
inline constexpr std::string_view kSmtpBlocks = "I smtp ";

// The first key after all that begin so; they end in a blank, which can be one more.
inline std::string after(std::string_view rows) {
  std::string key(rows);
  ++key.back();
  return key;
}

}  // namespace postern::guard::keys
