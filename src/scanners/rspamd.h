// Rspamd: how much a message looks like spam, and what it would do with it.   https://docs.rspamd.com/developers/protocol/
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/secret.h"
#include "base/task.h"
#include "net/connect.h"
#include "scanners/exchange.h"
#include "scanners/opinion.h"

namespace postern::scanners {

inline constexpr std::string_view kRspamd = "rspamd";

// Its score with the heaviest symbols, the action it asks for, and fields that it wants added; or unknown.
Task<Opinion> ask_rspamd(net::Connector&, Place, Secret password, const Facts&, const Text&, Deadline until);

// The answer to /checkv2, a JSON object.
Opinion rspamd_opinion(std::string_view json);

}  // namespace postern::scanners
