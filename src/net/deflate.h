// The two directions of COMPRESS=DEFLATE: raw deflate with bounded windows (RFC 4978).
// Promises: about 32 KiB for what we send and up to 40 KiB for what we receive; nothing a peer sends grows that.
#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace postern::net {

class Compressor {
 public:
  Compressor();
  ~Compressor();
  // Begins a piece of output: takes `plain`, which lives until next() has given it all.
  void begin(std::string_view plain);
  // Fills `into`; 0 when the piece has been given whole, flushed so that the peer can read all of it.
  std::size_t next(std::span<char> into);

 private:
  struct Zlib;
  std::unique_ptr<Zlib> zlib_;
};

enum class Inflated : unsigned char { some, needs_more, ended, broken };

class Decompressor {
 public:
  Decompressor();
  ~Decompressor();
  // Takes bytes of the wire; they live until next() asks for more.
  void begin(std::string_view compressed);
  // Inflated::some: `n` bytes are in `into`, and there may be more. Others: none.
  Inflated next(std::span<char> into, std::size_t& n);
  // False once everything given has been inflated and shown: next() would ask for more.
  [[nodiscard]] bool has_more() const { return has_more_; }

 private:
  struct Zlib;
  std::unique_ptr<Zlib> zlib_;
  bool has_more_ = false;
};

}  // namespace postern::net
