// fetch = "FETCH" SP sequence-set SP ("ALL" / "FULL" / "FAST" / fetch-att / "(" fetch-att *(SP fetch-att) ")") [SP
// fetch-modifiers] RFC 9051 §6.4.5, RFC 3516 §4.2, RFC 7162 §3.1.4, RFC 8474 §5, RFC 8514 §4, RFC 8970 §3
#include "imap/grammar/fetch.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "imap/grammar/response.h"

namespace postern::imap::grammar {
namespace {

struct NamedItem {
  std::string_view name;
  FetchItem item;
};
constexpr std::array<NamedItem, 10> kPlainItems = {{
    {"FLAGS", FetchItem::flags},
    {"UID", FetchItem::uid},
    {"ENVELOPE", FetchItem::envelope},
    {"INTERNALDATE", FetchItem::internal_date},
    {"RFC822.SIZE", FetchItem::rfc822_size},
    {"BODYSTRUCTURE", FetchItem::body_structure},
    {"MODSEQ", FetchItem::mod_seq},
    {"EMAILID", FetchItem::email_id},
    {"THREADID", FetchItem::thread_id},
    {"SAVEDATE", FetchItem::save_date},
}};

// header-list = "(" header-fld-name *(SP header-fld-name) ")"
std::vector<std::string> header_list(Cursor& in) {
  std::vector<std::string> fields;
  if (!in.open()) return fields;
  do {
    fields.push_back(astring(in));
    const auto bad = [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == ':' || c == 0x7F; };
    if (fields.back().empty() || std::ranges::any_of(fields.back(), bad)) in.fail("Wrong header field name");
  } while (in.skip(' '));
  in.close();
  return fields;
}

// section-part = nz-number *("." nz-number); leaves a final "." before the section-text to the caller.
std::vector<std::uint32_t> section_part(Cursor& in, bool& text_follows) {
  std::vector<std::uint32_t> part;
  text_follows = false;
  while (in.ok() && is_digit(in.peek())) {
    part.push_back(nz_number(in));
    if (part.size() > kMaxPartDepth) in.fail("Part number too deep");
    text_follows = in.skip('.');
    if (!text_follows) break;
  }
  return part;
}

// section-text = section-msgtext / "MIME"; section-msgtext = "HEADER" / "HEADER.FIELDS" [".NOT"] SP header-list / "TEXT"
void section_text(Cursor& in, Section& section) {
  if (in.skip_word("HEADER.FIELDS.NOT")) {
    section.text = SectionText::header_fields_not;
  } else if (in.skip_word("HEADER.FIELDS")) {
    section.text = SectionText::header_fields;
  } else if (in.skip_word("HEADER")) {
    section.text = SectionText::header;
    return;
  } else if (in.skip_word("TEXT")) {
    section.text = SectionText::text;
    return;
  } else if (!section.part.empty() && in.skip_word("MIME")) {
    section.text = SectionText::mime;
    return;
  } else {
    in.fail("Wrong section");
    return;
  }
  in.space();
  section.fields = header_list(in);
}

// section = "[" [section-spec] "]"
Section section(Cursor& in, bool only_parts) {
  Section found;
  in.expect('[');
  bool text_follows = false;
  found.part = section_part(in, text_follows);
  const bool text_first = found.part.empty() && in.peek() != ']';
  if (text_follows || text_first) {
    if (only_parts) in.fail("Only part numbers are allowed here");
    section_text(in, found);
  }
  in.expect(']');
  return found;
}

// partial = "<" number "." nz-number ">"
std::optional<Partial> partial(Cursor& in) {
  if (!in.skip('<')) return {};
  Partial found;
  found.offset = number32(in);
  in.expect('.');
  found.length = nz_number(in);
  in.expect('>');
  return found;
}

// RFC822, RFC822.HEADER and RFC822.TEXT of RFC 3501 §6.4.5 are sections under another name.
bool rfc822(std::string_view name, FetchAttribute& out) {
  out.item = FetchItem::section;
  if (equal_nocase(name, "RFC822")) {
    out.label = "RFC822";
  } else if (equal_nocase(name, "RFC822.HEADER")) {
    out.label = "RFC822.HEADER";
    out.section.text = SectionText::header;
    out.peek = true;
  } else if (equal_nocase(name, "RFC822.TEXT")) {
    out.label = "RFC822.TEXT";
    out.section.text = SectionText::text;
  } else {
    return false;
  }
  return true;
}

void body_or_binary(Cursor& in, std::string_view name, FetchAttribute& out) {
  const bool binary = starts_nocase(name, "BINARY");
  const bool size = equal_nocase(name, "BINARY.SIZE");
  out.item = size ? FetchItem::binary_size : binary ? FetchItem::binary : FetchItem::section;
  out.peek = size || equal_nocase(name, "BODY.PEEK") || equal_nocase(name, "BINARY.PEEK");
  out.section = section(in, binary);
  if (!size) out.partial = partial(in);
}

// fetch-att
FetchAttribute attribute(Cursor& in) {
  FetchAttribute out;
  const auto name = word(in);
  for (const auto& [known, item] : kPlainItems) {
    if (!equal_nocase(name, known)) continue;
    out.item = item;
    return out;
  }
  if (equal_nocase(name, "PREVIEW")) {
    out.item = FetchItem::preview;
    if (in.rest().starts_with(" (") && starts_nocase(in.rest().substr(2), "LAZY)")) in.take(7);
    return out;
  }
  if (rfc822(name, out)) return out;
  if (equal_nocase(name, "BODY") && in.peek() != '[') {
    out.item = FetchItem::body;
    return out;
  }
  constexpr std::array<std::string_view, 5> kSectioned = {"BODY", "BODY.PEEK", "BINARY", "BINARY.PEEK", "BINARY.SIZE"};
  for (const auto known : kSectioned)
    if (equal_nocase(name, known)) {
      body_or_binary(in, name, out);
      return out;
    }
  in.fail("Unknown fetch item");
  return out;
}

// ALL, FAST and FULL stand alone.
bool macro(Cursor& in, std::vector<FetchAttribute>& out) {
  std::size_t count = 0;
  if (in.skip_word("FAST"))
    count = 3;
  else if (in.skip_word("ALL"))
    count = 4;
  else if (in.skip_word("FULL"))
    count = 5;
  constexpr std::array<FetchItem, 5> kItems = {FetchItem::flags, FetchItem::internal_date, FetchItem::rfc822_size,
                                               FetchItem::envelope, FetchItem::body};
  for (std::size_t i = 0; i < count; ++i) {
    out.emplace_back();
    out.back().item = kItems[i];
  }
  return count > 0;
}

// fetch-modifiers = SP "(" fetch-modifier *(SP fetch-modifier) ")"
void modifiers(Cursor& in, FetchArgs& args) {
  if (!in.open()) return;
  do {
    if (in.skip_word("CHANGEDSINCE")) {
      in.space();
      args.changed_since = number64(in, UINT64_MAX >> 1);
    } else if (in.skip_word("VANISHED")) {
      args.vanished = true;
    } else {
      in.fail("Unknown fetch modifier");
    }
  } while (in.skip(' '));
  in.close();
}

}  // namespace

std::vector<FetchAttribute> fetch_attributes(Cursor& in) {
  std::vector<FetchAttribute> out;
  if (!in.open()) return out;
  do {
    out.push_back(attribute(in));
    if (out.size() > kMaxFetchAttributes) in.fail("Too many fetch items");
  } while (in.ok() && in.skip(' '));
  in.close();
  return out;
}

FetchArgs fetch(Cursor& in) {
  FetchArgs args;
  args.set = sequence_set(in);
  in.space();
  if (in.peek() == '(') {
    args.attributes = fetch_attributes(in);
  } else if (!macro(in, args.attributes)) {
    args.attributes.push_back(attribute(in));
  }
  if (in.skip(' ')) modifiers(in, args);
  return args;
}

void append_section_label(std::string& out, const FetchAttribute& a) {
  if (!a.label.empty()) {
    out += a.label;
    return;
  }
  out += a.item == FetchItem::binary ? "BINARY[" : a.item == FetchItem::binary_size ? "BINARY.SIZE[" : "BODY[";
  constexpr std::array<std::string_view, 6> kTexts = {"", "HEADER", "HEADER.FIELDS (", "HEADER.FIELDS.NOT (", "TEXT", "MIME"};
  bool dot = false;
  for (const auto n : a.section.part) {
    if (dot) out += '.';
    append_number(out, n);
    dot = true;
  }
  const auto text = kTexts[static_cast<std::size_t>(a.section.text)];
  if (dot && !text.empty()) out += '.';
  out += text;
  for (std::size_t i = 0; i < a.section.fields.size(); ++i) {
    if (i > 0) out += ' ';
    Writer(out, false).astring(a.section.fields[i]);
  }
  out += text.ends_with('(') ? ")]" : "]";
  if (!a.partial) return;
  out += '<';
  append_number(out, a.partial->offset);
  out += '>';
}

}  // namespace postern::imap::grammar
