// ENVELOPE and BODYSTRUCTURE.
#include "mime/imap_bytes.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "mime/address_list.h"
#include "mime/parameters.h"

namespace postern::mime {
namespace {

constexpr std::size_t kMaxQuoted = 1000;  // longer strings go as literals, so that lines stay readable for simple clients

// QUOTED-CHAR without 8-bit (RFC 3501 §9)
bool fits_quotes(std::string_view s) {
  return s.size() <= kMaxQuoted && std::ranges::all_of(s, [](char c) { return c > '\0' && c != '\r' && c != '\n'; });
}

void append_quoted(std::string& out, std::string_view s) {
  out += '"';
  for (const char c : s) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

void append_number(std::string& out, std::uint64_t n) { fmt::format_to(std::back_inserter(out), "{}", n); }

// address = "(" addr-name SP addr-adl SP addr-mailbox SP addr-host ")". NIL as host marks groups, so a missing domain is "".
void append_address(std::string& out, const Address& a) {
  out += '(';
  switch (a.kind) {
    case AddressKind::group_start:
      out += "NIL NIL ";
      append_string(out, a.name);
      out += " NIL";
      break;
    case AddressKind::group_end: out += "NIL NIL NIL NIL"; break;
    case AddressKind::mailbox:
      append_nstring(out, a.name);
      out += ' ';
      append_nstring(out, a.route);
      out += ' ';
      append_string(out, a.local);
      out += ' ';
      append_string(out, a.domain);
  }
  out += ')';
}

// NIL when the field is absent, "" when it is there and empty (RFC 9051 §7.5.2).
void append_field(std::string& out, const Message& m, PartIndex root, std::string_view name) {
  if (const Field* field = m.find(root, name)) {
    append_string(out, unfold(m.raw_value(*field)));
  } else {
    out += "NIL";
  }
}

// All fields of the name count as one list: RFC 5322 §3.6 allows one, mailers send more.
std::string addresses(const Message& m, PartIndex root, std::string_view field) {
  constexpr std::size_t kMaxAddresses = 20'000;
  std::string out;
  const Part& part = m.parts[root];
  std::size_t left = kMaxAddresses;
  for (std::uint32_t k = 0; k < part.field_count; ++k) {
    const Field& f = m.fields[part.first_field + k];
    if (!equal_nocase(m.name(f), field)) continue;
    const auto list = address_list(m.raw_value(f), left);
    for (const auto& a : list) append_address(out, a);
    left -= std::min(left, list.size());
  }
  return out.empty() ? "NIL" : "(" + out + ")";
}

// body-fld-param = "(" string SP string *(SP string SP string) ")" / nil
void append_parameters(std::string& out, const std::vector<Parameter>& parameters) {
  if (parameters.empty()) {
    out += "NIL";
    return;
  }
  char separator = '(';
  for (const auto& p : parameters) {
    out += separator;
    append_string(out, p.name);
    out += ' ';
    append_string(out, p.value);
    separator = ' ';
  }
  out += ')';
}

// body-fld-dsp SP body-fld-lang SP body-fld-loc
void append_disposition_language_location(std::string& out, const Message& m, PartIndex i) {
  if (const auto d = disposition(m, i)) {
    out += " (";
    append_string(out, d->type);
    out += ' ';
    append_parameters(out, d->parameters);
    out += ')';
  } else {
    out += " NIL";
  }
  const auto tags = languages(m, i);
  out += ' ';
  if (tags.size() > 1) out += '(';
  for (std::size_t k = 0; k < tags.size(); ++k) {
    if (k > 0) out += ' ';
    append_string(out, tags[k]);
  }
  if (tags.size() > 1) out += ')';
  if (tags.empty()) out += "NIL";
  out += ' ';
  append_nstring(out, m.unfolded(i, "Content-Location"));
}

class BodyStructure {
 public:
  BodyStructure(const Message& m, BodyForm form) : m_(m), form_(form) {}

  // body = "(" (body-type-1part / body-type-mpart) ")". Depth is bounded by Limits::depth.
  void body(PartIndex i) {
    out_ += '(';
    if (m_.parts[i].inside == Inside::parts) {
      multipart(i);
    } else {
      single(i);
    }
    out_ += ')';
  }
  std::string take() { return std::move(out_); }

 private:
  // body-type-mpart = 1*body SP media-subtype [SP body-ext-mpart]
  void multipart(PartIndex i) {
    const Part& part = m_.parts[i];
    // No delimiter ever came: the grammar wants one body at least.
    if (part.first_child == kNoPart) out_ += R"(("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 0 0))";
    for (auto child = part.first_child; child != kNoPart; child = m_.parts[child].next) body(child);
    out_ += ' ';
    append_string(out_, part.type.subtype);
    if (form_ == BodyForm::body) return;
    out_ += ' ';
    append_parameters(out_, part.type.parameters);
    append_disposition_language_location(out_, m_, i);
  }

