// Nobody shuts himself out without saying that he means to: what is saved is held against the address it is saved from.
// Use: an operation that can keep people out has the argument kEvenMe, and asks keeps_in() of what it is about to save.
// Promises: nothing is asked of who is on the server's own shell, for he comes from no address.
#pragma once
#include <span>

#include "admin/operation.h"
#include "config/registry.h"
#include "guard/block.h"
#include "guard/entry.h"

namespace postern::admin {

// The service of guard and lists through which administrators come.
inline constexpr auto kDoor = events::Service::admin;

inline constexpr Argument kEvenMe{"even_me", Kind::flag, false, false, "Also when it shuts out the address you call from"};

// Failure::conflict, blamed on kEvenMe as no other is, when the caller would be kept out and has not said that this is meant.
Result<void> keeps_in(const World&, const Call&, std::span<const guard::Entry>);
Result<void> keeps_in(const Call&, const guard::Block&);
Result<void> keeps_in(const World&, const Call&, const config::Plan&);
// The same words for whatever else it is that shuts him out.
Result<void> keeps_in(const Call&, bool shuts_out);

}  // namespace postern::admin
