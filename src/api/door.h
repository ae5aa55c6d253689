// Who gets in by the head of a request: by which door, lists of networks, and what a browser says about where it comes from.
// Cold. H32, H38, and CSRF: a cookie is sent by the browser whoever makes it ask, so what carries one must come from our own pages.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "admin/administrators.h"
#include "api/settings.h"
#include "http/request.h"
#include "net/stream.h"

namespace postern::api {

// By the most specific entry of both lists; of two alike the one that denies.
bool admits(const Limits&, const IpAddress&);

// By which door a request comes, as its head says: by a token, or by the cookie of a user's or an administrator's session; none
// when it shows nothing. It may say what it likes, so who turns out to come by another is held to the limits of that one too.
std::optional<Door> claimed_door(const http::Request&);
Door door_of(const admin::Visitor&);

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
