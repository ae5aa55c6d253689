// Keeps the bytes, feeds the parser, and gives up on both once the limit is passed.
#include "smtp/server/intake.h"

#include <algorithm>

namespace postern::smtp {
namespace {

constexpr std::uint64_t kLeastReserve = 8 << 10;
constexpr std::uint64_t kMostReserve = 256 << 10;  // a promise of more has to be kept first

}  // namespace

Intake::Intake(std::string head, std::uint64_t limit, std::uint64_t expected)
    : limit_(limit), bytes_(std::make_shared<std::string>(std::move(head))) {
  parser_.feed(*bytes_);
  bytes_->reserve(bytes_->size() + std::clamp(expected, kLeastReserve, kMostReserve));
}

void Intake::add(std::string_view piece) {
  size_ += piece.size();
  if (too_large()) abandon();
  if (!bytes_) return;
  *bytes_ += piece;
  parser_.feed(piece);
}

void Intake::abandon() { bytes_.reset(); }

Message Intake::finish() { return {std::move(bytes_), std::make_shared<const mime::Message>(parser_.finish())}; }

}  // namespace postern::smtp
