// Tokens that Postern issues to a person's programs (OAuth 2.0): an access token that opens some services for an hour, and a refresh
// token that is good for one new pair.
// Use: auto made = tokens.make(random, account, scope, lives, now); directory.add_app_password(account, made.record); show both once.
//   auto pair = co_await renew(directory, tokens, random, refresh_token, lives, now);
// A token is an application password of another kind: it has a scope, a number and sessions that end with it (directory/app_passwords.h).
// Promises: neither is kept, only MACs of them; a refresh token that comes a second time takes the whole grant away, for one of the two
//   who have it has stolen it (RFC 9700 §4.14.2); neither opens as a password, nor a password as one of them.
#pragma once
#include <chrono>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/task.h"
#include "base/time.h"
#include "directory/app_passwords.h"

namespace postern::directory {
class Directory;
}

namespace postern::auth {

class Sealer;

struct TokenLives {
  std::chrono::minutes access{60};
  std::chrono::days refresh{30};
};

struct TokenPair {
  Secret access, refresh;
};

struct MadeToken {
  TokenPair pair;
  directory::AppPassword record;
};

class BearerTokens {
 public:
  explicit BearerTokens(const Sealer&);
  // `wanted` has the label and the scope.
  MadeToken make(Random&, AccountId, directory::AppPassword wanted, TokenLives, Time now) const;
  // Null when it is none of these. Compares with all, in constant time.
  [[nodiscard]] const directory::AppPassword* find(const directory::AppPasswords&, std::string_view access) const;

  // What becomes of the account's tokens when a refresh token is shown: `fresh` in place of the old pair, or nothing, or the grant gone.
  enum class Renewal : std::uint8_t { done, refused, stolen };
  Renewal renew(directory::AppPasswords&, std::string_view refresh, const TokenPair& fresh, TokenLives, Time now) const;

 private:
  [[nodiscard]] std::string access_tag(std::string_view) const;
  [[nodiscard]] std::string refresh_tag(std::string_view) const;
  Secret access_key_, refresh_key_;
};

// Failure::denied for whatever is wrong with the token.
Task<Result<TokenPair>> renew(directory::Directory&, const BearerTokens&, Random&, Secret refresh, TokenLives, Time now);

}  // namespace postern::auth
