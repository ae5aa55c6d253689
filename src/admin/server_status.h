// How the server is, in short: whether it runs and takes mail, what it serves, and how much room its disk has.
#pragma once
#include <boost/json.hpp>

#include "admin/world.h"

namespace postern::admin {

// As it is told to whom it knows by that connection.
boost::json::object server_status(const World&, SessionId caller);

}  // namespace postern::admin
