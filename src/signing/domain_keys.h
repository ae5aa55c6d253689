// The DKIM keys of one domain: the record in the store, and their life as functions of time and of what the DNS has.
// Promises: a key signs only while the DNS has its record, unless an administrator says so; of each algorithm one key signs at most; a
// private key is gone once its key signs no more.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "senderauth/crypto.h"
#include "signing/settings.h"

namespace postern::signing {

enum class Stage : std::uint8_t { pending, active, retired };
std::string_view name(Stage);

struct Key {
  std::string selector;
  senderauth::KeyType type = senderauth::KeyType::rsa;
  Stage stage = Stage::pending;
  Time made;
  Time since;               // it is in its stage
  std::string record;       // the text of its TXT record
  std::string sealed = {};  // the private key; empty once it is retired

  friend bool operator==(const Key&, const Key&) = default;
};

struct DomainKeys {
  std::vector<Key> keys;  // the newest last

  friend bool operator==(const DomainKeys&, const DomainKeys&) = default;
};

inline constexpr std::size_t kMostKeys = 40;

std::string encode(const DomainKeys&);
Result<DomainKeys> decode_domain_keys(std::string_view);

// "20261126r" or "20261126e", by the day, with a letter behind when the domain has had that one.
std::string selector_for(const DomainKeys&, senderauth::KeyType, Time now);
// In place of one of its algorithm that still waits.
void add(DomainKeys&, Key fresh);
// Its record is there: it signs, and the one before does no more.
void activate(DomainKeys&, std::string_view selector, Time now);
// Takes away those that were retired long enough. Whether there were any.
bool forget_retired(DomainKeys&, const Settings&, Time now);
// Whether a domain should have a key of this algorithm that is newer than any it has.
bool is_due(const DomainKeys&, senderauth::KeyType, const Settings&, Time now);

}  // namespace postern::signing
