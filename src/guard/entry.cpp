// Stored form of entries.
#include "guard/entry.h"

#include "base/ip_network_codec.h"

namespace postern::guard {
namespace {

constexpr std::uint8_t kEntryVersion = 1;
constexpr std::uint8_t kAllBypasses = 127;

}  // namespace

std::string encode(const Entry& e) {
  Encoder out;
  out.u8(kEntryVersion);
  put(out, e.network);
  out.u8(static_cast<std::uint8_t>(e.side))
      .varint(e.services.bits)
      .u8(e.bypasses.bits)
      .bytes(e.description)
      .bytes(e.owner)
      .bytes(e.list)
      .zigzag(e.since.ms)
      .zigzag(e.until.ms)
      .varint(e.hits)
      .zigzag(e.last_hit.ms)
      .varint(e.hourly)
      .varint(e.senders.size());
  for (const auto& sender : e.senders) out.bytes(sender);
  return out.take();
}

Result<Entry> decode_entry(std::string_view bytes) {
  const auto refused = [](const char* why) { return fail(Failure::corrupt, "An entry of a list cannot be read", why); };
  Decoder in(bytes);
  if (in.u8() != kEntryVersion) return refused("unknown version");
  Entry e;
  bool good = true;
  e.network = take_network(in, good);
  const auto side = in.u8();
  const auto services = in.varint();
  e.bypasses.bits = in.u8();
  e.description = in.bytes();
  e.owner = in.bytes();
  e.list = in.bytes();
  e.since.ms = in.zigzag();
  e.until.ms = in.zigzag();
  e.hits = in.varint();
  e.last_hit.ms = in.zigzag();
  const auto hourly = in.varint(), senders = in.varint();
  if (!good || side > static_cast<std::uint8_t>(Side::allow) || services > UINT32_MAX || e.bypasses.bits > kAllBypasses ||
      hourly > UINT32_MAX || senders > Entry::kMostSenders)
    return refused("malformed record");
  for (std::uint64_t i = 0; i < senders && in.ok(); ++i) e.senders.emplace_back(in.bytes());
  if (!in.done()) return refused("malformed record");
  e.side = static_cast<Side>(side);
  e.services.bits = static_cast<std::uint32_t>(services);
  e.hourly = static_cast<std::uint32_t>(hourly);
  return e;
}

std::optional<Bypass> bypass_of(Kind kind) {
  switch (kind) {
    case Kind::denial_of_service: return Bypass::connections;
    case Kind::brute_force_by_address:
    case Kind::brute_force_by_account: return Bypass::brute_force;
    case Kind::harvesting: return Bypass::harvesting;
    case Kind::password_retrieval: return Bypass::password_resets;
    case Kind::internal_spammer:
    case Kind::bounces: return std::nullopt;
  }
  return std::nullopt;
}

std::string_view name(Side side) { return side == Side::deny ? "deny" : "allow"; }

std::string_view name(Bypass bypass) {
  switch (bypass) {
    case Bypass::brute_force: return "brute-force";
    case Bypass::smtp_authentication: return "smtp-authentication";
    case Bypass::spam_checks: return "spam-checks";
    case Bypass::greylisting: return "greylisting";
    case Bypass::connections: return name(Kind::denial_of_service);
    case Bypass::harvesting: return name(Kind::harvesting);
    case Bypass::password_resets: return name(Kind::password_retrieval);
  }
  return "";
}

}  // namespace postern::guard
