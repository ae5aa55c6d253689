// Packets in and out.
#include "scanners/milter_packet.h"

#include <algorithm>
#include <utility>

namespace postern::scanners {
namespace {

constexpr std::size_t kNumber = 4;

std::uint32_t number_at(std::string_view bytes) {
  std::uint32_t out = 0;
  for (const char c : bytes.substr(0, kNumber)) out = out << 8 | static_cast<unsigned char>(c);
  return out;
}

}  // namespace

MilterPackets::Got MilterPackets::next(std::string_view& input) {
  const auto fill = [&](std::size_t size) {
    const auto piece = input.substr(0, size - std::min(size, held_.size()));
    held_ += piece;
    input.remove_prefix(piece.size());
    return held_.size() >= size;
  };
  if (!fill(kNumber)) return Got::more;
  const auto size = number_at(held_);
  if (size == 0 || size > kLongest) return Got::broken;
  return fill(kNumber + size) ? Got::packet : Got::more;
}

MilterPacket MilterPackets::take() {
  const auto whole = std::exchange(held_, {});
  return {whole[kNumber], whole.substr(kNumber + 1)};
}

void append_number(std::string& out, std::uint32_t n) {
  for (const int shift : {24, 16, 8, 0}) out += static_cast<char>(n >> shift & 0xFF);
}

void append_text(std::string& out, std::string_view text) {
  for (const char c : text)
    if (c != '\0') out += c;
  out += '\0';
}

void append_packet(std::string& out, char command, std::string_view data) {
  append_number(out, static_cast<std::uint32_t>(data.size() + 1));
  out += command;
  out += data;
}

std::optional<std::uint32_t> take_number(std::string_view& data) {
  if (data.size() < kNumber) return {};
  const auto out = number_at(data);
  data.remove_prefix(kNumber);
  return out;
}

std::optional<std::string_view> take_text(std::string_view& data) {
  const auto end = data.find('\0');
  if (end == data.npos) return {};
  const auto out = data.substr(0, end);
  data.remove_prefix(end + 1);
  return out;
}

}  // namespace postern::scanners
