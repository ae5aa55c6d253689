// Unicode normal form of local parts: the only door of this room to ICU.
#pragma once
#include <string>
#include <string_view>

namespace postern::address {

// RFC 6531 §3.3 asks that UTF-8 be compared in NFC; case folding is this server's choice. The input is valid UTF-8.
std::string nfc_casefold(std::string_view utf8);

}  // namespace postern::address
