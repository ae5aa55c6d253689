// Encoding of the small records. A field is added at the end together with a higher version; decoders then know both.
#include "store/records.h"

#include <algorithm>
#include <limits>

#include "base/codec.h"

namespace postern::store {
namespace {

constexpr std::uint8_t kRecordVersion = 1;

Encoder versioned() {
  Encoder out;
  out.u8(kRecordVersion);
  return out;
}

// A decoder that also refuses versions it does not know and numbers that do not fit.
class Reader : public Decoder {
 public:
  explicit Reader(std::string_view in) : Decoder(in) { fine_ = u8() == kRecordVersion; }
  std::uint32_t u32() {
    const auto v = varint();
    if (v > std::numeric_limits<std::uint32_t>::max()) fine_ = false;
    return static_cast<std::uint32_t>(v);
  }
  // How many entries follow: never more than there can be, at `least` bytes each.
  std::size_t count(std::size_t least = 1) {
    const auto n = varint();
    if (n > rest().size() / least) fine_ = false;
    return fine_ ? static_cast<std::size_t>(n) : 0;
  }
  void require(bool holds) { fine_ = fine_ && holds; }
  [[nodiscard]] bool complete() const { return fine_ && done(); }
  [[nodiscard]] bool fine() const { return fine_ && ok(); }