  // body-type-1part = (body-type-basic / body-type-msg / body-type-text) [SP body-ext-1part]
  void single(PartIndex i) {
    const Part& part = m_.parts[i];
    fields(i);
    if (part.inside == Inside::message) {
      out_ += ' ';
      out_ += envelope(m_, part.first_child);
      out_ += ' ';
      body(part.first_child);
    }
    if (part.inside == Inside::message || part.type.is("text")) {
      out_ += ' ';
      append_number(out_, part.lines);
    }
    if (form_ == BodyForm::body) return;
    out_ += ' ';
    append_nstring(out_, m_.unfolded(i, "Content-MD5"));
    append_disposition_language_location(out_, m_, i);
  }

  // media-type SP body-fields; body-fields = params SP id SP desc SP enc SP octets
  void fields(PartIndex i) {
    const Part& part = m_.parts[i];
    // A multipart or message that is not looked into has no form of its own in the grammar: RFC 2049 §2 (rule 4) has it as octets.
    const bool opaque = part.inside == Inside::leaf &&
                        (part.type.is("multipart") || part.type.is("message", "rfc822") || part.type.is("message", "global"));
    append_string(out_, opaque ? "application" : part.type.type);
    out_ += ' ';
    append_string(out_, opaque ? "octet-stream" : part.type.subtype);
    out_ += ' ';
    append_parameters(out_, part.type.parameters);
    out_ += ' ';
    append_nstring(out_, m_.unfolded(i, "Content-ID"));
    out_ += ' ';
    append_nstring(out_, m_.unfolded(i, "Content-Description"));
    out_ += ' ';
    const Field* field = m_.find(i, "Content-Transfer-Encoding");
    const auto encoding = field ? transfer_encoding_word(m_.raw_value(*field)) : std::string();
    append_string(out_, encoding.empty() ? "7bit" : encoding);
    out_ += ' ';
    append_number(out_, part.body.size());
  }

  const Message& m_;
  BodyForm form_;
  std::string out_;
};

}  // namespace

void append_string(std::string& out, std::string_view s) {
  if (fits_quotes(s)) return append_quoted(out, s);
  std::string bytes(s);
  std::erase(bytes, '\0');
  out += '{';
  append_number(out, bytes.size());
  out += "}\r\n";
  out += bytes;
}

void append_nstring(std::string& out, std::string_view s) {
  if (s.empty()) {
    out += "NIL";
  } else {
    append_string(out, s);
  }
}

std::string envelope(const Message& m, PartIndex root) {
  std::string out = "(";
  append_field(out, m, root, "Date");
  out += ' ';
  append_field(out, m, root, "Subject");
  const auto from = addresses(m, root, "From");
  out += ' ' + from;
  // RFC 9051 §7.5.2: a Sender or Reply-To that is absent or empty is the From.
  for (const auto* field : {"Sender", "Reply-To"}) {
    const auto list = addresses(m, root, field);
    out += ' ' + (list == "NIL" ? from : list);
  }
  for (const auto* field : {"To", "Cc", "Bcc"}) out += ' ' + addresses(m, root, field);
  for (const auto* field : {"In-Reply-To", "Message-ID"}) {
    out += ' ';
    append_field(out, m, root, field);
  }
  return out += ')';
}

std::string body_structure(const Message& m, BodyForm form) {
  BodyStructure structure(m, form);
  structure.body(0);
  return structure.take();
}

}  // namespace postern::mime
