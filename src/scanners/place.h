// Where a scanner listens: an address with a port, or a socket in the file system.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/task.h"
#include "net/connect.h"
#include "net/stream.h"

namespace postern::scanners {

struct Place {
  std::string path;  // of a socket; empty: it is at `end`
  net::Endpoint end;
};

// "unix:/run/clamav/clamd.ctl", "127.0.0.1:3310" or "[::1]:3310"; nothing for anything else.
std::optional<Place> parse_place(std::string_view);
// What is wrong with the text of a setting that names a place, or is empty.
std::string check_place(std::string_view);

// On a reactor. The connector outlives the stream.
Task<Result<std::unique_ptr<net::Stream>>> connect(net::Connector&, Place, Deadline until);

}  // namespace postern::scanners
