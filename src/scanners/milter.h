// Asking a milter about a message.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/task.h"
#include "net/connect.h"
#include "scanners/facts.h"
#include "scanners/milter_dialogue.h"
#include "scanners/opinion.h"
#include "scanners/place.h"

namespace postern::scanners {

// `before`: fields that others have added, in front. On a reactor; what is referred to outlives the call.
Task<Opinion> ask_milter(net::Connector&, Place, std::string name, const Facts&, const Text&, std::vector<HeaderField> before,
                         Deadline until);

// The fields of a header, up to the empty line, and where the body begins; lines that are no field are passed over.
MilterMessage milter_message(std::string_view header, std::uint64_t size);

}  // namespace postern::scanners
