// The judgement of one message, explained.
// Use, on a thread that may wait:  auto verdict = check_judge(text, {.ip = ip, ...}, {"spam.low=3"}, resolver);
#pragma once
#include <boost/json.hpp>
#include <string>
#include <vector>

#include "app/check_message.h"

namespace postern::app {

// `settings`: rows KEY=VALUE of spam.* and origin.*, in place of the shipped ones. Fails when one is none.
Result<boost::json::object> check_judge(const std::string& message, const MessageCheck&,
                                        const std::vector<std::string>& settings, dns::Resolver&);

}  // namespace postern::app
