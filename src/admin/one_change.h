// What a setting is without one of its changes, whatever came after that. Pure.
// Use: auto value = without_change(entry, before, after, now); none: what the change touched is not as it left it any more.
#pragma once
#include <optional>

#include "config/table.h"

namespace postern::admin {

// `before` and `after`: what the change made of what. Of lists and records those alone go back that it touched: later changes of others
// stay.
std::optional<config::Value> without_change(const config::Entry&, const config::Value& before, const config::Value& after,
                                            const config::Value& now);

}  // namespace postern::admin
