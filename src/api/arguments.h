// The arguments of an operation out of a request: path, query of a GET or DELETE, JSON body of the others.
// Cold. Promises: nothing is guessed: an unknown name is an error, each value has the type that its row says.
#pragma once
#include <boost/json.hpp>
#include <optional>
#include <string>

#include "api/routes.h"
#include "base/result.h"

namespace postern::api {

using admin::Page;

struct Asked {
  boost::json::object arguments;
  Page page = {.limit = 100};  // of a list
};

Result<Asked> arguments_of(const Found&, const http::Request&, std::string_view body);

// Whether a list takes these from the query by itself, because its operation has no argument of the name.
bool pages_by(const Route&, std::string_view name);

}  // namespace postern::api
