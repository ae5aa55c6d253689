// Mail that the server writes itself: notices and warnings to people here, and what was asked for to anybody.
// Use: auto sent = co_await send_own(delivery, {to, host, what, language}, random, now);  or post_own() to whoever it is.
// Promises: nothing answers it (null reverse-path, Auto-Submitted; RFC 3834); what the text says cannot become a header field; it is signed
//   when the host is one of our domains or below one, and that has keys.
#pragma once
#include <string>
#include <string_view>

#include "address/mailbox.h"
#include "base/random.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "base/writing.h"
#include "store/blobs.h"

namespace postern::delivery {

class Delivery;

struct OwnMail {
  address::Mailbox to;
  std::string host;  // whose postmaster writes
  Writing what;
  Language language = Language::en;  // of who reads it
};

inline constexpr std::string_view kOwnPath = "Return-Path: <>\r\n";  // in front of what the server writes itself

// 128 bits that nobody has had before, in hexadecimal: of a message, a boundary.
std::string new_id(Random&);

// A part of text with the fields that say so; in 7 bit, so that no server on the way has to write it anew and break a signature.
std::string text_part(std::string_view, Language);

// The bytes, without a Return-Path.
std::string compose(const OwnMail&, Random&, Time now);

// An error when the recipient could not be given it now; nothing is queued then.
Task<Result<void>> send_own(Delivery&, OwnMail, Random&, Time now);

// As accepted mail goes: who is elsewhere, or could not be given it now among others, gets it from the queue.
Task<Result<void>> post_own(Delivery&, store::BlobStore&, OwnMail, Random&, Time now);

// A message without Return-Path that somebody else has composed, likewise.
struct Whole {
  address::Mailbox to;
  std::string host;  // in whose name it is written
  std::string message;
};
Task<Result<void>> post_whole(Delivery&, store::BlobStore&, Whole, Random&, Time now);

}  // namespace postern::delivery
