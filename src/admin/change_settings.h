// How every operation changes settings: in the caller's name, and told to the administration log.
#pragma once
#include <boost/json.hpp>
#include <optional>
#include <vector>

#include "admin/operation.h"
#include "config/registry.h"

namespace postern::admin {

// Refused when they would shut out the caller, unless he means it (admin/lock_out.h), or make the server weaker in a session whose
// second factor was not shown lately.
// `as_of`: conflict when anything else is set by then.
Task<Result<std::vector<config::Difference>>> change_settings(World&, const Call&, std::vector<config::Change>,
                                                              std::optional<config::Overrides> as_of = {});
// What changed and when it takes effect.
json::array described(const std::vector<config::Difference>&);
// The text of a JSON value as settings take it: strings as they are, everything else as JSON.
std::string setting_text(const json::value&);

}  // namespace postern::admin
