// Part specifiers of FETCH BODY[...] and where their octets lie (RFC 9051 §6.4.5.1).
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mime/message.h"

namespace postern::mime {

enum class SectionText : std::uint8_t { all, header, text, mime };

// "1.2.HEADER" is {{1, 2}, header}; "" is the whole message.
struct Section {
  std::vector<std::uint32_t> numbers;
  SectionText text = SectionText::all;
};

// Without HEADER.FIELDS, whose list of names is not part of a path. Nothing when it is no section.
std::optional<Section> parse_section(std::string_view);

// The octets of the section; nothing when the message has no such part.
std::optional<Range> find_section(const Message&, const Section&);
// The part whose body (or header) that is: for BINARY[...] and decoding. HEADER and TEXT below a message give its root part.
std::optional<PartIndex> find_part(const Message&, const Section&);

enum class Fields : std::uint8_t { named, not_named };
// HEADER.FIELDS and HEADER.FIELDS.NOT over the octets of a header: the fields as they came, and the blank line at the end.
std::string header_fields(std::string_view header, std::span<const std::string_view> names, Fields);
void append_header_fields(std::string& out, std::string_view header, std::span<const std::string_view> names, Fields);

}  // namespace postern::mime
