// Who gets in by the head of a request: lists of networks, and what a browser says about where a request comes from.
// Cold. H32, and CSRF: a cookie is sent by the browser whoever makes it ask, so what carries one must come from our own pages.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "api/settings.h"
#include "http/request.h"
#include "net/stream.h"

namespace postern::api {

// By the most specific entry of both lists; of two alike the one that denies.
bool admits(const Settings&, const IpAddress&);

// The value of a cookie; none when it is not there, or there twice.
std::optional<std::string> cookie(const http::Request&, std::string_view name);
// The value of a session's cookie; of two that of the kind of page that asks, as it says by X-Requested-By; else the administrator's.
std::string session_cookie(const http::Request&);
// The token after "Bearer "; empty when another scheme or none is there.
std::string bearer(const http::Request&);

// Whether the request comes from a page of this very origin (or, when it only looks, from no page at all). What browsers never send
// to another origin without asking there first, and we let none, is as good: X-Requested-By, for programs.
bool is_from_own_page(const http::Request&);

}  // namespace postern::api
