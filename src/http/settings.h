// What an administrator can set about HTTP connections, whatever is served over them.
#pragma once
#include <chrono>
#include <cstdint>

namespace postern::http {

struct Settings {
  std::chrono::seconds head_timeout{15};  // from the first octet of a request to the end of its head
  std::chrono::seconds body_timeout{30};  // for each 16 KiB of a body, in and out
  std::chrono::seconds idle_timeout{60};  // between two requests
  std::uint32_t requests_per_connection = 1000;
};

}  // namespace postern::http
