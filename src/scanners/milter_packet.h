// Packets of the milter protocol: a length in four octets, a letter, and data.   libmilter/docs of Sendmail, mfdef.h
#pragma once
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace postern::scanners {

struct MilterPacket {
  char command = 0;
  std::string data;
};

// Out of a byte stream. Promises: any split gives the same packets; holds at most one, of at most kLongest octets.
class MilterPackets {
 public:
  static constexpr std::size_t kLongest = 64 << 10;
  enum class Got : std::uint8_t { more, packet, broken };

  Got next(std::string_view& input);  // moved forward past what was used
  MilterPacket take();

 private:
  std::string held_;
};

void append_number(std::string& out, std::uint32_t);  // in four octets
// Text with its end, a NUL; those within it are left out.
void append_text(std::string& out, std::string_view);
void append_packet(std::string& out, char command, std::string_view data);

// Off the front of data.
std::optional<std::uint32_t> take_number(std::string_view&);
std::optional<std::string_view> take_text(std::string_view&);

}  // namespace postern::scanners
