// The keys of the mail store. All numbers are big-endian, so that keys sort as the numbers do.
#pragma once
#include <cstdint>
#include <string>

#include "base/ids.h"
#include "kv/kv.h"
#include "store/blobs.h"
#include "store/view.h"

namespace postern::store::keys {

// All keys of an account begin with this; the key of account + 1 ends the range.
std::string account(AccountId);
std::string head(AccountId);                // H: counters, next numbers, quota
std::string mailbox(AccountId, MailboxId);  // M: name and role
std::string mailboxes(AccountId);           //    prefix of all
std::string mailboxes_end(AccountId);
std::string name(AccountId, std::string_view name);          // N: name -> mailbox
std::string subscription(AccountId, std::string_view name);  // U: subscribed names
std::string subscriptions_end(AccountId);
std::string state(AccountId, MailboxId);                       // C m: counters; sorts before the chunks of its mailbox
std::string chunk(AccountId, MailboxId, std::uint32_t index);  // C m index: rows that change
std::string chunks_end(AccountId, MailboxId);
std::string fixed_chunk(AccountId, MailboxId, std::uint32_t index);  // I m index: rows that do not change
std::string fixed_end(AccountId, MailboxId);
std::string message(AccountId, std::uint32_t number);                // E: facts of a message
std::string body(AccountId, std::uint32_t number);                   // B: in Family::body
std::string place(AccountId, std::uint32_t number, MailboxId, Uid);  // P: one copy of a message beside its first
std::string places_end(AccountId, std::uint32_t number);
std::string blob(AccountId, const BlobName&, std::uint32_t number);  // Z: a blob and the message that names it
std::string blobs(AccountId);
std::string blobs_end(AccountId);
std::string log(AccountId, std::uint64_t modseq);        // L: what a commit changed
std::string reference(AccountId, std::uint64_t hash);    // R: thread of a message-id and subject
std::string delivery(AccountId, std::string_view hash);  // D: deliveries that have happened
std::string deliveries_end(AccountId);
std::string tombstone(AccountId, std::uint64_t modseq);  // X: expunged by this commit, to be removed
std::string tombstones_end(AccountId);

// The account of a key that begins with account(); 0 when it is none.
AccountId account_of(std::string_view key);

// The shard of all commits of an account.
inline kv::Shard shard(AccountId a) { return kv::Shard{a.value}; }

}  // namespace postern::store::keys
