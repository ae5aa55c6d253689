// A message that carries one report: what people read, and a packed file.
#pragma once
#include <string>

#include "address/mailbox.h"
#include "base/random.h"
#include "base/time.h"

namespace postern::reports {

struct Letter {
  address::Mailbox to;
  std::string from;  // the domain whose postmaster reports
  std::string host;
  std::string subject;      // ASCII; folded at its blanks
  std::string fields = {};  // further ones of the header, with their line ends
  std::string type;         // "multipart/mixed", with its parameters
  std::string text;         // for people
  std::string file_type, file_name;
  std::string file;
};

// Without Return-Path.   RFC 8460 §5.3, RFC 7489 §7.2.1.1
std::string compose(const Letter&, Random&, Time now);

}  // namespace postern::reports
