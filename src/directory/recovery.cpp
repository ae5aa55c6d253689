// Encoding of recovery addresses, version 1.
#include "directory/recovery.h"

#include "directory/fields.h"

namespace postern::directory {
namespace {

constexpr std::uint8_t kRecoveryVersion = 1;

address::Mailbox take_mailbox(Decoder& in, bool& good) {
  const auto text = in.bytes();
  if (text.empty()) return {};
  auto box = address::parse_mailbox(text, address::Charset::utf8);
  good = good && box.has_value();
  return box ? std::move(*box) : address::Mailbox{};
}

}  // namespace

bool Recovery::take_mail(Time now, std::uint32_t most_a_day) {
  if (written == 0 || now >= counted_since + std::chrono::days(1)) {
    counted_since = now;
    written = 0;
  }
  if (written >= most_a_day) return false;
  ++written;
  return true;
}

std::string encode(const Recovery& r) {
  Encoder out;
  out.u8(kRecoveryVersion).bytes(r.mailbox.text()).bytes(r.proposed.text()).bytes(r.tag).zigzag(r.proposal_expires.ms);
  return out.zigzag(r.counted_since.ms).varint(r.written).take();
}

Result<Recovery> decode_recovery(std::string_view stored) {
  Decoder in(stored);
  bool good = in.u8() == kRecoveryVersion;
  Recovery r;
  r.mailbox = take_mailbox(in, good);
  r.proposed = take_mailbox(in, good);
  r.tag = in.bytes();
  r.proposal_expires = {in.zigzag()};
  r.counted_since = {in.zigzag()};
  r.written = static_cast<std::uint32_t>(count(in, UINT32_MAX, good));
  if (!good || !in.done()) return damaged("recovery address");
  return r;
}

}  // namespace postern::directory
