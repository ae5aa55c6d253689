// zlib's streams, and as much of a zip archive as leads to its first file.
#include "reports/packing.h"

#include <zlib.h>

#include <algorithm>
#include <array>

namespace postern::reports {
namespace {

constexpr int kGzip = 15 + 16;  // windowBits, as zlib has them
constexpr int kRaw = -15;
constexpr int kMemory = 8;
constexpr std::size_t kStep = std::size_t{64} << 10;

constexpr std::string_view kZipFile = "PK\3\4";
constexpr std::size_t kZipHeader = 30;
constexpr unsigned kEncrypted = 1, kSizesLater = 8;  // bits of the flags
constexpr unsigned kStored = 0, kDeflated = 8;       // methods

Bytef* octets(std::string_view text) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));  // zlib does not write there
}

// Of the end of what a stream takes in nothing is asked: some programs fill it up.
Result<std::string> inflated(std::string_view packed, int window, std::size_t most) {
  z_stream z{};
  if (inflateInit2(&z, window) != Z_OK) return fail(Failure::unavailable, "There is no memory to unpack the report");
  z.next_in = octets(packed);
  z.avail_in = static_cast<uInt>(std::min<std::size_t>(packed.size(), UINT32_MAX));
  std::string out;
  int said = Z_OK;
  while (said == Z_OK && out.size() <= most) {
    const auto at = out.size();
    out.resize(at + kStep);
    z.next_out = octets(out) + at;
    z.avail_out = kStep;
    said = inflate(&z, Z_NO_FLUSH);
    out.resize(at + kStep - z.avail_out);
  }
  inflateEnd(&z);
  if (out.size() > most) return fail(Failure::too_large, "The report is larger than it may be");
  if (said != Z_STREAM_END) return fail(Failure::invalid, "The report cannot be unpacked");
  return out;
}

unsigned little(std::string_view in, std::size_t at, std::size_t octets) {
  unsigned out = 0;
  for (std::size_t i = octets; i-- > 0;) out = out << 8 | static_cast<unsigned char>(in[at + i]);
  return out;
}

// A local file header and what it leads to: APPNOTE.TXT 4.3.7.
Result<std::string> first_file(std::string_view zip, std::size_t most) {
  if (zip.size() < kZipHeader) return fail(Failure::invalid, "The archive ends too early");
  const auto flags = little(zip, 6, 2), method = little(zip, 8, 2);
  const std::size_t size = little(zip, 18, 4);
  const std::size_t begins = kZipHeader + little(zip, 26, 2) + little(zip, 28, 2);
  if (flags & kEncrypted) return fail(Failure::invalid, "The archive is encrypted");
  if (begins > zip.size()) return fail(Failure::invalid, "The archive ends too early");
  const auto rest = zip.substr(begins);
  if (method == kDeflated) return inflated(rest, kRaw, most);
  if (method != kStored || (flags & kSizesLater) || size > rest.size())
    return fail(Failure::invalid, "The archive is packed in a way that is not understood here");
  if (size > most) return fail(Failure::too_large, "The report is larger than it may be");
  return std::string(rest.substr(0, size));
}

}  // namespace

std::string gzip(std::string_view plain) {
  z_stream z{};
  if (deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzip, kMemory, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&z, plain.size()), '\0');
  z.next_in = octets(plain);
  z.avail_in = static_cast<uInt>(plain.size());
  z.next_out = octets(out);
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

Result<std::string> unpack(std::string_view packed, std::size_t most) {
  if (packed.starts_with("\x1F\x8B")) return inflated(packed, kGzip, most);
  if (packed.starts_with(kZipFile)) return first_file(packed, most);
  if (packed.size() > most) return fail(Failure::too_large, "The report is larger than it may be");
  return std::string(packed);
}

}  // namespace postern::reports
