// What the server finds in a message, and what becomes of it as the server ships.
#pragma once
#include <boost/json.hpp>
#include <string>

#include "attachments/policy.h"

namespace postern::app {

// Of each file: where it lies, all its names, what it is. Then what is found, and the decision.
Result<boost::json::object> check_attachments(const std::string& text, attachments::Way);

}  // namespace postern::app
