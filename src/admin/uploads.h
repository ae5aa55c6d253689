// H29: files that somebody uploads, by the names that they had.
#pragma once
#include "admin/operation.h"

namespace postern::admin {

// Names that end in what is not taken are refused, before anything of the files is read.
Result<void> take_files(const World&, const json::object& arguments);

}  // namespace postern::admin
