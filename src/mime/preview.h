// A few words of a message for a list (RFC 8970).
#pragma once
#include <string>
#include <string_view>

#include "mime/message.h"

namespace postern::mime {

inline constexpr std::size_t kPreviewCharacters = 200;  // RFC 8970 §3.1: "SHOULD limit to 200", at most 256

// The part a preview is made from: the first text/plain that is no attachment, else text/html; kNoPart when there is none.
PartIndex preview_part(const Message&);
// From the first octets of that part's body, still encoded.
std::string preview(const Message&, PartIndex, std::string_view body_start);

// The text of HTML, tags, comments, scripts and styles removed, common entities decoded. For words, not for showing. Linear.
std::string html_to_text(std::string_view html);

}  // namespace postern::mime
