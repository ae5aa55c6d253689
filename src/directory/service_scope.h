// What an account that belongs to a machine may do (H08): send, within these bounds, and nothing else. It has no mailboxes.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "address/mailbox.h"
#include "base/codec.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

namespace postern::directory {

struct ServiceScope {
  // By the domain's id, which is never used twice: whoever has a domain of the same name later is not sent for.
  struct Sender {
    DomainId domain;
    std::string local{};  // empty: every address of the domain
    friend bool operator==(const Sender&, const Sender&) = default;
  };
  std::vector<Sender> senders{};        // in whose name it sends
  std::vector<std::string> networks{};  // "192.0.2.0/24", from where it logs in; none: from everywhere
  std::uint32_t hourly = 0;             // recipients
  Time expires{};                       // 0: never

  [[nodiscard]] bool expired(Time now) const { return expires.ms != 0 && expires <= now; }
  [[nodiscard]] bool sends_as(DomainId, const address::Mailbox&) const;
};

inline constexpr std::size_t kMostServiceSenders = 100;
inline constexpr std::size_t kMostServiceNetworks = 50;
inline constexpr std::uint32_t kMostServiceHourly = 100'000;

// Says what is wrong to whoever sets it.
Result<void> check(const ServiceScope&);

// As a part of another record.
void write(Encoder&, const ServiceScope&);
ServiceScope read_service_scope(Decoder&, bool& good);

}  // namespace postern::directory
