// What FETCH asks for.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "imap/grammar/sequence_set.h"

namespace postern::imap::grammar {

enum class FetchItem : std::uint8_t {
  envelope,
  flags,
  internal_date,
  rfc822_size,
  uid,
  body_structure,
  body,
  mod_seq,
  section,
  binary,
  binary_size,
  email_id,
  thread_id,
  save_date,
  preview,
};

enum class SectionText : std::uint8_t { none, header, header_fields, header_fields_not, text, mime };

// section-spec: which part, and what of it.
struct Section {
  std::vector<std::uint32_t> part;  // empty: the message itself
  SectionText text = SectionText::none;
  std::vector<std::string> fields;  // as written; compared without case
};

struct Partial {
  std::uint32_t offset = 0;
  std::uint32_t length = 0;
};

struct FetchAttribute {
  FetchItem item = FetchItem::flags;
  Section section;
  std::optional<Partial> partial;
  bool peek = false;       // leaves \Seen alone
  std::string_view label;  // "RFC822", "RFC822.HEADER", "RFC822.TEXT": the answer's name where it is not BODY[...]
};

struct FetchArgs {
  SequenceSet set;
  std::vector<FetchAttribute> attributes;
  std::optional<std::uint64_t> changed_since;  // RFC 7162 §3.1.4.1
  bool vanished = false;                       // RFC 7162 §3.2.6
};

inline constexpr std::size_t kMaxFetchAttributes = 256;
inline constexpr std::size_t kMaxPartDepth = 64;

FetchArgs fetch(Cursor&);
// "(" fetch-att *(SP fetch-att) ")"
std::vector<FetchAttribute> fetch_attributes(Cursor&);

// "BODY[1.2.HEADER.FIELDS (FROM)]<0>": how the answer names a section.
void append_section_label(std::string& out, const FetchAttribute&);

}  // namespace postern::imap::grammar
