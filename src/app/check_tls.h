// How mail to a domain is protected on its way: its servers, what it publishes about them (DANE, MTA-STS), and what they show.
// Use, on a thread that may wait:  auto facts = check_tls({.domain = "example.net"}, resolver);
// Promises: connects to each address that a message would be tried at, says hello and STARTTLS, and hands nothing over.
#pragma once
#include <boost/json.hpp>
#include <cstdint>
#include <string>

#include "base/result.h"
#include "dns/resolver.h"

namespace postern::app {

struct TlsCheck {
  std::string domain;
  std::string ca;  // a PEM file in place of the system's authorities
  std::uint16_t port = 25;
  std::uint16_t policy_port = 443;
  std::string our_name = "localhost";  // of EHLO
};

Result<boost::json::object> check_tls(const TlsCheck&, dns::Resolver&);

}  // namespace postern::app
