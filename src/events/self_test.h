// By what the server's own open-relay test is known again, so that what it provokes is not counted as mail of others.
#pragma once
#include <string_view>

namespace postern::events {

// In each recipient that it tries. Nobody can own it (RFC 2606), so no mail of others is for it.
inline constexpr std::string_view kRelayTest = "relay-test.example.com";

}  // namespace postern::events
