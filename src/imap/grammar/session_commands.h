// Arguments of the commands about the session itself: LOGIN, AUTHENTICATE, ENABLE, ID, COMPRESS.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/secret.h"
#include "imap/grammar/cursor.h"

namespace postern::imap::grammar {

struct NoArgs {};

struct LoginArgs {
  std::string user;
  Secret password;
};

struct AuthenticateArgs {
  std::string mechanism;               // in capitals
  std::optional<std::string> initial;  // base64 as sent; "=" stands for an empty response (RFC 4959 §3)
};

struct EnableArgs {
  std::vector<std::string> capabilities;  // in capitals
};

struct IdArgs {
  std::vector<std::pair<std::string, std::string>> fields;  // RFC 2971 §3.3: at most 30
};

struct CompressArgs {
  std::string mechanism;  // in capitals
};

NoArgs nothing(Cursor&);
LoginArgs login(Cursor&);
AuthenticateArgs authenticate(Cursor&);
EnableArgs enable(Cursor&);
IdArgs id(Cursor&);
CompressArgs compress(Cursor&);

}  // namespace postern::imap::grammar
