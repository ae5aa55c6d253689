// Answers of operations for people: tables and lists made from JSON.
#pragma once
#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "base/result.h"

namespace postern::app {

// Whatever a terminal obeys, and what turns text round (UAX #9), as its escape, which in JSON is the same character. Line ends and tabs stay.
// All of what follows is harmless.
std::string harmless(std::string_view utf8);

// Objects become "key: value" lines, arrays of objects a table with a column a key, text stays text. Control characters are replaced.
std::string render(const boost::json::value&);
std::string render_progress(const boost::json::value&);   // one line: "accounts=300 of=1000"
std::string render_log_line(const boost::json::value&);   // text as it is, an object as one line of JSON
std::string render_log_lines(const boost::json::value&);  // of an array, each with its line end

std::string render_json(const boost::json::value&);  // in one line, without its end

// Says on standard error why something was refused, as JSON on standard output when that is asked for. Gives the exit code, 1.
int refuse(const Error&, bool as_json);

}  // namespace postern::app
