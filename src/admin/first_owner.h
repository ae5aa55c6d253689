// The one-time link of a server that nobody administers yet: whoever can read what the server writes when it starts makes the first owner.
// Use: token = co_await make_first_link(world), and show it;  then, once, co_await make_first_owner(world, peer, token, name, password).
// Promises: a token is good only while there is no administrator, for 24 hours and once; it is 256 random bits and kept as a hash, and the
//   last one made is the only one. It opens nothing else. A wrong one is heard by the guard like a wrong password, and every refusal is
//   one text. The owner may come from this server and from where he was made (H12).
#pragma once
#include <string>

#include "admin/world.h"
#include "auth/login.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/task.h"

namespace postern::admin {

inline constexpr std::chrono::hours kFirstLinkHolds{24};

// Failure::conflict when there is an administrator.
Task<Result<Secret>> make_first_link(World&);
// Whether that token holds, asked before it is used: it stays good, and a wrong one is heard as long as one could be right.
Task<Result<void>> may_make_first_owner(World&, auth::Peer, std::string token);
// Failure::invalid for a name or password that cannot be taken: the token is good for another try.
Task<Result<void>> make_first_owner(World&, auth::Peer, std::string token, std::string name, Secret password);

}  // namespace postern::admin
