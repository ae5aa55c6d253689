// What is made of an answer before it goes out: a page of a list, and the tag that tells whether something has changed.
#pragma once
#include <boost/json.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "api/arguments.h"
#include "http/response.h"

namespace postern::api {

std::string json_text(const boost::json::value&);
http::Response answer(const boost::json::value&);

// {"items": [...], "next": "..."}: ordered by the member `key`, after page.after; `next` is the cursor of what follows, if any does.
boost::json::object page_of(boost::json::array all, std::string_view key, const Page&);

// 64 bits of FNV-1a: tells things apart that nobody makes alike on purpose.
std::uint64_t fingerprint(std::string_view);
// RFC 9110 §8.8.3: a strong tag, of the JSON as it is sent.
std::string etag_of(std::string_view body);

}  // namespace postern::api
