// Parameters of Content-Type and Content-Disposition (RFC 2045 §5.1), and their RFC 2231 form.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mime/message.h"

namespace postern::mime {

// Content-Type; nothing when there is no "type/subtype" (RFC 2045 §5.2 then says text/plain).
std::optional<ContentType> parse_content_type(std::string_view value, std::size_t max_parameters = 256);
std::optional<Disposition> parse_disposition(std::string_view value, std::size_t max_parameters = 256);

// The word of Content-Transfer-Encoding, without comments and what follows it; empty when there is none (RFC 2045 §6.1).
std::string transfer_encoding_word(std::string_view value);

// The value of the first parameter of that name, as written. Null when there is none.
const std::string* find_parameter(std::span<const Parameter>, std::string_view name);

// The value in UTF-8: "name*" or "name*0", "name*1*", ... put together (RFC 2231 §3, §4), else the plain one with encoded words decoded.
std::optional<std::string> parameter_text(std::span<const Parameter>, std::string_view name);

}  // namespace postern::mime
