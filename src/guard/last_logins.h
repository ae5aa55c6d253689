// When each account and administrator has logged in rightly last, at whichever door: what lists of people show.
// Use: if (logins.note(account, at)) save soon;  const auto at = logins.of(account);
// Promises: of() is exact and waits for nothing; what is kept is a row of a few octets for each, written once a minute at most, so
//   that a crash loses the last minute and an orderly stop nothing. It is known for as long as there is the account.
#pragma once
#include <chrono>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "base/ids.h"
#include "base/locked.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "kv/kv.h"

namespace postern::guard {

class LastLogins {
 public:
  explicit LastLogins(kv::Store& kv) : kv_(kv) {}

  // What was kept. False: nothing was, and what the recorder knows has to be noted once.
  Task<Result<bool>> load();
  // True when save() should not wait for long. Any thread.
  bool note(AccountId, Time at);
  Task<Result<void>> save();
  [[nodiscard]] std::optional<Time> of(AccountId) const;
  // The account is gone: another of its number or name has never logged in.
  Task<Result<void>> forget(AccountId);

 private:
  struct Login {
    Time at, written{};
  };
  struct Known {
    std::unordered_map<std::uint64_t, Login> logins;  // by account
    std::unordered_set<std::uint64_t> unsaved;
  };
  kv::Store& kv_;
  Locked<Known> known_;
};

}  // namespace postern::guard
