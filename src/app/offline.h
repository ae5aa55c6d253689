// Operations on the data folder of a server that does not run.
#pragma once
#include <string_view>

#include "admin/operation.h"
#include "app/boot.h"

namespace postern::app {

// From its folder, see work_from_its_folder().
Result<boost::json::value> run_offline(const Boot&, std::string_view operation, const boost::json::object& arguments,
                                       const admin::Progress&);

}  // namespace postern::app
