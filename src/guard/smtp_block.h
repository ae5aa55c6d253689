// What SMTP refuses by name: a sender's address, a domain of senders, or what a client calls itself. H37
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "guard/entry.h"

namespace postern::guard {

// Numbers are stored. A domain and a client's name stand for those below them, too.
enum class Named : std::uint8_t { sender = 0, domain = 1, client = 2 };
// Mail from strangers to us, from our users to anybody, or either.
enum class Way : std::uint8_t { inbound = 1, outbound = 2, both = 3 };

struct SmtpBlock {
  Named what = Named::sender;
  std::string name;  // in lower case, a domain in its ASCII form
  Way way = Way::both;
  bool soft = false;  // refused for now: 4xx
  std::string description;
  Time since;
  Time until = kForEver;
  std::uint64_t hits = 0;
  Time last_hit;

  friend bool operator==(const SmtpBlock&, const SmtpBlock&) = default;
};

std::string encode(const SmtpBlock&);
// Refuses bytes that encode() did not make.
Result<SmtpBlock> decode_smtp_block(std::string_view);

std::string_view name(Named);
std::string_view name(Way);

}  // namespace postern::guard
