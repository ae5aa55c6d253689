// Mail at rest: accounts, mailboxes, messages with UID, modseq, flags, quota and change log, over the key-value port.
// Use: auto view = co_await store.open(account, mailbox); auto done = co_await store.append(account, mailbox, std::move(messages));
// Promises: success of a change means it is durable. Changes of one account happen one after the other and never conflict; UIDs
//   and modseqs only grow; a change that fails leaves nothing. Calls may come from any executor and come back on it.
// Names are UTF-8 with '/' between levels; "INBOX" in any case is INBOX. Ranges are inclusive.
#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/executor.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "kv/kv.h"
#include "store/blobs.h"
#include "store/settings.h"
#include "store/shared_room.h"
#include "store/view.h"

namespace postern::store {

struct UidRange {
  Uid first, last;
  friend bool operator==(UidRange, UidRange) = default;
};
using UidRanges = std::vector<UidRange>;  // ascending, not overlapping

struct SeqRange {
  std::uint32_t first = 0, last = 0;
};

enum class Role : std::uint8_t { none, inbox, archive, drafts, flagged, junk, sent, trash, all, important };  // RFC 6154 §2

struct Mailbox {
  MailboxId id;  // never used twice in the account: MAILBOXID (RFC 8474 §4.1)
  std::string name;
  Role role = Role::none;
  Time created;
  bool subscribed = false;
  MailboxState state;
};

// Flags as a client names them. Keywords keep the spelling the mailbox first saw and compare without case.
struct FlagNames {
  Flags system = 0;  // of kSystemFlags
  std::vector<std::string> keywords;
};

// What the parser found in a message, kept so that FETCH, SORT and THREAD need no second parse. The byte strings are opaque here.
struct Facts {
  std::string envelope;        // as in an IMAP answer
  std::string body_structure;  // as in an IMAP answer
  std::string headers;         // the header fields that clients commonly ask for, raw
  std::string preview;
  std::uint32_t header_size = 0;
  Time sent;                              // Date field; the internal date when there is none
  std::uint64_t message_id = 0;           // hash; 0 when there is none
  std::vector<std::uint64_t> references;  // hashes of References and In-Reply-To, oldest first
  std::uint64_t subject = 0;              // hash of the base subject
};

// A delivery that carries a key happens once, however often it is tried (kept for Settings::delivery_keys_kept).
struct DeliveryKey {
  std::array<std::uint8_t, 16> hash{};
};

struct NewMessage {
  std::shared_ptr<const std::string> bytes;  // the whole message; null when `blob` names it
  std::optional<BlobRef> blob;               // written while receiving, finished
  std::shared_ptr<const Facts> facts;        // must not be null
  FlagNames flags;
  Time internal_date;
  std::optional<DeliveryKey> once;
};

struct Appended {
  std::uint32_t uidvalidity = 0;
  std::vector<Uid> uids;  // one a message, ascending; 0 where the delivery key was seen before
  std::vector<MessageNumber> numbers;
};

enum class FlagChange : std::uint8_t { replace, add, remove };
struct FlagEdit {
  UidRanges uids;
  FlagChange how = FlagChange::replace;
  FlagNames flags;
  std::optional<ModSeq> unchanged_since;  // RFC 7162 §3.1.3
};
struct FlagsStored {
  ModSeq modseq;       // of the messages that changed; 0 when none did
  UidRanges modified;  // changed after `unchanged_since`, hence left alone
};

enum class ExpungeWhat : std::uint8_t { marked_deleted, all_named };

struct Copied {
  std::uint32_t uidvalidity = 0;
  UidRanges from, to;  // same number of UIDs, in order (RFC 4315 §3)
};

struct Quota {
  std::uint64_t used_bytes = 0, used_messages = 0;
  std::uint64_t limit_bytes = 0;  // 0: no limit
};

// Immutable columns of one message of a mailbox.
struct Fixed {
  std::uint32_t size = 0;    // RFC822.SIZE
  Time internal_date;        // whole seconds
  Time saved;                // RFC 8514 SAVEDATE, whole seconds
  Time sent;                 // whole seconds
  std::uint64_t thread = 0;  // THREADID
};
using FixedVisitor = std::move_only_function<bool(std::uint32_t seq, const Row&, const Fixed&)>;  // false stops

// One message with its stored facts; the views live for the visit.
struct StoredFacts {
  std::uint32_t seq = 0;
  Row row;
  std::uint64_t size = 0;
  std::uint64_t thread = 0;
  std::uint32_t header_size = 0;
  Time sent;
  std::string_view envelope, body_structure, headers, preview;
};
using FactsVisitor = std::move_only_function<bool(const StoredFacts&)>;  // false stops after this one
using BodyVisitor = std::move_only_function<bool(std::uint32_t seq, const Row&, std::string_view bytes)>;

// A stored message as bytes: whole in memory when it is small, else read from its blob piece by piece.
class Body {
 public:
  struct Slice {
    std::shared_ptr<const std::string> owner;
    std::string_view bytes;
  };
  explicit Body(std::shared_ptr<const std::string> whole) : size_(whole->size()), whole_(std::move(whole)) {}
  Body(BlobStore& blobs, BlobRef ref) : size_(ref.size), blobs_(&blobs), name_(ref.name) {}

  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] const std::shared_ptr<const std::string>& whole() const { return whole_; }  // null for a blob
  // min(n, size - from) bytes. The Body must outlive the call.
  Task<Result<Slice>> read(std::uint64_t from, std::size_t n) const;

