// The keys of all our domains: made, looked for in the DNS, replaced, and signed with.
// Use: fields = co_await keyring.sign(domain, message, hashes);  for a domain that was made: co_await keyring.begin(id);  by the clock:
//   co_await keyring.tend();
// Promises: signing waits for nothing once a domain's keys were opened; a change of keys holds for the next message; what cannot be signed
//   is told as an event and goes on without a signature. Any executor's thread, but the making of a key waits for the pool's.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "address/domain.h"
#include "auth/hash_pool.h"
#include "auth/sealer.h"
#include "base/locked.h"
#include "base/time.h"
#include "config/config.h"
#include "directory/directory.h"
#include "dns/resolver.h"
#include "events/events.h"
#include "kv/kv.h"
#include "mime/message.h"
#include "senderauth/arc.h"
#include "senderauth/body_hasher.h"
#include "senderauth/signature.h"
#include "signing/domain_keys.h"

namespace postern::signing {

class Keyring {
 public:
  struct Ports {
    kv::Store& kv;
    const directory::Directory& directory;
    const auth::Sealer& sealer;
    auth::HashPool& pool;
    dns::Resolver& dns;
    const TimeSource& time;
    events::Sink& events;
    std::size_t rsa_bits = 2048;  // a test has no time for as many
  };
  Keyring(Ports ports, config::Live<Settings> settings) : ports_(ports), settings_(std::move(settings)) {}

  Task<Result<DomainKeys>> keys(DomainId);
  // The first ones of a domain, or those that are due: asks no DNS. Twice at the same time is once.
  Task<Result<DomainKeys>> begin(DomainId);
  // New ones of both algorithms, which wait for the DNS.
  Task<Result<DomainKeys>> rotate(DomainId);
  // Looks for the records of those that wait; `unseen`: they sign whatever the DNS has.
  Task<Result<DomainKeys>> check(DomainId, bool unseen = false);
  // What is due for every domain: first keys, new ones, those that the DNS has by now, those that were retired long ago.
  Task<Result<void>> tend();
  // DKIM-Signature fields; empty when the domain is none of ours, or no key of it signs.
  Task<std::string> sign(address::Domain, const mime::Message&, const senderauth::BodyHasher&);
  // The fields of an ARC set by a domain of ours on a message whose chain was found to be `verdict`; empty when no key of it signs.
  // The message, hashes and chain outlive the task.
  Task<Result<std::string>> seal(address::Domain, const mime::Message&, const senderauth::BodyHasher&,
                                 const senderauth::ArcChain&, senderauth::Outcome verdict, std::string results);

 private:
  using Signers = std::shared_ptr<const std::vector<senderauth::Signer>>;

  struct Open {
    std::uint64_t changes = 0;
    std::map<DomainId, Signers> signers;
  };

  Task<Result<void>> tend(std::shared_ptr<const directory::Domain>);
  Task<Result<Key>> make(DomainId, senderauth::KeyType);
  // `still`: whether the keys that are there by then leave a place for one of that algorithm.
  using Wanted = std::function<bool(const DomainKeys&, senderauth::KeyType)>;
  Task<Result<DomainKeys>> add_keys(DomainId, std::vector<senderauth::KeyType>, Wanted still);
  Task<Result<DomainKeys>> change(DomainId, std::function<void(DomainKeys&)>);
  Task<Result<Signers>> signers(std::shared_ptr<const directory::Domain>);
  Task<std::vector<std::string>> seen_of(const directory::Domain&, DomainKeys);
  void tell(DomainId, const DomainKeys& before, const DomainKeys& after);
  [[nodiscard]] std::string name_of(DomainId) const;

  Ports ports_;
  config::Live<Settings> settings_;
  Locked<Open> open_;
};

}  // namespace postern::signing
