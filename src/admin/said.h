// Sentences in answers: the English text stands in them as ever, and beside it what the pages need to say it in another language,
// {"form": "port {} is open", "values": ["25"]}; a value alone is its text.
#pragma once
#include <boost/json.hpp>
#include <vector>

#include "base/said.h"

namespace postern::admin {

boost::json::value form_of(const Said&);
boost::json::array forms_of(const std::vector<Said>&);
boost::json::array english_of(const std::vector<Said>&);

}  // namespace postern::admin
