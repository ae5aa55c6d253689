// Lists and records as JSON text; private to config, whose other files name no JSON library.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "config/table.h"

namespace postern::config {

Result<std::vector<std::string>> list_from_json(std::string_view text, std::string_view key);
Result<std::vector<Record>> records_from_json(const Table&, std::string_view text, std::string_view key);

}  // namespace postern::config
