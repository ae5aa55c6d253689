// msg-att of RFC 9051 §7.5.2: ready octets where the store has them, sections cut from the message otherwise.
#include "imap/fetch_items.h"

#include <algorithm>
#include <charconv>

#include "imap/grammar/datetime.h"
#include "imap/grammar/response.h"
#include "imap/object_ids.h"
#include "imap/updates.h"
#include "mime/digest.h"
#include "mime/imap_bytes.h"
#include "mime/message.h"
#include "mime/section.h"
#include "mime/transfer.h"

namespace postern::imap {
namespace {

using grammar::append_number;
using grammar::FetchAttribute;
using grammar::FetchItem;
using grammar::SectionText;

// HEADER.FIELDS of the message itself, all of them fields that were put aside at delivery.
bool from_cached_header(const FetchAttribute& a) {
  return a.item == FetchItem::section && a.section.text == SectionText::header_fields && a.section.part.empty() &&
         std::ranges::all_of(a.section.fields, [](const std::string& f) { return mime::cached_field(f); });
}

const mime::Message& parsed(FetchSource& m) {
  if (!m.parsed) m.parsed = mime::parse(m.bytes);
  return *m.parsed;
}

std::string_view octets(std::string_view bytes, mime::Range range) {
  const auto start = std::min<std::uint64_t>(range.start, bytes.size());
  return bytes.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(range.size()));
}

void literal(std::string& out, std::string_view bytes, bool binary = false) {
  grammar::Writer(out, true).literal_head(bytes.size(), binary).octets(bytes);
}

// The fields are written in their place and the literal's head put before them: they are few octets, its length was unknown.
void cached_fields(std::string& out, const FetchForm::Item& item, const FetchSource& m) {
  const auto begin = out.size();
  mime::append_header_fields(out, m.facts->headers, item.fields, mime::Fields::named);
  out += "\r\n";  // the blank line is not among the facts
  if (const auto& partial = item.asked->partial) {
    out.erase(begin, std::min<std::size_t>(partial->offset, out.size() - begin));
    out.resize(begin + std::min<std::size_t>(partial->length, out.size() - begin));
  }
  std::string head;
  grammar::Writer(head, true).literal_head(out.size() - begin);
  out.insert(begin, head);
}

// BODY[...]: the stored octets exactly; NIL for a part that is not there.
void section(std::string& out, const FetchForm::Item& item, FetchSource& m) {
  const FetchAttribute& a = *item.asked;
  out += item.label;
  if (item.from_facts && m.facts != nullptr) {
    cached_fields(out, item, m);
    return;
  }
  if (whole_message(a)) {
    literal(out, cut(m.bytes, a.partial));
    return;
  }
  const auto range = mime::find_section(parsed(m), {a.section.part, mime_text(a.section.text)});
  if (!range) {
    out += "NIL";
    return;
  }
  const auto found = octets(m.bytes, *range);
  if (item.which) {
    literal(out, cut(mime::header_fields(found, item.fields, *item.which), a.partial));
  } else {
    literal(out, cut(found, a.partial));
  }
}

// A part's content with its transfer encoding taken off; nothing when the encoding is unknown.
std::optional<std::string> decoded(FetchSource& m, const FetchAttribute& a, bool& missing) {
  if (whole_message(a)) return std::string(m.bytes);
  const mime::Section wanted{a.section.part, mime::SectionText::all};
  const auto range = mime::find_section(parsed(m), wanted);
  const auto index = mime::find_part(*m.parsed, wanted);
  missing = !range || !index;
  if (missing) return std::string{};
  const auto& part = m.parsed->parts[*index];
  if (part.encoding == mime::Encoding::unknown) return {};
  return mime::decode_transfer(part.encoding, octets(m.bytes, *range));
}

// BINARY[...] and BINARY.SIZE[...]: RFC 3516 §4.2
bool binary(std::string& out, const FetchForm::Item& item, FetchSource& m) {
  const FetchAttribute& a = *item.asked;
  bool missing = false;
  const auto content = decoded(m, a, missing);
  if (!content) return false;
  out += item.label;
  if (a.item == FetchItem::binary_size) {
    append_number(out, content->size());
  } else if (missing) {
    out += "NIL";
  } else {
    const auto shown = cut(*content, a.partial);
    literal(out, shown, shown.contains('\0'));
  }
  return true;
}

void numbered(std::string& out, std::string_view name, std::uint64_t n) {
  out += name;
  append_number(out, n);
}

void date(std::string& out, std::string_view name, Time at) {
  out += name;
  grammar::append_date_time(out, at);
  out += '"';
}

void preview(std::string& out, const FetchSource& m) {
  out += "PREVIEW ";
  grammar::Writer(out, true).string(m.facts->preview);
}

}  // namespace

mime::SectionText mime_text(SectionText text) {
  switch (text) {
    case SectionText::none: return mime::SectionText::all;
    case SectionText::text: return mime::SectionText::text;
    case SectionText::mime: return mime::SectionText::mime;
    case SectionText::header:
    case SectionText::header_fields:
    case SectionText::header_fields_not: return mime::SectionText::header;
  }
  return mime::SectionText::all;
}

bool whole_message(const FetchAttribute& a) { return a.section.part.empty() && a.section.text == SectionText::none; }

