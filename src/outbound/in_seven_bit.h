// A message on its way to a server that takes 7 bit alone: its text in 7 bit, and signed anew when it was signed here.   RFC 6152 §3
// Use: auto made = co_await in_seven_bit(std::move(mail), blobs, signer, inline_limit);  and later  co_await drop(made, blobs);
// Promises: the message is read in pieces, and what is made of it is in memory only as far as the store keeps messages there. Signatures
//   of others on it do not hold any more, which no conversion can help; ours are replaced.
#pragma once
#include <cstdint>
#include <string>

#include "base/result.h"
#include "base/task.h"
#include "delivery/signer.h"
#include "smtp/client/mail.h"
#include "store/blobs.h"

namespace postern::outbound {

struct SevenBitMail {
  store::Content content;  // the message, from its first octet on
  std::string signature;   // fields to stand in front of it
  std::string obstacle;    // why it cannot be done; empty: it is done
};

// Fails when the store does.
Task<Result<SevenBitMail>> in_seven_bit(smtp::client::Mail, store::BlobStore&, delivery::Signer&, std::uint64_t inline_limit);

// What was made is needed no more.
Task<void> drop(SevenBitMail, store::BlobStore&);

}  // namespace postern::outbound
