// Shapes of answers (admin/shape.h) as JSON Schema, for the description of the API.
#pragma once
#include <boost/json.hpp>

#include "admin/shape.h"

namespace postern::api {

// A named shape is a reference to #/components/schemas.
boost::json::object schema_of(const admin::Shape&);

// All named shapes.
boost::json::object named_schemas();

}  // namespace postern::api
