// Octets that are read from anywhere, a piece at a time: a message, or the decoded body of one of its parts.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "mime/message.h"
#include "mime/transfer.h"

namespace postern::attachments {

class Octets {
 public:
  virtual ~Octets() = default;
  [[nodiscard]] virtual std::uint64_t size() const = 0;
  // At most n from `from`, at least one while there are any. Valid until the next call.
  virtual Result<std::string_view> read(std::uint64_t from, std::size_t n) = 0;
};

// Of a text, which must outlive it.
class TextOctets final : public Octets {
 public:
  explicit TextOctets(std::string_view text) : text_(text) {}
  [[nodiscard]] std::uint64_t size() const override { return text_.size(); }
  Result<std::string_view> read(std::uint64_t from, std::size_t n) override;

 private:
  std::string_view text_;
};

// A body without its transfer encoding. It is decoded from the nearest place whose state is remembered, so that it can be read in any order
// while little of it is in memory.
class DecodedBody final : public Octets {
 public:
  static constexpr std::uint64_t kPiece = 64 << 10;  // of the encoded octets

  // Reads it once, to learn its size.
  static Result<DecodedBody> open(Octets& message, mime::Range body, mime::Encoding);
  [[nodiscard]] std::uint64_t size() const override { return size_; }
  Result<std::string_view> read(std::uint64_t from, std::size_t n) override;

 private:
  // What is needed to go on decoding with the i-th piece of the body.
  struct Place {
    std::uint64_t decoded = 0;  // octets before it
    mime::TransferDecoder decoder;
  };

  DecodedBody(Octets& message, mime::Range body) : message_(&message), body_(body) {}
  Result<void> decode(std::size_t piece);
  Result<std::string> encoded(std::size_t piece);

  Octets* message_;
  mime::Range body_;
  std::vector<Place> places_;
  std::uint64_t size_ = 0;
  std::optional<std::size_t> held_piece_;
  std::string held_;
};

// All of them, when they are no more than `most`.
Result<std::string> read_all(Octets&, std::size_t most);

}  // namespace postern::attachments
