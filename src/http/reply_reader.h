// A reply to one request out of a byte stream, on a connection that carries no second one.   RFC 9112
// Use: ReplyReader reader(most);  auto whole = reader.feed(bytes)  until it is true;  reader.take()
// Promises: any split of the bytes gives the same reply; no more is held than a head of 16 KiB and the body that is wanted. A body whose
//   length is not said (by Content-Length or chunks) is none: a connection that was cut would look like its end.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace postern::http {

struct Reply {
  std::uint16_t status = 0;
  std::string body;  // empty when none is wanted
};

class ReplyReader {
 public:
  explicit ReplyReader(std::size_t most) : most_(most) {}  // octets of a body; 0: none is wanted

  // Whether the reply is whole. After a failure nothing more is fed.
  Result<bool> feed(std::string_view bytes);
  Reply take() { return std::move(reply_); }

 private:
  enum class At : std::uint8_t { head, body, size, chunk, chunk_end, trailers, whole };

  Result<void> head_piece(std::string_view& bytes);
  Result<void> head(std::string_view);
  Result<void> line_piece(std::string_view& bytes);
  Result<void> size_line(std::string_view);
  Result<bool> line(std::string_view& bytes);  // line_ has one, without its end
  void keep(std::string_view& bytes, At next);

  std::size_t most_;
  At at_ = At::head;
  std::size_t left_ = 0;      // octets of the body, or of a chunk
  std::size_t trailers_ = 0;  // octets of them so far
  std::string line_;
  std::string head_;
  Reply reply_;
};

}  // namespace postern::http
