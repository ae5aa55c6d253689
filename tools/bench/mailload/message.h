// Messages to send: plain text of common words, each with fields of its own, the same for the same number.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace mailload {

// About `size` octets with CRLF line ends. Each hundredth says "zebrafinch", for searches.
std::string make_message(std::size_t size, std::size_t number);

// Up to 4,000 different ones, made before the clock starts. Their numbers differ from run to run: servers may drop a
// Message-ID that they have seen.
std::vector<std::string> make_messages(std::size_t count, std::size_t size);

}  // namespace mailload
