// The stored forms: a version, then fields with their lengths.
#include "queue/record.h"

#include <algorithm>
#include <unordered_map>

#include "base/codec.h"
#include "base/text.h"

namespace postern::queue {
namespace {

constexpr std::uint8_t kVersion = 2;
constexpr std::uint8_t kMessageVersion = 4;  // 3 knows whom a message is from, 4 what kind of reason it is held for
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
  out.u8(notify_bits(r.notify)).bytes(r.orcpt_type).bytes(r.orcpt).varint(p.attempts).bytes(p.last_answer);
}

bool take_recipient(Decoder& in, Leg& leg) {
  auto mailbox = take_mailbox(in);
  if (!mailbox) return false;
  Recipient r;
  r.mailbox = std::move(*mailbox);
  r.notify = notify_of(in.u8());
  r.orcpt_type = in.bytes();
  r.orcpt = in.bytes();
  Progress p;
  p.attempts = static_cast<std::uint32_t>(in.varint());
  p.last_answer = in.bytes();
  leg.add(std::move(r), std::move(p));
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

template <class Enum>
bool take_enum(Decoder& in, Enum& out, Enum last) {
  const auto value = in.u8();
  out = static_cast<Enum>(value);
  return value <= static_cast<std::uint8_t>(last);
}

void put_wishes(Encoder& out, const Envelope& e) {
  out.u8(static_cast<std::uint8_t>(e.body)).u8(e.smtputf8 ? 1 : 0).u8(static_cast<std::uint8_t>(e.ret)).bytes(e.envid);
  out.u8(static_cast<std::uint8_t>(e.tls)).u8(e.by ? 1 : 0);
  if (e.by) out.zigzag(e.by->at.ms).u8(e.by->or_return ? 1 : 0).u8(e.by->trace ? 1 : 0);
  out.zigzag(e.hold_until.ms).zigzag(e.priority);
  out.u8(static_cast<std::uint8_t>(e.judged.level)).zigzag(e.judged.score).bytes(e.judged.quarantine).bytes(e.fields);
  out.bytes(e.judged.author ? e.judged.author->text() : std::string());
  out.u8(static_cast<std::uint8_t>(e.judged.proof)).u8(e.judged.path_is_proven ? 1 : 0);
  out.u8(static_cast<std::uint8_t>(e.judged.held_for));
}

bool take_source(Decoder& in, Judged& judged) {
  if (const auto author = in.bytes(); !author.empty()) {
    auto parsed = address::parse_mailbox(author, address::Charset::utf8);
    if (!parsed) return false;
    judged.author = std::move(*parsed);
  }
  if (!take_enum(in, judged.proof, Proof::login)) return false;
  judged.path_is_proven = in.u8() != 0;
  return true;
}

bool take_wishes(Decoder& in, Envelope& e, std::uint8_t version) {
  if (!take_enum(in, e.body, smtp::Body::binary_mime)) return false;
  e.smtputf8 = in.u8() != 0;
  if (!take_enum(in, e.ret, smtp::Ret::headers)) return false;
  e.envid = in.bytes();
  if (!take_enum(in, e.tls, Secrecy::waived)) return false;
  if (in.u8() != 0) {
    const Time at{in.zigzag()};
    const bool or_return = in.u8() != 0;
    e.by = By{.at = at, .or_return = or_return, .trace = in.u8() != 0};
  }
  e.hold_until = Time{in.zigzag()};
  const auto priority = in.zigzag();
  if (priority < -9 || priority > 9) return false;
  e.priority = static_cast<int>(priority);
  if (!take_enum(in, e.judged.level, Level::high)) return false;
  e.judged.score = static_cast<std::int32_t>(in.zigzag());
  e.judged.quarantine = in.bytes();
  e.fields = in.bytes();
  if (version >= 3 && !take_source(in, e.judged)) return false;
  if (version >= 4 && !take_enum(in, e.judged.held_for, HeldFor::scanner)) return false;
  return in.ok();
}

std::optional<store::BlobRef> take_blob(Decoder& in, std::uint64_t size) {
  if (in.u8() == 0) return {};
  store::BlobRef ref{.name = {}, .size = size};
  const auto name = in.raw(ref.name.bits.size());
  std::ranges::copy(name, ref.name.bits.begin());
  return ref;
}

std::unexpected<Error> damaged() { return fail(Failure::corrupt, "A queued message cannot be read"); }

}  // namespace

Hop hop_of(const address::Mailbox& mailbox) {
  return to_lower(mailbox.literal() ? mailbox.literal()->text() : mailbox.domain().ascii());
}

void Leg::add(Recipient recipient, Progress so_far) {
  recipients.push_back(std::move(recipient));
  progress.push_back(std::move(so_far));
}

std::vector<Leg> legs_of(std::vector<Recipient> elsewhere, Time due) {
  std::vector<Leg> legs;
  std::unordered_map<Hop, std::size_t> place_of;
  for (auto& recipient : elsewhere) {
    auto hop = hop_of(recipient.mailbox);
    const auto [at, fresh] = place_of.try_emplace(hop, legs.size());
    if (fresh) legs.push_back({.hop = std::move(hop), .recipients = {}, .progress = {}, .due = due});
    legs[at->second].add(std::move(recipient));
  }
  return legs;
}

Envelope Entry::envelope() const {
  auto out = message.envelope;
  out.recipients = leg.recipients;
  return out;
}

std::string encode(const Message& m) {
  Encoder out;
  out.u8(kMessageVersion).varint(m.legs).zigzag(m.queued.ms).varint(m.size).varint(m.skip).u8(m.blob ? 1 : 0);
  if (m.blob) out.raw({reinterpret_cast<const char*>(m.blob->name.bits.data()), m.blob->name.bits.size()});
  out.u8(m.envelope.reverse_path ? 1 : 0);
  if (m.envelope.reverse_path) put_mailbox(out, *m.envelope.reverse_path);
  put_wishes(out, m.envelope);
  put_origin(out, m.envelope.origin);
  return out.take();
}

std::string encode(const Leg& leg) {
  Encoder out;
  out.u8(kVersion).zigzag(leg.due.ms).varint(leg.recipients.size());
  for (std::size_t i = 0; i < leg.recipients.size(); ++i) put_recipient(out, leg.recipients[i], leg.progress[i]);
  return out.take();
}

Result<Message> decode_message(std::string_view bytes) {
  Decoder in(bytes);
  Message m;
  const auto version = in.u8();
  if (version < 2 || version > kMessageVersion) return damaged();
  m.legs = in.varint();
  m.queued = Time{in.zigzag()};
  m.size = in.varint();
  m.skip = in.varint();
  m.blob = take_blob(in, m.skip + m.size);
  if (in.u8() != 0) {
    m.envelope.reverse_path = take_mailbox(in);
    if (!m.envelope.reverse_path) return damaged();
  }
  if (!take_wishes(in, m.envelope, version)) return damaged();
  m.envelope.origin = take_origin(in);
  if (!in.done() || m.legs == 0) return damaged();
  return m;
}

Result<Leg> decode_leg(Hop hop, std::string_view bytes) {
  Decoder in(bytes);
  Leg leg;
  leg.hop = std::move(hop);
  if (in.u8() != kVersion) return damaged();
  leg.due = Time{in.zigzag()};
  const auto count = in.varint();
  if (count == 0 || count > kMostRecipients) return damaged();
  for (std::uint64_t i = 0; i < count; ++i)
    if (!take_recipient(in, leg)) return damaged();
  if (!in.done()) return damaged();
  return leg;
}

}  // namespace postern::queue
