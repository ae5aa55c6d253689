// ENVELOPE and BODYSTRUCTURE as octets of an IMAP answer, ready to be sent by any session (RFC 9051 §7.5.2, RFC 3501 §7.4.2).
// Strings are quoted where a quoted string may hold them and literals otherwise, also for UTF-8, so the octets fit IMAP4rev1 and rev2.
// Encoded words and RFC 2231 parameters stay as they are stored.
#pragma once
#include <string>
#include <string_view>

#include "mime/message.h"

namespace postern::mime {

enum class BodyForm : std::uint8_t { body, body_structure };  // BODY, or BODYSTRUCTURE with extension data

// "(date subject from sender reply-to to cc bcc in-reply-to message-id)" of the message whose root is this part.
std::string envelope(const Message&, PartIndex root = 0);
std::string body_structure(const Message&, BodyForm = BodyForm::body_structure);

// string of RFC 3501: quoted, or a literal when it holds 8-bit, CR or LF or is long. NUL, which neither may hold, is left out.
void append_string(std::string& out, std::string_view);
// NIL for empty.
void append_nstring(std::string& out, std::string_view);

}  // namespace postern::mime
