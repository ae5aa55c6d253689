// What the operations on the allow list and on the deny list have in common: words to entries, and entries to rows.
#pragma once
#include "admin/operation.h"
#include "guard/entry.h"

namespace postern::admin {

json::object describe(const guard::Entry&);
json::array names_of(guard::Services);
// Of the argument "services"; all, when there are none.
Result<guard::Services> services_of(const Call&);

// What is written beside an entry or a block: of an owner's or a description's length, and of characters that can be shown.
Result<std::string> short_text(const Call&, std::string_view argument);

// What the arguments owner and description say, into it.
Result<void> take_notes(const Call&, guard::Entry&);

// What the argument for says: until when, from its beginning.
Result<void> take_span(const Call&, guard::Entry&);

// What the arguments for, services, owner and description say, of no network yet.
Result<guard::Entry> entry_of(World&, const Call&, guard::Side);
// For each network of the argument "network".
Task<Result<json::value>> add_entries(World&, const Call&, guard::Entry like);
Task<Result<json::value>> list_entries(World&, const Call&, guard::Side);
Task<Result<json::value>> remove_entries(World&, const Call&, guard::Side);

// Those of the networks of the argument "network": see Operation::shown.
Task<Result<json::object>> allowed_shown(World&, const Call&);
Task<Result<json::object>> denied_shown(World&, const Call&);

inline constexpr Argument kNetwork{"network", Kind::text, true, true,
                                   "192.0.2.7, 192.0.2.1-192.0.2.9, 192.0.2.0/24, 2001:db8::/48"};
inline constexpr Argument kServices{"services", Kind::list, false, false,
                                    "Only these: smtp, submission, imap, pop3, web, admin, sieve"};
inline constexpr Argument kOwner{"owner", Kind::text, false, false, "Whom to ask about it"};
inline constexpr Argument kWhy{"description", Kind::text, false, false, "Why, for whoever finds it"};
inline constexpr Argument kText{"text", Kind::text, false, true,
                                "Only those whose network, list, owner or description holds this"};
inline constexpr Argument kLimit{"limit", Kind::number, false, false, "How many at most; 1000 when not given"};

}  // namespace postern::admin
