// How much the accounts of a domain hold together. Where the domain has a ceiling it holds at every way in, since the store asks here
// before it charges a message.
// Invariants: counted anew at each start and from then on by the store's own commits, so that a crash leaves nothing to mend.
// The app has it outlive the store and its engine, whose threads call it.
// Until a domain is counted nobody is refused; messages that are written in the same moment may pass the ceiling together.
#pragma once
#include <atomic>
#include <functional>
#include <map>
#include <unordered_map>

#include "base/locked.h"
#include "directory/directory.h"
#include "store/shared_room.h"
#include "store/store.h"

namespace postern::app {

class DomainStorage final : public store::SharedRoom {
 public:
  explicit DomainStorage(const directory::Directory& directory) : directory_(&directory) {}
  // Before the directory goes: commits that are under way still tell what they have done. Refuses nobody from then on.
  void close();

  // Domains that have got a ceiling since: reads what each of their accounts holds. One call at a time; again after an error. Does
  // nothing while the directory is as it was.
  Task<Result<void>> count(store::Store&);

  // What each domain holds, exactly: counts those that nobody has asked for before, and follows them from then on. Any thread.
  Task<Result<std::map<DomainId, std::uint64_t>>> sums(store::Store&);

  [[nodiscard]] bool takes(AccountId, std::uint64_t used_bytes) const override;
  void holds(AccountId, std::uint64_t used_bytes) override;

 private:
  struct Held {
    DomainId domain;
    std::uint64_t octets = 0;
  };
  struct Sum {
    std::uint64_t octets = 0;
    bool is_whole = false;  // all accounts that were there are in it
  };
  struct State {
    std::unordered_map<AccountId, Held> accounts;
    std::map<DomainId, Sum> domains;  // those that are followed
    void set(AccountId, Held);
  };

  [[nodiscard]] std::shared_ptr<const directory::Snapshot> present() const;  // null once it is closed
  // One that is followed already stays as it is. Two at once do no harm: what commits have told counts before what was read.
  Task<Result<void>> follow(store::Store&, const directory::Snapshot&, DomainId);
  Task<Result<void>> count(store::Store&, const directory::Snapshot&, DomainId);

  Locked<const directory::Directory*> directory_;
  std::shared_ptr<const directory::Snapshot> counted_;  // whose domains with a ceiling are all followed
  Locked<State> state_;
  std::atomic<bool> follows_ = false;  // any domain: who has no ceiling, and asks for no sums, pays nothing
};

}  // namespace postern::app
