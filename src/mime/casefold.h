// Text in the form in which SEARCH and SORT compare it.
#pragma once
#include <string>
#include <string_view>

namespace postern::mime {

// Full Unicode case folding, compatibility decomposition, default ignorables removed: NFD(NFKC_Casefold(x)). Near to
// i;unicode-casemap (RFC 5051), which title-cases and decomposes; folding treats more pairs as equal (sharp s and ss).
// Invalid UTF-8 becomes U+FFFD. ASCII takes a short way.
std::string fold(std::string_view utf8);

}  // namespace postern::mime
