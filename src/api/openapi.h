// The description of the API, made from the routes and from the rows of the operations (OpenAPI 3.1).
#pragma once
#include <boost/json.hpp>
#include <string>

namespace postern::api {

boost::json::object openapi();
const std::string& openapi_text();

// docs/reference/api.md: the routes as a table.
std::string api_reference();

}  // namespace postern::api
