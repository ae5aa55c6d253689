// One message while it comes in: its bytes, its size against the limit, and its structure, found on the way.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "mime/message.h"
#include "smtp/server/ports.h"

namespace postern::smtp {

class Intake {
 public:
  // `head` goes in front and does not count. `expected` is what the client said: a reservation, within reason.
  Intake(std::string head, std::uint64_t limit, std::uint64_t expected);

  void add(std::string_view);
  // Frees what came; later bytes are only counted. For messages that will be refused.
  void abandon();

  [[nodiscard]] std::uint64_t size() const { return size_; }  // as it came, without the head
  [[nodiscard]] bool too_large() const { return size_ > limit_; }
  // Once, and only when nothing was abandoned.
  Message finish();

 private:
  std::uint64_t limit_;
  std::uint64_t size_ = 0;
  std::shared_ptr<std::string> bytes_;
  mime::Parser parser_;
};

}  // namespace postern::smtp
