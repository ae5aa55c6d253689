// All proofs of origin of one message, by one memo of answers.
// Use, on a thread that may wait:  json::object verdicts = check_message(text, {.ip = ip, ...}, resolver);
#pragma once
#include <boost/json.hpp>
#include <optional>
#include <string>

#include "base/time.h"
#include "dns/resolver.h"
#include "dns/reverse.h"
#include "senderauth/origin.h"
#include "senderauth/public_suffix.h"

namespace postern::app {

struct MessageCheck {
  std::optional<IpAddress> ip = {};
  std::string helo = {}, from = {};
  std::string receiver = "localhost";
  std::optional<senderauth::PublicSuffixes> suffixes = {};
  Time now = {};
};

senderauth::Origin origin_of(const std::string& message, const MessageCheck&, dns::Resolver&);
boost::json::object check_message(const std::string& message, const MessageCheck&, dns::Resolver&);

}  // namespace postern::app