bool append_item(std::string& out, const FetchForm& form, const FetchForm::Item& item, FetchSource& m) {
  switch (item.asked->item) {
    case FetchItem::flags:
      out += "FLAGS ";
      append_flags(out, m.row.flags, form.keywords());
      return true;
    case FetchItem::uid: numbered(out, "UID ", m.row.uid.value); return true;
    case FetchItem::mod_seq:
      numbered(out, "MODSEQ (", m.row.modseq.value);
      out += ')';
      return true;
    case FetchItem::email_id: out += "EMAILID (" + email_id(m.row.number) + ")"; return true;
    case FetchItem::thread_id: out += "THREADID (" + thread_id(m.fixed->thread) + ")"; return true;
    case FetchItem::rfc822_size: numbered(out, "RFC822.SIZE ", m.fixed->size); return true;
    case FetchItem::internal_date: date(out, "INTERNALDATE \"", m.fixed->internal_date); return true;
    case FetchItem::save_date: date(out, "SAVEDATE \"", m.fixed->saved); return true;
    case FetchItem::envelope: out.append("ENVELOPE ").append(m.facts->envelope); return true;
    case FetchItem::body_structure: out.append("BODYSTRUCTURE ").append(m.facts->body_structure); return true;
    case FetchItem::body: out += "BODY " + mime::body_structure(parsed(m), mime::BodyForm::body); return true;
    case FetchItem::preview: preview(out, m); return true;
    case FetchItem::section: section(out, item, m); return true;
    case FetchItem::binary:
    case FetchItem::binary_size: return binary(out, item, m);
  }
  return true;
}

Needs needs(const std::vector<FetchAttribute>& attributes) {
  Needs n;
  n.flags_only = true;
  for (const auto& a : attributes) {
    switch (a.item) {
      case FetchItem::flags:
      case FetchItem::uid:
      case FetchItem::mod_seq: continue;
      case FetchItem::email_id: break;
      case FetchItem::thread_id:
      case FetchItem::rfc822_size:
      case FetchItem::internal_date:
      case FetchItem::save_date: n.fixed = true; break;
      case FetchItem::envelope:
      case FetchItem::body_structure:
      case FetchItem::preview: n.facts = true; break;
      case FetchItem::section:
        (from_cached_header(a) ? n.facts : n.body) = true;
        n.octets += from_cached_header(a) ? 0 : 1;
        break;
      case FetchItem::binary: ++n.octets; [[fallthrough]];
      case FetchItem::body:
      case FetchItem::binary_size: n.body = true; break;
    }
    n.flags_only = false;
  }
  return n;
}

std::string_view cut(std::string_view all, const std::optional<grammar::Partial>& partial) {
  if (!partial) return all;
  if (partial->offset >= all.size()) return {};
  return all.substr(partial->offset, partial->length);
}

FetchForm::FetchForm(const std::vector<FetchAttribute>& attributes, const std::vector<std::string>& keywords)
    : keywords_(&keywords) {
  for (const auto& a : attributes) {
    auto& item = items_.emplace_back(&a);
    const bool has_label = a.item == FetchItem::section || a.item == FetchItem::binary || a.item == FetchItem::binary_size;
    if (!has_label) continue;
    append_section_label(item.label, a);
    item.label += ' ';
    item.fields.assign(a.section.fields.begin(), a.section.fields.end());
    item.from_facts = from_cached_header(a);
    if (a.section.text == SectionText::header_fields) item.which = mime::Fields::named;
    if (a.section.text == SectionText::header_fields_not) item.which = mime::Fields::not_named;
  }
}

void ColumnLines::append(std::string& out, std::uint32_t seq, const store::Row& row) {
  if (flags_ != row.flags) {
    flags_ = row.flags;
    flags_text_ = "FLAGS ";
    append_flags(flags_text_, row.flags, form_.keywords());
  }
  constexpr std::size_t kNumbers = 80;  // all but the flags, for one attribute of each kind
  line_.resize(flags_text_.size() * form_.items().size() + kNumbers * (form_.items().size() + 1));
  char* at = line_.data();
  const auto text = [&at](std::string_view s) { at = std::ranges::copy(s, at).out; };
  const auto digits = [&at](std::uint64_t n) { at = std::to_chars(at, at + 20, n).ptr; };
  text("* ");
  digits(seq);
  text(" FETCH (");
  for (const auto& item : form_.items()) {
    if (&item != form_.items().data()) *at++ = ' ';
    if (item.asked->item == FetchItem::flags) {
      text(flags_text_);
    } else if (item.asked->item == FetchItem::uid) {
      text("UID ");
      digits(row.uid.value);
    } else {
      text("MODSEQ (");
      digits(row.modseq.value);
      *at++ = ')';
    }
  }
  text(")\r\n");
  out.append(line_.data(), static_cast<std::size_t>(at - line_.data()));
}

bool append_fetch(std::string& out, const FetchForm& form, FetchSource& m) {
  const auto begin = out.size();
  out += "* ";
  append_number(out, m.seq);
  out += " FETCH (";
  bool first = true;
  for (const auto& item : form.items()) {
    if (!std::exchange(first, false)) out += ' ';
    if (append_item(out, form, item, m)) continue;
    out.resize(begin);
    return false;
  }
  out += ")\r\n";
  return true;
}

}  // namespace postern::imap
