// Reads CBOR (RFC 8949) as authenticators write it: definite lengths, shortest numbers, nothing but integers, strings and maps of them.
// Cold. Use: CborReader in(bytes); auto count = in.map(); auto key = in.integer(); auto value = in.bytes(); ... in.ok()
// Sticky: after the first failure every read gives zero or empty, and ok() stays false; check once at the end. Nothing is copied, and
// nothing recurses further than kMostDepth.
#pragma once
#include <cstdint>
#include <string_view>

namespace postern::auth {

class CborReader {
 public:
  static constexpr int kMostDepth = 4;
  static constexpr std::uint64_t kMostItems = 64;  // of an array or a map

  enum class Kind : std::uint8_t { integer, bytes, text, array, map, simple, none };

  explicit CborReader(std::string_view in) : in_(in) {}
  [[nodiscard]] Kind next() const;  // of what comes now; none: what this does not read, or the end
  std::int64_t integer();
  std::string_view bytes();
  std::string_view text();
  std::uint64_t map();  // how many pairs follow
  void skip(int depth = 0);

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool done() const { return ok_ && in_.empty(); }
  [[nodiscard]] std::string_view rest() const { return in_; }

 private:
  struct Head {
    std::uint8_t major = 0;
    std::uint64_t value = 0;
  };
  Head head();
  std::uint64_t head_of(std::uint8_t major);
  std::string_view take(std::uint64_t size);
  void failed() {
    ok_ = false;
    in_ = {};
  }

  std::string_view in_;
  bool ok_ = true;
};

}  // namespace postern::auth
