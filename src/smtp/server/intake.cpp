// Keeps the bytes, feeds the parser, and gives up on both once the message cannot be accepted any more.
#include "smtp/server/intake.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "senderauth/dkim_sign.h"

namespace postern::smtp {
namespace {

constexpr std::uint64_t kLeastReserve = 8 << 10;
constexpr std::array kOurForms{senderauth::kSignedForm};  // for signatures and seals of our own

std::vector<HeaderFilter::Rule> rules(const std::string& authserv_id) {
  return {{"return-path", {}},
          {"authentication-results",
           [authserv_id](std::string_view value) { return senderauth::claims_to_be_of(value, authserv_id); }},
          {kJudgementField, {}},
          {kRemovalField, {}}};
}

}  // namespace

Intake::Intake(const Head& head, std::uint64_t limit, std::uint64_t expected, store::Spool spool, Wanted wanted)
    : limit_(limit),
      return_path_size_(head.return_path.size()),
      spool_(std::make_unique<store::Spool>(std::move(spool))),
      filter_(rules(wanted.authserv_id)) {
  if (wanted.evidence) header_ = std::make_unique<mime::Parser>();
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
  gather(piece);
  if (filter_.in_body()) {
    keep(piece);
    return;
  }
  std::string kept;
  filter_.next(piece, kept);
  keep(kept);
}

// As it came: what is taken out of the header may be signed.
void Intake::gather(std::string_view piece) {
  if (header_) {
    const auto header = header_end_.take(piece);
    header_->feed(piece.substr(0, header));
    piece.remove_prefix(header);
    if (!header_end_.found()) return;
    evidence_ = std::make_unique<senderauth::Evidence>(std::exchange(header_, nullptr)->finish(), kOurForms);
  }
  if (evidence_) evidence_->body(piece);
}

void Intake::abandon() {
  spool_.reset();
  header_.reset();
  evidence_.reset();
}

void Intake::fail(Error error) {
  failure_ = std::move(error);
  abandon();
}

Message Intake::finish() {
  std::string rest;
  filter_.finish(rest);
  keep(rest);
  if (header_) evidence_ = std::make_unique<senderauth::Evidence>(std::exchange(header_, nullptr)->finish(), kOurForms);
  if (evidence_) evidence_->finish();
  return {std::move(spool_), std::make_shared<const mime::Message>(parser_.finish()), return_path_size_};
}

}  // namespace postern::smtp
