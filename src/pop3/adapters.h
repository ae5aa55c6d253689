// The maildrops of the POP3 server over the store, for app to hand in.
#pragma once
#include "pop3/ports.h"

namespace postern::store {
class Store;
}

namespace postern::pop3 {

// RFC 1939 §4 deviates: the maildrop is a snapshot, not a lock; other sessions go on, and what they remove is said to be gone.
// RFC 1939 §11 deviates: sizes are those of the stored octets, in which a bare LF counts as one.
// INBOX as a maildrop: the view at login, with the sizes of its messages. The unique id is "uidvalidity.uid", as RFC 1939 §7
// asks the same in every session and never used again.
class StoreMaildrops final : public Maildrops {
 public:
  explicit StoreMaildrops(store::Store& store) : store_(store) {}
  Task<Result<std::unique_ptr<Maildrop>>> open(AccountId) override;

 private:
  store::Store& store_;
};

}  // namespace postern::pop3
