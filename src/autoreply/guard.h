// Whether a message may be answered without anybody having read it (RFC 3834 §2): the one guard of all that answers by itself.
// Use: const auto why = may_answer({message, envelope, junk, is_own});  why == Withheld::no, else words(why)
// Promises: pure. What answers by itself, speaks for many, is unwanted, or cannot be shown to come from its reverse-path gets no answer;
//   nor do our own answers, so that two who answer each other stop after one.
#pragma once
#include <cstdint>
#include <functional>
#include <string_view>

#include "address/mailbox.h"
#include "mime/message.h"
#include "queue/envelope.h"

namespace postern::autoreply {

enum class Withheld : std::uint8_t {
  no,
  null_path,
  daemon,
  unproven,
  junk,
  automatic,
  list,
  bulk,
  unwanted,
  report,
  own,
  not_named,
};

struct Question {
  const mime::Message& message;
  const queue::Envelope& envelope;
  bool junk = false;  // it lies in the mailbox for junk
  // The addresses of whoever would answer.
  const std::function<bool(const address::Mailbox&)>& is_own;
};

Withheld may_answer(const Question&);

std::string_view words(Withheld);

}  // namespace postern::autoreply
