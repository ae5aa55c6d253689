// Answers of operations for people: tables and lists made from JSON.
#pragma once
#include <boost/json.hpp>
#include <string>

namespace postern::app {

// Objects become "key: value" lines, arrays of objects a table with a column a key, text stays text. Control characters are replaced.
std::string render(const boost::json::value&);
std::string render_line(const boost::json::value&);  // one line, for progress and followed logs

}  // namespace postern::app
