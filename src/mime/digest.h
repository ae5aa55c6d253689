// All that the store keeps of a message besides its bytes, made once when it arrives.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mime/date.h"
#include "mime/message.h"

namespace postern::mime {

struct Digest {
  std::string envelope;                 // octets for ENVELOPE
  std::string body_structure;           // octets for BODYSTRUCTURE
  std::string header_cache;             // fields of cached_field(), as they came, in their order; no blank line
  std::string base_subject;             // RFC 5256 §2.1, folded for comparison
  std::string message_id;               // without brackets; empty when there is none
  std::vector<std::string> references;  // References, else the first of In-Reply-To (RFC 5256 §3), oldest first
  std::optional<DateTime> sent;         // Date field
  std::string preview;                  // UTF-8, at most 200 characters (RFC 8970 §3.1)
  bool is_reply = false;
  bool has_attachment = false;
};

// What a digest needs besides the structure: the start of the first text, at most 16 KiB; empty when there is none.
Range preview_range(const Message&);
// `preview` holds the octets of preview_range().
Digest digest_with(const Message&, std::string_view preview);
Digest digest(const Message&, std::string_view raw);

// Whether fields of this name are in the header cache: FETCH BODY[HEADER.FIELDS (...)] of such names needs no body read.
bool cached_field(std::string_view name);
bool has_attachment(const Message&);

}  // namespace postern::mime
