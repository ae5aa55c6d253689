// The state of a server as one JSON document that can be given to somebody who helps.
// Promises: no secret is in it, whoever asks: no value of a secret setting, no key, password, token or its hash, and of web addresses no
//   more than the host; addresses of people are left out unless they are asked for. Every list and every text in it has a limit.
#pragma once
#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "admin/operation.h"
#include "config/registry.h"

namespace postern::admin {

Task<Result<json::value>> diagnose(World&, const Call&);
// As it is given to people: one member a line.
std::string indented(const json::value&);

// Those that are not as shipped; of a secret no more than that it is set.
json::array changed_settings(const config::Registry&, bool with_people);
// A text as the document shows it.
std::string fit_to_show(std::string_view, bool with_people);

}  // namespace postern::admin
