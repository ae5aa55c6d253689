// zlib behind the two directions of a compressed connection.
#include "net/deflate.h"

#include <zlib.h>

#include <new>

namespace postern::net {
namespace {

constexpr int kRaw = -1;            // a negative window size asks for no zlib header
constexpr int kSendWindow = 12;     // 4 KiB of history: 16 KiB in zlib
constexpr int kSendMemory = 5;      // 16 KiB of hash and queue
constexpr int kReceiveWindow = 15;  // the sender chooses its window, so ours takes the largest

Bytef* zlib_bytes(std::string_view bytes) {  // zlib does not write to its input, but does not say so
  return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
}

}  // namespace

struct Compressor::Zlib : z_stream {};
struct Decompressor::Zlib : z_stream {};

Compressor::Compressor() : zlib_(std::make_unique<Zlib>()) {
  if (deflateInit2(zlib_.get(), Z_DEFAULT_COMPRESSION, Z_DEFLATED, kRaw * kSendWindow, kSendMemory, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
}
Compressor::~Compressor() { deflateEnd(zlib_.get()); }

void Compressor::begin(std::string_view plain) {
  zlib_->next_in = zlib_bytes(plain);
  zlib_->avail_in = static_cast<uInt>(plain.size());
}

std::size_t Compressor::next(std::span<char> into) {
  zlib_->next_out = reinterpret_cast<Bytef*>(into.data());
  zlib_->avail_out = static_cast<uInt>(into.size());
  deflate(zlib_.get(), Z_SYNC_FLUSH);  // with nothing left to do it gives nothing, which ends the piece
  return into.size() - zlib_->avail_out;
}

Decompressor::Decompressor() : zlib_(std::make_unique<Zlib>()) {
  if (inflateInit2(zlib_.get(), kRaw * kReceiveWindow) != Z_OK) throw std::bad_alloc();
}
Decompressor::~Decompressor() { inflateEnd(zlib_.get()); }

void Decompressor::begin(std::string_view compressed) {
  zlib_->next_in = zlib_bytes(compressed);
  zlib_->avail_in = static_cast<uInt>(compressed.size());
  has_more_ = true;
}

Inflated Decompressor::next(std::span<char> into, std::size_t& n) {
  zlib_->next_out = reinterpret_cast<Bytef*>(into.data());
  zlib_->avail_out = static_cast<uInt>(into.size());
  const int result = inflate(zlib_.get(), Z_SYNC_FLUSH);
  n = into.size() - zlib_->avail_out;
  has_more_ = zlib_->avail_in > 0 || zlib_->avail_out == 0;
  if (n > 0) return Inflated::some;
  if (result == Z_STREAM_END) return Inflated::ended;
  return result == Z_OK || result == Z_BUF_ERROR ? Inflated::needs_more : Inflated::broken;
}

}  // namespace postern::net
