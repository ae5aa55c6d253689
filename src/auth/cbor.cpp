// CBOR items, one after the other.
#include "auth/cbor.h"

#include <array>
#include <limits>

namespace postern::auth {
namespace {

// Major types.   RFC 8949 §3.1
constexpr std::uint8_t kUnsigned = 0, kNegative = 1, kBytes = 2, kText = 3, kArray = 4, kMap = 5, kSimple = 7;

}  // namespace

CborReader::Kind CborReader::next() const {
  if (in_.empty()) return Kind::none;
  constexpr std::array kKinds{Kind::integer, Kind::integer, Kind::bytes, Kind::text,
                              Kind::array,   Kind::map,     Kind::none,  Kind::simple};
  return kKinds[static_cast<unsigned char>(in_.front()) >> 5U];
}

// RFC 8949 §3. A number that would have fitted into a shorter form is none (CTAP2 canonical form), nor is an indefinite length.
CborReader::Head CborReader::head() {
  if (in_.empty()) {
    failed();
    return {};
  }
  const auto first = static_cast<unsigned char>(in_.front());
  in_.remove_prefix(1);
  const auto major = static_cast<std::uint8_t>(first >> 5U);
  const unsigned low = first & 31U;
  if (low < 24) return {major, low};
  const auto size = std::size_t{1} << (low - 24);
  if (low > 27 || size > in_.size()) {
    failed();
    return {};
  }
  std::uint64_t value = 0;
  for (const char c : in_.substr(0, size)) value = value << 8U | static_cast<unsigned char>(c);
  in_.remove_prefix(size);
  const std::uint64_t least = low == 24 ? 24 : std::uint64_t{1} << (size * 4);
  if (value < least) failed();
  return {major, value};
}

std::uint64_t CborReader::head_of(std::uint8_t major) {
  const auto got = head();
  if (got.major != major) failed();
  return ok_ ? got.value : 0;
}

std::int64_t CborReader::integer() {
  const auto got = head();
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  if (got.major > kNegative || got.value > kMost) failed();
  if (!ok_) return 0;
  const auto value = static_cast<std::int64_t>(got.value);
  return got.major == kNegative ? -1 - value : value;
}

std::string_view CborReader::take(std::uint64_t size) {
  if (size > in_.size()) failed();
  if (!ok_) return {};
  const auto out = in_.substr(0, static_cast<std::size_t>(size));
  in_.remove_prefix(out.size());
  return out;
}

std::string_view CborReader::bytes() { return take(head_of(kBytes)); }
std::string_view CborReader::text() { return take(head_of(kText)); }

std::uint64_t CborReader::map() {
  const auto count = head_of(kMap);
  if (count > kMostItems) failed();
  return ok_ ? count : 0;
}

void CborReader::skip(int depth) {
  const auto got = head();
  if (depth >= kMostDepth) failed();
  if (!ok_) return;
  switch (got.major) {
    case kUnsigned:
    case kNegative:
    case kSimple: return;
    case kBytes:
    case kText: take(got.value); return;
    case kArray:
    case kMap: break;
    default: failed(); return;
  }
  if (got.value > kMostItems) failed();
  for (std::uint64_t n = got.value * (got.major == kMap ? 2 : 1); ok_ && n > 0; --n) skip(depth + 1);
}

}  // namespace postern::auth
