// Which TLS a connection to a host needs, and what has to be proven: by DANE, by MTA-STS, by REQUIRETLS, by a setting.
// Use: auto dane = co_await find_out(resolver, answers, dane_of(host));   auto need = need_of(wishes);   need.manner goes into Manner.
// Promises: pure. What asks for more wins; MTA-STS never softens what DANE demands (RFC 8461 §2), and a look-up that failed is never
//   taken for "no records" (RFC 7672 §2.1.2).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dns/answers.h"
#include "smtp/client/client.h"
#include "smtp/client/mta_sts.h"
#include "smtp/client/route.h"

namespace postern::smtp::client {

// What the TLSA records of a host are.
struct Dane {
  enum class Finding : std::uint8_t {
    none,      // no records, or a zone that is not signed
    usable,    // TLS, proven by `records`
    unusable,  // records, none of which we can use: TLS, proven by nothing (RFC 7672 §2.2)
    failed,    // not known: the host cannot be used now
  };
  Finding finding = Finding::none;
  std::vector<tls::Tlsa> records = {};
};

// Asks for them where the way to the host was proven, and nowhere else.   RFC 7672 §2.2.1
std::optional<Dane> dane_of(const Host&, std::uint16_t port, dns::Answers&);

// What an administrator has said about mail to a domain, or by a gateway.
enum class TlsRule : std::uint8_t { never, when_offered, encrypted, verified };

struct Wishes {
  const Host& host;
  const dns::Name& domain;  // the next hop: a mail domain, or a gateway's name
  Dane dane = {};
  const StsPolicy* sts = nullptr;
  bool require_tls = false;  // RFC 8689
  TlsRule rule = TlsRule::when_offered;
};

// Why it is needed, as events and reports name it.
enum class Because : std::uint8_t { nothing, setting, dane, mta_sts, require_tls };
std::string_view name(Because);

struct Need {
  bool may_be_used = true;  // false: not this host, for the `reason`; another may do
  bool for_good = false;    // with it: trying again will not help (5.7.30)
  Tls tls = Tls::offered;
  tls::Expected expected = {};
  Because because = Because::nothing;
  std::string reason = {};
};

Need need_of(const Wishes&);

}  // namespace postern::smtp::client
