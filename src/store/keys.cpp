// Key building: 'A', account, a letter for the kind, then what is told apart within it.
#include "store/keys.h"

#include "base/codec.h"

namespace postern::store::keys {
namespace {

Encoder start(AccountId a, char kind) {
  Encoder out;
  out.u8('A').big64(a.value).u8(static_cast<std::uint8_t>(kind));
  return out;
}
std::string end_of(AccountId a, char kind) { return start(a, static_cast<char>(kind + 1)).take(); }

std::string in_mailbox(AccountId a, char kind, std::uint64_t mailbox) {
  return start(a, kind).big32(static_cast<std::uint32_t>(mailbox)).take();
}
std::string in_chunk(AccountId a, char kind, MailboxId m, std::uint32_t index) {
  return start(a, kind).big32(m.value).big32(index).take();
}
// Mailbox ids stay below 2^32 - 1 (Head), so the next id always ends a mailbox's range.
std::string after_mailbox(AccountId a, char kind, MailboxId m) { return in_mailbox(a, kind, m.value + 1); }

std::string_view bits(const BlobName& name) { return {reinterpret_cast<const char*>(name.bits.data()), name.bits.size()}; }

}  // namespace

std::string account(AccountId a) { return Encoder().u8('A').big64(a.value).take(); }
std::string head(AccountId a) { return start(a, 'H').take(); }
std::string mailbox(AccountId a, MailboxId m) { return in_mailbox(a, 'M', m.value); }
std::string mailboxes(AccountId a) { return start(a, 'M').take(); }
std::string mailboxes_end(AccountId a) { return end_of(a, 'M'); }
std::string name(AccountId a, std::string_view n) { return start(a, 'N').raw(n).take(); }
std::string subscription(AccountId a, std::string_view n) { return start(a, 'U').raw(n).take(); }
std::string subscriptions_end(AccountId a) { return end_of(a, 'U'); }
std::string state(AccountId a, MailboxId m) { return in_mailbox(a, 'C', m.value); }
std::string chunk(AccountId a, MailboxId m, std::uint32_t index) { return in_chunk(a, 'C', m, index); }
std::string chunks_end(AccountId a, MailboxId m) { return after_mailbox(a, 'C', m); }
std::string fixed_chunk(AccountId a, MailboxId m, std::uint32_t index) { return in_chunk(a, 'I', m, index); }
std::string fixed_end(AccountId a, MailboxId m) { return after_mailbox(a, 'I', m); }
std::string message(AccountId a, std::uint32_t number) { return start(a, 'E').big32(number).take(); }
std::string body(AccountId a, std::uint32_t number) { return start(a, 'B').big32(number).take(); }
std::string place(AccountId a, std::uint32_t number, MailboxId m, Uid uid) {
  return start(a, 'P').big32(number).big32(m.value).big32(uid.value).take();
}
std::string places_end(AccountId a, std::uint32_t number) {
  return start(a, 'P').big32(number).big64(~std::uint64_t{0}).u8(0).take();
}
std::string blob(AccountId a, const BlobName& b, std::uint32_t number) {
  return start(a, 'Z').raw(bits(b)).big32(number).take();
}
std::string blobs(AccountId a) { return start(a, 'Z').take(); }
std::string blobs_end(AccountId a) { return end_of(a, 'Z'); }
std::string log(AccountId a, std::uint64_t modseq) { return start(a, 'L').big64(modseq).take(); }
std::string reference(AccountId a, std::uint64_t hash) { return start(a, 'R').big64(hash).take(); }
std::string delivery(AccountId a, std::string_view hash) { return start(a, 'D').raw(hash).take(); }
std::string deliveries_end(AccountId a) { return end_of(a, 'D'); }
std::string tombstone(AccountId a, std::uint64_t modseq) { return start(a, 'X').big64(modseq).take(); }
std::string tombstones_end(AccountId a) { return end_of(a, 'X'); }

AccountId account_of(std::string_view key) {
  Decoder in(key);
  const bool ours = in.u8() == 'A';
  const auto id = in.big64();
  return AccountId(ours && in.ok() ? id : 0);
}

}  // namespace postern::store::keys
