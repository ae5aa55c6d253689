// Stored form of SMTP blocks.
#include "guard/smtp_block.h"

#include "base/codec.h"

namespace postern::guard {
namespace {

constexpr std::uint8_t kSmtpBlockVersion = 1;

}  // namespace

std::string encode(const SmtpBlock& b) {
  return Encoder()
      .u8(kSmtpBlockVersion)
      .u8(static_cast<std::uint8_t>(b.what))
      .bytes(b.name)
      .u8(static_cast<std::uint8_t>(b.way))
      .u8(b.soft ? 1 : 0)
      .bytes(b.description)
      .zigzag(b.since.ms)
      .zigzag(b.until.ms)
      .varint(b.hits)
      .zigzag(b.last_hit.ms)
      .take();
}

Result<SmtpBlock> decode_smtp_block(std::string_view bytes) {
  const auto refused = [](const char* why) { return fail(Failure::corrupt, "An SMTP block cannot be read", why); };
  Decoder in(bytes);
  if (in.u8() != kSmtpBlockVersion) return refused("unknown version");
  SmtpBlock b;
  const auto what = in.u8();
  b.name = in.bytes();
  const auto way = in.u8(), soft = in.u8();
  b.description = in.bytes();
  b.since.ms = in.zigzag();
  b.until.ms = in.zigzag();
  b.hits = in.varint();
  b.last_hit.ms = in.zigzag();
  if (!in.done() || what > static_cast<std::uint8_t>(Named::client) || way < 1 || way > 3 || soft > 1)
    return refused("malformed record");
  b.what = static_cast<Named>(what);
  b.way = static_cast<Way>(way);
  b.soft = soft == 1;
  return b;
}

std::string_view name(Named what) {
  switch (what) {
    case Named::sender: return "sender";
    case Named::domain: return "domain";
    case Named::client: return "client";
  }
  return "";
}

std::string_view name(Way way) {
  switch (way) {
    case Way::inbound: return "inbound";
    case Way::outbound: return "outbound";
    case Way::both: return "both";
  }
  return "";
}

}  // namespace postern::guard
