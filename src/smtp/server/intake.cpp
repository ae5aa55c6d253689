// Keeps the bytes, feeds the parser, and gives up on both once the message cannot be accepted any more.
#include "smtp/server/intake.h"

#include <algorithm>
#include <utility>

namespace postern::smtp {
namespace {

constexpr std::uint64_t kLeastReserve = 8 << 10;

}  // namespace

Intake::Intake(const Head& head, std::uint64_t limit, std::uint64_t expected, store::Spool spool)
    : limit_(limit), return_path_size_(head.return_path.size()), spool_(std::make_unique<store::Spool>(std::move(spool))) {
  const auto front = head.return_path.size() + head.received.size();
  spool_->reserve(front + std::max(std::min(expected, limit), kLeastReserve));
  keep(head.return_path);
  keep(head.received);
}

void Intake::keep(std::string_view bytes) {
  spool_->add(bytes);
  parser_.feed(bytes);
}

void Intake::add(std::string_view piece) {
  size_ += piece.size();
  if (too_large()) abandon();
  if (!spool_) return;
  if (filter_.in_body()) {
    keep(piece);
    return;
  }
  std::string kept;
  filter_.next(piece, kept);
  keep(kept);
}

void Intake::abandon() { spool_.reset(); }

void Intake::fail(Error error) {
  failure_ = std::move(error);
  abandon();
}

Message Intake::finish() {
  std::string rest;
  filter_.finish(rest);
  keep(rest);
  return {std::move(spool_), std::make_shared<const mime::Message>(parser_.finish()), return_path_size_};
}

}  // namespace postern::smtp
