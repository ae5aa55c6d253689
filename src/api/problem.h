// Errors as clients see them: problem details (RFC 9457) made of the public half. The one place where a failure gets its status.
// What is wrong with one argument says so in `errors`: [{"pointer": "/network", "detail": "..."}].
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/response.h"

namespace postern::api {

std::uint16_t status_of(Failure);

// `kind` is a word for programs, where the status does not tell it all.
http::Response problem(std::uint16_t status, std::string_view detail, std::string_view kind = {});
http::Response problem(const Error&);
http::Response too_many(std::chrono::seconds wait, std::string_view detail);  // 429, and how long to wait

}  // namespace postern::api
