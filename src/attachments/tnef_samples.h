// TNEF made for tests.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::attachments {

inline std::string little_endian(std::uint64_t n, std::size_t octets) {
  std::string out;
  for (std::size_t i = 0; i < octets; ++i) out += static_cast<char>(n >> (8 * i) & 255);
  return out;
}

inline std::string tnef_attribute(std::uint8_t level, std::uint32_t id, std::string_view value) {
  return little_endian(level, 1) + little_endian(id, 4) + little_endian(value.size(), 4) + std::string(value) +
         little_endian(0, 2);
}

inline std::string tnef_property(std::uint16_t type, std::uint16_t id, std::string value) {
  const auto size = value.size();
  value.resize((size + 3) / 4 * 4, '\0');
  return little_endian(type, 2) + little_endian(id, 2) + little_endian(1, 4) + little_endian(size, 4) + value;
}

inline std::string utf16(std::string_view ascii) {
  std::string out;
  for (const char c : ascii) out += {c, '\0'};
  return out + std::string(2, '\0');
}

struct TnefSample {
  std::string title;      // the short name
  std::string long_name;  // in the properties
  std::string content;
};

inline std::string tnef(const std::vector<TnefSample>& files) {
  std::string out =
      little_endian(0x223E9F78, 4) + little_endian(1, 2) + tnef_attribute(1, 0x00089006, little_endian(0x10000, 4));
  for (const auto& file : files) {
    const auto properties = little_endian(2, 4) + tnef_property(0x1E, 0x3001, file.title + '\0') +
                            tnef_property(0x1F, 0x3707, utf16(file.long_name));
    out += tnef_attribute(2, 0x00069002, std::string(14, '\0')) + tnef_attribute(2, 0x00018010, file.title + '\0') +
           tnef_attribute(2, 0x0006800F, file.content) + tnef_attribute(2, 0x00069005, properties);
  }
  return out;
}

}  // namespace postern::attachments