 private:
  bool fine_ = true;
};

void put_ranges(Encoder& out, const std::vector<UidRange>& ranges) {
  out.varint(ranges.size());
  std::uint32_t last = 0;
  for (const auto& r : ranges) {
    out.varint(r.first.value - last).varint(r.last.value - r.first.value);
    last = r.last.value;
  }
}

std::vector<UidRange> take_ranges(Reader& in) {
  std::vector<UidRange> ranges(in.count(2));
  std::uint64_t last = 0;
  for (auto& r : ranges) {
    const std::uint64_t first = last + in.u32();
    last = first + in.u32();
    in.require(last <= std::numeric_limits<std::uint32_t>::max());
    r = {Uid(static_cast<std::uint32_t>(first)), Uid(static_cast<std::uint32_t>(last))};
    if (!in.fine()) return {};
  }
  return ranges;
}

}  // namespace

std::string encode(const Head& h) {
  return versioned()
      .varint(h.modseq)
      .varint(h.message_modseq)
      .varint(h.mailbox_modseq)
      .varint(h.log_floor)
      .varint(h.next_number)
      .varint(h.next_mailbox)
      .varint(h.next_uidvalidity)
      .varint(h.mailboxes)
      .varint(h.used_bytes)
      .varint(h.used_messages)
      .varint(h.limit_bytes)
      .take();
}

Result<Head> decode_head(std::string_view bytes) {
  Reader in(bytes);
  Head h;
  h.modseq = in.varint();
  h.message_modseq = in.varint();
  h.mailbox_modseq = in.varint();
  h.log_floor = in.varint();
  h.next_number = in.u32();
  h.next_mailbox = in.u32();
  h.next_uidvalidity = in.u32();
  h.mailboxes = in.u32();
  h.used_bytes = in.varint();
  h.used_messages = in.varint();
  h.limit_bytes = in.varint();
  if (!in.complete()) return damaged("account head");
  return h;
}

std::string encode(const MailboxRecord& m) {
  return versioned().bytes(m.name).u8(static_cast<std::uint8_t>(m.role)).zigzag(m.created.ms).take();
}

Result<MailboxRecord> decode_mailbox(std::string_view bytes) {
  Reader in(bytes);
  MailboxRecord m;
  m.name = in.bytes();
  const auto role = in.u8();
  in.require(role <= static_cast<std::uint8_t>(Role::important));
  m.role = static_cast<Role>(role);
  m.created.ms = in.zigzag();
  if (!in.complete()) return damaged("mailbox record");
  return m;
}

std::string encode(const MailboxState& s) {
  auto out = versioned();
  out.varint(s.uidvalidity).varint(s.uidnext.value).varint(s.highest.value).varint(s.exists).varint(s.unseen);
  out.varint(s.deleted).varint(s.size).varint(s.keywords.size());
  for (const auto& k : s.keywords) out.bytes(k);
  return out.take();
}

Result<MailboxState> decode_state(std::string_view bytes) {
  Reader in(bytes);
  MailboxState s;
  s.uidvalidity = in.u32();
  s.uidnext = Uid(in.u32());
  s.highest = ModSeq(in.varint());
  s.exists = in.u32();
  s.unseen = in.u32();
  s.deleted = in.u32();
  s.size = in.varint();
  const auto keywords = in.count();
  in.require(keywords <= kMaxKeywords && s.unseen <= s.exists && s.deleted <= s.exists);
  for (std::size_t i = 0; i < keywords && in.fine(); ++i) s.keywords.emplace_back(in.bytes());
  if (!in.complete()) return damaged("mailbox counters");
  return s;
}

std::string encode(const std::vector<LogEvent>& events) {
  auto out = versioned();
  out.varint(events.size());
  for (const auto& e : events) {
    out.u8(static_cast<std::uint8_t>(e.kind)).varint(e.mailbox.value);
    put_ranges(out, e.uids);
  }
  return out.take();
}

Result<std::vector<LogEvent>> decode_log(std::string_view bytes) {
  Reader in(bytes);
  std::vector<LogEvent> events(in.count(3));
  for (auto& e : events) {
    const auto kind = in.u8();
    in.require(kind >= 1 && kind <= static_cast<std::uint8_t>(LogKind::mailbox_destroyed));
    e.kind = static_cast<LogKind>(kind);
    e.mailbox = MailboxId(in.u32());
    e.uids = take_ranges(in);
    if (!in.fine()) break;
  }
  if (!in.complete()) return damaged("change log entry");
  return events;
}

std::string encode(const Tombstone& t) {
  auto out = versioned();
  out.zigzag(t.when.ms).varint(t.messages.size());
  for (const auto& m : t.messages) out.varint(m.mailbox.value).varint(m.uid.value).varint(m.number);
  return out.take();
}

Result<Tombstone> decode_tombstone(std::string_view bytes) {
  Reader in(bytes);
  Tombstone t;
  t.when.ms = in.zigzag();
  t.messages.resize(in.count(3));
  for (auto& m : t.messages) {
    m.mailbox = MailboxId(in.u32());
    m.uid = Uid(in.u32());
    m.number = in.u32();
  }
  if (!in.complete()) return damaged("tombstone");
  return t;
}

std::string encode(const MessageRecord& m) {
  auto out = versioned();
  out.varint(m.mailbox.value).varint(m.uid.value).varint(m.size).varint(m.thread).varint(m.header_size).zigzag(m.sent.ms);
  out.u8(m.blob ? 1 : 0);
  if (m.blob) out.raw({reinterpret_cast<const char*>(m.blob->bits.data()), m.blob->bits.size()});
  out.varint(m.references.size());
  for (const auto r : m.references) out.big64(r);
  return out.bytes(m.envelope).bytes(m.body_structure).bytes(m.headers).bytes(m.preview).take();
}

Result<MessageRecord> decode_message(std::string_view bytes) {
  Reader in(bytes);
  MessageRecord m;
  m.mailbox = MailboxId(in.u32());
  m.uid = Uid(in.u32());
  m.size = in.varint();
  m.thread = in.varint();
  m.header_size = in.u32();
  m.sent.ms = in.zigzag();
  const auto blob = in.u8();
  in.require(blob <= 1);
  if (blob == 1) {
    const auto name = in.raw(16);
    if (name.size() == 16) std::copy(name.begin(), name.end(), m.blob.emplace().bits.begin());
  }
  m.references.resize(in.count(8));
  for (auto& r : m.references) r = in.big64();
  m.envelope = in.bytes();
  m.body_structure = in.bytes();
  m.headers = in.bytes();
  m.preview = in.bytes();
  if (!in.complete()) return damaged("message record");
  return m;
}

std::string encode(Reference r) { return versioned().varint(r.thread).varint(r.owner).take(); }

Result<Reference> decode_reference(std::string_view bytes) {
  Reader in(bytes);
  Reference r;
  r.thread = in.varint();
  r.owner = in.u32();
  if (!in.complete()) return damaged("thread reference");
  return r;
}

std::string encode_delivery(Time when) { return versioned().zigzag(when.ms).take(); }

Result<Time> decode_delivery(std::string_view bytes) {
  Reader in(bytes);
  const Time when{in.zigzag()};
  if (!in.complete()) return damaged("delivery key");
  return when;
}

std::string encode(MailboxId m) { return versioned().varint(m.value).take(); }

Result<MailboxId> decode_mailbox_id(std::string_view bytes) {
  Reader in(bytes);
  const MailboxId m(in.u32());
  if (!in.complete()) return damaged("mailbox name row");
  return m;
}

}  // namespace postern::store
