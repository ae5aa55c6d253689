// One message while it comes in: its bytes on their way to memory or a blob, its size against the limit, and its structure.
// Use: intake.add(piece); if (intake.spool().full()) have it flushed before the next piece; message = intake.finish().
// Promises: our head comes first, and no Return-Path but the one in it is kept, as RFC 5321 §4.4 asks of final delivery, nor results in our
//   name, as RFC 8601 §5, nor what an inspector of ours writes; the structure has its offsets from the first octet of the head; once the
//   message is given up, nothing of it is held.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "mime/message.h"
#include "senderauth/origin.h"
#include "smtp/grammar/header_filter.h"
#include "smtp/server/header_end.h"
#include "smtp/server/ports.h"
#include "store/spool.h"

namespace postern::smtp {

// What goes in front of a message.
struct Head {
  std::string return_path;  // the whole field
  std::string received;
};

// What is to be known of a message besides its octets.
struct Wanted {
  std::string authserv_id;  // results of this name are ours alone to write
  bool evidence = false;    // for judging where it comes from, or for signing it
};

class Intake {
 public:
  // The head does not count against `limit`. `expected` is what the client said: a reservation, within reason.
  Intake(const Head&, std::uint64_t limit, std::uint64_t expected, store::Spool, Wanted);

  void add(std::string_view);
  // Frees what came; later bytes are only counted. For messages that will be refused.
  void abandon();
  // The same, because the bytes could not be written.
  void fail(Error);

  [[nodiscard]] bool full() const { return spool_ && spool_->full(); }
  [[nodiscard]] store::Spool& spool() { return *spool_; }     // only while it is full()
  [[nodiscard]] std::uint64_t size() const { return size_; }  // as it came, without the head
  [[nodiscard]] bool too_large() const { return size_ > limit_; }
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }
  // Once, and only when nothing was abandoned.
  Message finish();
  // Of the message as it came. After finish(); null when none was wanted.
  [[nodiscard]] const senderauth::Evidence* evidence() const { return evidence_.get(); }

 private:
  void keep(std::string_view);
  void gather(std::string_view);

  std::uint64_t limit_;
  std::uint64_t size_ = 0;
  std::size_t return_path_size_;
  std::unique_ptr<store::Spool> spool_;
  std::optional<Error> failure_;
  HeaderFilter filter_;
  mime::Parser parser_;
  std::unique_ptr<mime::Parser> header_;  // of the evidence, until the header has ended
  HeaderEnd header_end_;
  std::unique_ptr<senderauth::Evidence> evidence_;
};

}  // namespace postern::smtp
