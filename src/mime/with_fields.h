// Fields put into the header of a message whose structure is known, without reading the message again.
// Promises: the structure is that of the longer message, as parse() would find it.
#pragma once
#include <cstdint>
#include <string_view>

#include "mime/message.h"

namespace postern::mime {

// Whole fields with their line ends, in front of the octet `at`, where a field of the message's own header begins or that header ends. The
// header was indexed whole.
Message with_fields(Message, std::uint32_t at, std::string_view fields);

}  // namespace postern::mime
