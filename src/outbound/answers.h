// What another server has said, or what was found out about it, as an answer for those who are written to. Cold.
#pragma once
#include <string>
#include <string_view>

#include "delivery/elsewhere.h"
#include "smtp/client/outcome.h"
#include "smtp/client/route.h"

namespace postern::outbound {

// Our own words, with a status of RFC 3463.
delivery::Answer answer(std::string_view status, std::string text, delivery::Fate);
delivery::Answer answer_of(const smtp::client::RecipientOutcome&, const std::string& server);
delivery::Answer answer_of(const smtp::client::Trouble&, const std::string& server);
delivery::Answer answer_of(const smtp::client::Route&);  // that leads nowhere

}  // namespace postern::outbound
