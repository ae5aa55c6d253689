// Bytes of stored values and keys: varints and lengths in values, big-endian numbers in keys so that they sort.
// A Decoder is sticky: after the first failure every read gives zero or empty and ok() stays false; check once at the end.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace postern {

class Encoder {
 public:
  Encoder& u8(std::uint8_t v) {
    out_ += static_cast<char>(v);
    return *this;
  }
  Encoder& varint(std::uint64_t);  // LEB128, 1 to 10 bytes
  Encoder& zigzag(std::int64_t);   // signed, small magnitudes small
  Encoder& big32(std::uint32_t);
  Encoder& big64(std::uint64_t);
  Encoder& bytes(std::string_view);  // length as varint, then the bytes
  Encoder& raw(std::string_view s) {
    out_ += s;
    return *this;
  }
  [[nodiscard]] const std::string& view() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

class Decoder {
 public:
  explicit Decoder(std::string_view in) : in_(in) {}
  std::uint8_t u8();
  std::uint64_t varint();
  std::int64_t zigzag();
  std::uint32_t big32();
  std::uint64_t big64();
  std::string_view bytes();  // a view into the input
  std::string_view raw(std::size_t n);
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool at_end() const { return in_.empty(); }
  [[nodiscard]] bool done() const { return ok_ && in_.empty(); }  // all read, nothing left over
  [[nodiscard]] std::string_view rest() const { return in_; }

 private:
  void failed() {
    ok_ = false;
    in_ = {};
  }
  std::string_view in_;
  bool ok_ = true;
};

// CRC-32C (Castagnoli), as stored behind values.
std::uint32_t crc32c(std::string_view, std::uint32_t seed = 0);

}  // namespace postern
