// Bounds of service accounts: checked, encoded.
#include "directory/service_scope.h"

#include <fmt/format.h>

#include <algorithm>

#include "directory/fields.h"

namespace postern::directory {
namespace {

constexpr std::size_t kLongestNetwork = 64;  // octets of its text

}  // namespace

bool ServiceScope::sends_as(DomainId domain, const address::Mailbox& mailbox) const {
  return std::ranges::any_of(senders, [&](const Sender& s) {
    return s.domain == domain && (s.local.empty() || address::local_key(s.local) == mailbox.local_key());
  });
}

Result<void> check(const ServiceScope& s) {
  if (s.senders.empty() || s.senders.size() > kMostServiceSenders)
    return fail(Failure::invalid, "A service account sends in the name of 1 to 100 addresses or @domains");
  if (s.networks.size() > kMostServiceNetworks)
    return fail(Failure::too_large, fmt::format("There may be at most {} networks", kMostServiceNetworks));
  if (s.hourly < 1 || s.hourly > kMostServiceHourly)
    return fail(Failure::invalid, "A service account sends to 1 to 100000 recipients an hour");
  return {};
}

void write(Encoder& out, const ServiceScope& s) {
  out.varint(s.senders.size());
  for (const auto& sender : s.senders) out.varint(sender.domain.value).bytes(sender.local);
  out.varint(s.networks.size());
  for (const auto& network : s.networks) out.bytes(network);
  out.varint(s.hourly).zigzag(s.expires.ms);
}

ServiceScope read_service_scope(Decoder& in, bool& good) {
  ServiceScope s;
  for (auto n = count(in, kMostServiceSenders, good); good && n > 0; --n) {
    const DomainId domain(in.varint());
    s.senders.push_back({domain, std::string(in.bytes())});
    good = good && in.ok() && domain;
  }
  for (auto n = count(in, kMostServiceNetworks, good); good && n > 0; --n) {
    s.networks.emplace_back(in.bytes());
    good = good && in.ok() && s.networks.back().size() <= kLongestNetwork;
  }
  s.hourly = static_cast<std::uint32_t>(count(in, kMostServiceHourly, good));
  s.expires = {in.zigzag()};
  return s;
}

}  // namespace postern::directory
