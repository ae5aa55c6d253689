// Errors as clients see them: problem details (RFC 9457) made of the public half. The one place where a failure gets its status.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/response.h"

namespace postern::api {

std::uint16_t status_of(Failure);

http::Response problem(std::uint16_t status, std::string_view detail);
http::Response problem(const Error&);

}  // namespace postern::api