 private:
  std::uint64_t size_;
  std::shared_ptr<const std::string> whole_;
  BlobStore* blobs_ = nullptr;
  BlobName name_;
};

// Ends its subscription when it goes; a call that is posted already may still come once, so own-thread destruction is needed
// for "never again": destroy it on its executor.
class Subscription {
 public:
  struct State;
  Subscription() = default;
  explicit Subscription(std::shared_ptr<State> s) : state_(std::move(s)) {}
  Subscription(Subscription&&) = default;
  Subscription& operator=(Subscription&&) noexcept;
  ~Subscription();

 private:
  std::shared_ptr<State> state_;
};

class Store {
 public:
  // The ports must outlive the store. Call before the first commit of `kv`.
  Store(const Settings&, kv::Store& kv, BlobStore& blobs, const TimeSource& time, SharedRoom* = nullptr);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  // Accounts. A fresh one has INBOX, Drafts, Sent, Junk and Trash, all subscribed.
  struct NewAccount {
    AccountId id;
    std::optional<std::uint64_t> quota_bytes = {};  // else Settings::default_quota
  };
  Task<Result<void>> create_account(AccountId, std::optional<std::uint64_t> quota_bytes = {});
  Task<Result<void>> create_accounts(std::vector<NewAccount>);  // many at once, in few groups
  // Makes an account that the directory has and a crash kept from here; one read when it is there.
  Task<Result<void>> ensure_account(AccountId, std::optional<std::uint64_t> quota_bytes);
  Task<Result<void>> delete_account(AccountId);  // and all it holds; blobs go with the next sweep
  Task<Result<Quota>> quota(AccountId);
  Task<Result<std::vector<std::optional<Quota>>>> quotas(
      std::vector<AccountId>);  // none: it has no mailboxes; few reads for many
  Task<Result<void>> set_quota(AccountId, std::uint64_t limit_bytes);
  Task<Result<void>> room_for(AccountId, std::uint64_t bytes);  // over_quota: as append() would say; reserves nothing

  // Mailboxes.
  Task<Result<std::vector<Mailbox>>> list(AccountId);       // by name, INBOX first
  Task<Result<Mailbox>> find(AccountId, std::string name);  // not_found
  Task<Result<MailboxState>> status(AccountId, MailboxId);
  Task<Result<MailboxId>> create(AccountId, std::string name, Role = Role::none);  // and missing superiors; exists, invalid
  Task<Result<void>> rename(AccountId, std::string from,
                            std::string to);               // with inferiors; INBOX: its messages move (RFC 9051 §6.3.6)
  Task<Result<void>> remove(AccountId, std::string name);  // inferiors stay; INBOX: denied
  Task<Result<void>> subscribe_name(AccountId, std::string name, bool subscribed);
  Task<Result<std::vector<std::string>>> subscriptions(AccountId);  // names, also of mailboxes that are gone

  // The present snapshot: from the cache at once, else read. A later call gives a later (or the same) version.
  Task<Result<View>> open(AccountId, MailboxId);
  [[nodiscard]] View cached(AccountId, MailboxId);  // null when it is not in the cache

  // Changes. Each is one commit.
  Task<Result<Appended>> append(AccountId, MailboxId, std::vector<NewMessage>);  // all or none; over_quota
  Task<Result<FlagsStored>> store_flags(AccountId, MailboxId, FlagEdit);
  Task<Result<UidRanges>> expunge(AccountId, MailboxId, UidRanges, ExpungeWhat);  // which went
  Task<Result<Copied>> copy(AccountId, MailboxId from, UidRanges, MailboxId to);
  Task<Result<Copied>> move(AccountId, MailboxId from, UidRanges, MailboxId to);  // RFC 6851

  // Reading messages of a view, ranges in order. A message that is gone for good is passed over. A visitor is called by one
  // thread at a time, not always the caller's; it stops by false, and the caller goes on later with the rest of the ranges.
  Task<Result<void>> fixed(View, std::vector<SeqRange>, FixedVisitor);
  Task<Result<void>> facts(View, std::vector<SeqRange>, FactsVisitor);
  Task<Result<void>> bodies(View, std::vector<SeqRange>, BodyVisitor);  // whole bodies; those of blobs wait for
                                                                        // their share of Settings::large_bodies
  Task<Result<Body>> body(AccountId, MessageNumber);

  // UIDs of `known` (empty: all below UIDNEXT) that were expunged after `since` (RFC 7162 §3.2.5). Exact while the change log
  // reaches back; before that, all of `known` that are not there.
  Task<Result<UidRanges>> vanished(View, ModSeq since, UidRanges known);

  // Calls back on the executor after durable changes of the account; calls that wait are joined into one.
  [[nodiscard]] Subscription subscribe(AccountId, Executor&, std::function<void()>);

  // Housekeeping, a bounded step each; the app calls them again and again. The number of things removed.
  Task<Result<std::size_t>> purge_expunged(std::size_t limit);
  Task<Result<std::size_t>> purge_delivery_keys(AccountId);
  // `named_elsewhere` gives the blobs that other rooms hold (the queue), read after the list of blobs is taken.
  Task<Result<std::size_t>> sweep_blobs(std::function<Task<Result<std::vector<BlobName>>>()> named_elsewhere);

  [[nodiscard]] BlobStore& blobs();
  [[nodiscard]] const Settings& settings() const;

 private:
  struct Parts;
  std::shared_ptr<Parts> parts_;
};

}  // namespace postern::store
