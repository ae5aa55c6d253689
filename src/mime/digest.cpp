// The digest of a message.
#include "mime/digest.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "mime/casefold.h"
#include "mime/imap_bytes.h"
#include "mime/message_id.h"
#include "mime/parameters.h"
#include "mime/preview.h"
#include "mime/subject.h"

namespace postern::mime {
namespace {

// Of the first text, still encoded; HTML begins with much that is no text.
constexpr std::uint64_t kPreviewOctets = 2 * 1024, kHtmlPreviewOctets = 16 * 1024;

// What Thunderbird, Apple Mail, Outlook, mutt, K-9 and mbsync ask for when they list a mailbox.
constexpr std::array<std::string_view, 24> kCachedFields{"From",
                                                         "To",
                                                         "Cc",
                                                         "Bcc",
                                                         "Reply-To",
                                                         "Sender",
                                                         "Subject",
                                                         "Date",
                                                         "Message-ID",
                                                         "In-Reply-To",
                                                         "References",
                                                         "List-Id",
                                                         "List-Post",
                                                         "Content-Type",
                                                         "Newsgroups",
                                                         "X-Priority",
                                                         "Priority",
                                                         "Importance",
                                                         "X-Spam-Flag",
                                                         "Delivered-To",
                                                         "Resent-From",
                                                         "Disposition-Notification-To",
                                                         "Content-Transfer-Encoding",
                                                         "MIME-Version"};

std::string cached_lines(const Message& m) {
  std::string out;
  const Part& root = m.parts[0];
  for (std::uint32_t k = 0; k < root.field_count; ++k) {
    const Field& field = m.fields[root.first_field + k];
    if (cached_field(m.name(field))) out += m.line(field);
  }
  return out;
}

// RFC 5256 §3: References, and where it names nothing the first of In-Reply-To.
std::vector<std::string> ancestors(const Message& m) {
  const Field* references = m.find(0, "References");
  auto ids = references ? message_ids(m.raw_value(*references)) : std::vector<std::string>();
  const Field* reply = ids.empty() ? m.find(0, "In-Reply-To") : nullptr;
  if (!reply) return ids;
  ids = message_ids(m.raw_value(*reply));
  if (ids.size() > 1) ids.resize(1);
  return ids;
}

bool is_signature(const ContentType& type) {
  return type.is("application", "pgp-signature") || type.is("application", "pkcs7-signature") ||
         type.is("application", "x-pkcs7-signature");
}

}  // namespace

bool cached_field(std::string_view name) {
  return std::ranges::any_of(kCachedFields, [&](std::string_view cached) { return equal_nocase(cached, name); });
}

// A leaf that its sender marked as attachment, or that is no text and is not shown inside another part (RFC 2387 §1).
bool has_attachment(const Message& m) {
  for (PartIndex i = 0; i < m.parts.size(); ++i) {
    const Part& part = m.parts[i];
    if (part.inside == Inside::parts) continue;
    const auto d = disposition(m, i);
    if (d && equal_nocase(d->type, "attachment")) return true;
    const bool shown = part.type.is("text") || is_signature(part.type) || (d && equal_nocase(d->type, "inline"));
    const bool related = part.parent != kNoPart && m.parts[part.parent].type.is("multipart", "related");
    if (!shown && !related && part.body.size() > 0) return true;
  }
  return false;
}

Range preview_range(const Message& m) {
  const auto part = preview_part(m);
  if (part == kNoPart) return {};
  auto [start, end] = m.parts[part].body;
  return {start, std::min(end, start + (m.parts[part].type.is("text", "plain") ? kPreviewOctets : kHtmlPreviewOctets))};
}

Digest digest_with(const Message& m, std::string_view preview_octets) {
  Digest d;
  d.envelope = envelope(m);
  d.body_structure = body_structure(m);
  d.header_cache = cached_lines(m);
  if (const Field* subject = m.find(0, "Subject")) {
    auto base = base_subject(m.raw_value(*subject));
    d.base_subject = fold(base.text);
    d.is_reply = base.is_reply;
  }
  if (const Field* id = m.find(0, "Message-ID"))
    if (auto ids = message_ids(m.raw_value(*id)); !ids.empty()) d.message_id = std::move(ids.front());
  d.references = ancestors(m);
  if (const Field* date = m.find(0, "Date")) d.sent = parse_date(m.raw_value(*date));
  if (const auto part = preview_part(m); part != kNoPart) d.preview = preview(m, part, preview_octets);
  d.has_attachment = has_attachment(m);
  return d;
}

Digest digest(const Message& m, std::string_view raw) {
  const auto range = preview_range(m);
  return digest_with(m, raw.substr(range.start, range.size()));
}

}  // namespace postern::mime
