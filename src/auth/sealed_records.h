// The names under which an account's secrets are sealed, so that one account's do not open as another's.
#pragma once
#include <string>

#include "base/codec.h"
#include "base/ids.h"

namespace postern::auth {

inline std::string password_record(AccountId id) { return Encoder().raw("account password ").big64(id.value).take(); }
inline std::string app_scram_record(AccountId id) { return Encoder().raw("app password scram ").big64(id.value).take(); }
inline std::string second_factor_owner(AccountId id) { return Encoder().raw("account ").big64(id.value).take(); }
inline std::string scram_record(AccountId id) { return Encoder().raw("account scram ").big64(id.value).take(); }

}  // namespace postern::auth
