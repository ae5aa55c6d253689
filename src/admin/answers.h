// What operations answer: the shapes that have a name, because several rows share them or because they are long. They are the
// schemas of the API's description.
// Use: Operation{..., blocks, "[Block]"}
#pragma once
#include "admin/operation.h"
#include "admin/shape.h"

namespace postern::admin {

const Shapes& shapes();

// What the row says. It throws when the row is no shape: a test sees.
Shape shape_of(const Operation&);

}  // namespace postern::admin
