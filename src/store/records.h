// The small stored records of an account and their bytes: head, mailbox, counters, log entry, tombstone, message.
// Every value begins with a version byte. Decoding checks everything: corrupt bytes give Failure::corrupt, never a wrong record.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/store.h"

namespace postern::store {

// The error for stored bytes that are not what was written; `what` goes to the log.
inline std::unexpected<Error> damaged(std::string what) {
  return fail(Failure::corrupt, "Stored data is damaged", std::move(what));
}

// One an account; read and replaced by every commit that changes it.
struct Head {
  std::uint64_t modseq = 1;          // of the last commit; 0 is never a modseq (RFC 7162 §3.1.1)
  std::uint64_t message_modseq = 0;  // of the last commit that changed messages
  std::uint64_t mailbox_modseq = 0;  // of the last commit that changed mailboxes
  std::uint64_t log_floor = 1;       // the change log is whole above it
  std::uint32_t next_number = 1;
  std::uint32_t next_mailbox = 1;
  std::uint32_t next_uidvalidity = 1;  // only grows, so a name that is made again never gets an old one
  std::uint32_t mailboxes = 0;
  std::uint64_t used_bytes = 0;
  std::uint64_t used_messages = 0;
  std::uint64_t limit_bytes = 0;
  friend bool operator==(const Head&, const Head&) = default;
};
std::string encode(const Head&);
Result<Head> decode_head(std::string_view);

struct MailboxRecord {
  std::string name;
  Role role = Role::none;
  Time created;
  friend bool operator==(const MailboxRecord&, const MailboxRecord&) = default;
};
std::string encode(const MailboxRecord&);
Result<MailboxRecord> decode_mailbox(std::string_view);

std::string encode(const MailboxState&);
Result<MailboxState> decode_state(std::string_view);

// What one commit did to one mailbox, in UIDs; message numbers too where a later reader cannot find them any more.
enum class LogKind : std::uint8_t { created = 1, updated, destroyed, mailbox_created, mailbox_updated, mailbox_destroyed };
struct LogEvent {
  LogKind kind = LogKind::created;
  MailboxId mailbox;
  std::vector<UidRange> uids;
  friend bool operator==(const LogEvent&, const LogEvent&) = default;
};
std::string encode(const std::vector<LogEvent>&);
Result<std::vector<LogEvent>> decode_log(std::string_view);

// A message that left a mailbox. When it was its last one, facts and body are removed in the background.
struct Expunged {
  MailboxId mailbox;
  Uid uid;
  std::uint32_t number = 0;
  friend bool operator==(const Expunged&, const Expunged&) = default;
};
struct Tombstone {
  Time when;
  std::vector<Expunged> messages;
  friend bool operator==(const Tombstone&, const Tombstone&) = default;
};
std::string encode(const Tombstone&);
Result<Tombstone> decode_tombstone(std::string_view);

// The facts of a stored message. Views point into the decoded bytes, or into Facts when it is to be encoded.
struct MessageRecord {
  MailboxId mailbox;  // where it was first put; other places are P rows
  Uid uid;
  std::uint64_t size = 0;
  std::uint64_t thread = 0;
  std::uint32_t header_size = 0;
  Time sent;
  std::optional<BlobName> blob;
  std::vector<std::uint64_t> references;  // R rows this message made
  std::string_view envelope, body_structure, headers, preview;
};
std::string encode(const MessageRecord&);
Result<MessageRecord> decode_message(std::string_view);

struct Reference {
  std::uint64_t thread = 0;
  std::uint32_t owner = 0;  // the message that made the row and takes it with it
};
std::string encode(Reference);
Result<Reference> decode_reference(std::string_view);

std::string encode_delivery(Time when);
Result<Time> decode_delivery(std::string_view);

std::string encode(MailboxId);  // the value of a name row
Result<MailboxId> decode_mailbox_id(std::string_view);

}  // namespace postern::store
