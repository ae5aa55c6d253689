// The stored form of a queued message: a version, then fields with their lengths.
#include "queue/record.h"

#include "base/codec.h"

namespace postern::queue {
namespace {

constexpr std::uint8_t kVersion = 2;
constexpr std::uint8_t kWithoutSkip = 1;  // entries written before blobs were shared with mailboxes
constexpr std::size_t kMostRecipients = 50'000;

std::uint8_t notify_bits(const smtp::Notify& n) {
  return static_cast<std::uint8_t>((n.never ? 1 : 0) | (n.success ? 2 : 0) | (n.failure ? 4 : 0) | (n.delay ? 8 : 0));
}

smtp::Notify notify_of(std::uint8_t bits) {
  return {.never = (bits & 1) != 0, .success = (bits & 2) != 0, .failure = (bits & 4) != 0, .delay = (bits & 8) != 0};
}

void put_mailbox(Encoder& out, const address::Mailbox& m) { out.bytes(m.text()); }

std::optional<address::Mailbox> take_mailbox(Decoder& in) {
  auto parsed = address::parse_mailbox(in.bytes(), address::Charset::utf8);
  if (!parsed) return {};
  return std::move(*parsed);
}

void put_recipient(Encoder& out, const Recipient& r, const Progress& p) {
  put_mailbox(out, r.mailbox);
  out.u8(notify_bits(r.notify)).bytes(r.orcpt_type).bytes(r.orcpt);
  out.u8(static_cast<std::uint8_t>(p.state)).varint(p.attempts).bytes(p.last_answer);
}

bool take_recipient(Decoder& in, Entry& entry) {
  auto mailbox = take_mailbox(in);
  if (!mailbox) return false;
  Recipient r;
  r.mailbox = std::move(*mailbox);
  r.notify = notify_of(in.u8());
  r.orcpt_type = in.bytes();
  r.orcpt = in.bytes();
  Progress p;
  const auto state = in.u8();
  if (state > static_cast<std::uint8_t>(RecipientState::failed)) return false;
  p.state = static_cast<RecipientState>(state);
  p.attempts = static_cast<std::uint32_t>(in.varint());
  p.last_answer = in.bytes();
  entry.envelope.recipients.push_back(std::move(r));
  entry.progress.push_back(std::move(p));
  return in.ok();
}

void put_origin(Encoder& out, const Origin& o) {
  out.big64(o.session.value).bytes(o.id).zigzag(o.received.ms).bytes(o.client_ip).bytes(o.client_name).u8(o.tls ? 1 : 0);
  out.varint(o.account.value).bytes(o.login);
}

Origin take_origin(Decoder& in) {
  Origin o;
  o.session = SessionId(in.big64());
  o.id = in.bytes();
  o.received = Time{in.zigzag()};
  o.client_ip = in.bytes();
  o.client_name = in.bytes();
  o.tls = in.u8() != 0;
  o.account = AccountId(in.varint());
  o.login = in.bytes();
  return o;
}

std::optional<store::BlobRef> take_blob(Decoder& in, std::uint64_t size) {
  if (in.u8() == 0) return {};
  store::BlobRef ref{.name = {}, .size = size};
  const auto name = in.raw(ref.name.bits.size());
  std::ranges::copy(name, ref.name.bits.begin());
  return ref;
}

}  // namespace

std::string encode(const Entry& e) {
  Encoder out;
  out.u8(kVersion).zigzag(e.queued.ms).zigzag(e.due.ms).varint(e.size).varint(e.skip).u8(e.blob ? 1 : 0);
  if (e.blob) out.raw({reinterpret_cast<const char*>(e.blob->name.bits.data()), e.blob->name.bits.size()});
  out.u8(e.envelope.reverse_path ? 1 : 0);
  if (e.envelope.reverse_path) put_mailbox(out, *e.envelope.reverse_path);
  out.u8(static_cast<std::uint8_t>(e.envelope.body))
      .u8(e.envelope.smtputf8 ? 1 : 0)
      .u8(static_cast<std::uint8_t>(e.envelope.ret));
  out.bytes(e.envelope.envid);
  put_origin(out, e.envelope.origin);
  out.varint(e.envelope.recipients.size());
  for (std::size_t i = 0; i < e.envelope.recipients.size(); ++i) put_recipient(out, e.envelope.recipients[i], e.progress[i]);
  return out.take();
}

Result<Entry> decode_entry(EntryId id, std::string_view bytes) {
  const auto damaged = [] { return fail(Failure::corrupt, "A queued message cannot be read"); };
  Decoder in(bytes);
  Entry e;
  e.id = id;
  const auto version = in.u8();
  if (version != kVersion && version != kWithoutSkip) return damaged();
  e.queued = Time{in.zigzag()};
  e.due = Time{in.zigzag()};
  e.size = in.varint();
  if (version != kWithoutSkip) e.skip = in.varint();
  e.blob = take_blob(in, e.skip + e.size);
  if (in.u8() != 0) {
    e.envelope.reverse_path = take_mailbox(in);
    if (!e.envelope.reverse_path) return damaged();
  }
  const auto body = in.u8(), utf8 = in.u8(), ret = in.u8();
  if (body > static_cast<std::uint8_t>(smtp::Body::binary_mime) || ret > static_cast<std::uint8_t>(smtp::Ret::headers))
    return damaged();
  e.envelope.body = static_cast<smtp::Body>(body);
  e.envelope.smtputf8 = utf8 != 0;
  e.envelope.ret = static_cast<smtp::Ret>(ret);
  e.envelope.envid = in.bytes();
  e.envelope.origin = take_origin(in);
  const auto count = in.varint();
  if (count == 0 || count > kMostRecipients) return damaged();
  for (std::uint64_t i = 0; i < count; ++i)
    if (!take_recipient(in, e)) return damaged();
  if (!in.done()) return damaged();
  return e;
}

}  // namespace postern::queue
