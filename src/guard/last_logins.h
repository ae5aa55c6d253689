// When and from where each account and administrator has logged in rightly last, at whichever door, and who has failed to: what lists
// of people show.
// Use: if (logins.note_right(account, {at, from})) save soon;  const auto tries = logins.of(account);
// Promises: of() is exact and waits for nothing; what is kept is a row of a few octets for each, written once a minute at most, so
//   that a crash loses the last minute and an orderly stop nothing. It is known for as long as there is the account.
#pragma once
#include <chrono>
#include <unordered_map>
#include <unordered_set>

#include "base/ids.h"
#include "base/ip_address.h"
#include "base/locked.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "kv/kv.h"

namespace postern::guard {

struct LoginTry {
  Time at{};            // none: there was none
  IpAddress from = {};  // all zero: not known, of a time when it was not kept

  [[nodiscard]] bool was_made() const { return at.ms != 0; }
  friend bool operator==(const LoginTry&, const LoginTry&) = default;
};

struct LoginTries {
  LoginTry right, wrong;
};

class LastLogins {
 public:
  explicit LastLogins(kv::Store& kv) : kv_(kv) {}

  // What was kept. False: nothing was, and what the recorder knows has to be noted once.
  Task<Result<bool>> load();
  // True when save() should not wait for long. Any thread.
  bool note_right(AccountId account, LoginTry made) { return note(account, made, &LoginTries::right); }
  bool note_wrong(AccountId account, LoginTry made) { return note(account, made, &LoginTries::wrong); }
  Task<Result<void>> save();
  [[nodiscard]] LoginTries of(AccountId) const;
  // The account is gone: another of its number or name has never logged in.
  Task<Result<void>> forget(AccountId);

 private:
  struct Kept {
    LoginTries tries;
    Time written{};  // as of when
  };
  bool note(AccountId, LoginTry, LoginTry LoginTries::* which);

  struct Known {
    std::unordered_map<std::uint64_t, Kept> logins;  // by account
    std::unordered_set<std::uint64_t> unsaved;
  };
  kv::Store& kv_;
  Locked<Known> known_;
};

}  // namespace postern::guard
