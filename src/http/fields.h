// What fields of a request say that hold a list. Cold.
#pragma once
#include <string_view>

namespace postern::http {

// RFC 9110 §13.1: whether a field of tags names this one; "*" names all.
bool names_tag(std::string_view field, std::string_view etag);
// RFC 9110 §12.5.3: whether Accept-Encoding lets an answer be coded so. An absent or empty field lets nothing but the plain octets be sent.
bool accepts_coding(std::string_view field, std::string_view coding);

}  // namespace postern::http
