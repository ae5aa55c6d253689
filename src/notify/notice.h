// What administrators are told: an event that is worth it, as a value. Cold.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"
#include "base/writing.h"
#include "events/events.h"

namespace postern::notify {

struct Notice {
  Time at;
  std::string event;  // "ids.notice"
  std::string title;  // for people
  std::vector<std::pair<std::string, std::string>> fields;
};

// Nothing for an event that is only logged.
std::optional<Notice> notice_of(events::Event, std::span<const events::Field>, Time at);

// What one may do without, by the event's name; what is done to administrators themselves they are told whatever anybody sets.
bool may_be_left_out(std::string_view event);

// A mail with them all, from the host of that name.
Writing letter_of(const std::vector<Notice>&, std::string_view host);

struct Sender {
  std::string host;  // a name of ours
  std::string id;    // of this call, not used twice
};
// The body of a call of the webhook, and the field that proves whose it is.
std::string json_of(const std::vector<Notice>&, const Sender&);
std::string signature_of(std::string_view body, std::string_view secret, Time at);

}  // namespace postern::notify
