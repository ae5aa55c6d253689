// Lines of the logs as objects, for operations that tell a story from them.
#pragma once
#include <boost/json.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "logs/logs.h"

namespace postern::admin {

struct World;

inline constexpr std::size_t kMostLines = 2000;  // of one question

// Text and number of a member; empty and 0 when there is none.
std::string word_of(const boost::json::object& line, std::string_view key);
std::int64_t number_of(const boost::json::object& line, std::string_view key);

// In the order of time, the last kMostLines; a line that a crash cut off is none. `complete` becomes false when there are more.
Result<std::vector<boost::json::object>> lines_found(const World&, logs::Query, bool& complete);
// The same, the newest first.
Result<std::vector<boost::json::object>> newest_lines(const World&, logs::Query, bool& complete);

}  // namespace postern::admin
