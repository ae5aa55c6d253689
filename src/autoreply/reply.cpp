// Fields and text of an answer.
#include "autoreply/reply.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "delivery/own_mail.h"
#include "mime/encoded_word.h"
#include "mime/message_id.h"

namespace postern::autoreply {
namespace {

constexpr std::size_t kMostOfSubject = 150;  // octets of the message's own
constexpr std::size_t kMostReferences = 20;  // identifiers
constexpr std::size_t kLongestId = 250;
constexpr std::size_t kLongestPlainLine = 200;
constexpr std::size_t kBase64Line = 57;  // octets, which are 76 encoded   RFC 2045 §6.8

std::string as_phrase(std::string_view name) {
  const auto shown = printable(name, name.size());
  if (mime::needs_words(shown)) return mime::encode_words(shown);
  std::string out = "\"";
  for (const char c : shown) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string mailbox_field(const address::Mailbox& mailbox, std::string_view name) {
  if (name.empty()) return mailbox.normal();
  return fmt::format("{} <{}>", as_phrase(name), mailbox.normal());
}

// RFC 3834 §3.1.5
std::string subject_of(const directory::AutoReply& reply, const mime::Message& original) {
  const auto field = [](const std::string& text) { return mime::unstructured(printable(text, text.size())); };
  if (!reply.subject.empty()) return field(reply.subject);
  const auto theirs = mime::decode_words(original.unfolded(0, "Subject"));
  return field("Auto: " + std::string(is_utf8(theirs) ? cut(theirs, kMostOfSubject) : ""));
}

std::vector<std::string> ids_of(const mime::Message& original, std::string_view field) {
  auto all = mime::message_ids(original.unfolded(0, field));
  std::erase_if(all, [](const std::string& id) {
    const auto odd = [](char c) { return c <= ' ' || c > '~' || c == '<' || c == '>'; };
    return id.empty() || id.size() > kLongestId || std::ranges::any_of(id, odd);
  });
  return all;
}

// RFC 5322 §3.6.4: the thread as it stood, and the message itself.
std::string thread_fields(const mime::Message& original) {
  const auto own = ids_of(original, "Message-ID");
  if (own.empty()) return {};
  auto thread = ids_of(original, "References");
  if (thread.empty()) thread = ids_of(original, "In-Reply-To");
  std::erase(thread, own.front());
  if (thread.size() >= kMostReferences) thread.erase(thread.begin() + 1, thread.end() - (kMostReferences - 2));
  std::string out = fmt::format("In-Reply-To: <{}>\r\nReferences:", own.front());
  for (const auto& id : thread) out += fmt::format(" <{}>\r\n", id);
  return out + fmt::format(" <{}>\r\n", own.front());
}

bool fits_as_it_is(std::string_view text) {
  for (std::string_view rest = text; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    if (end > kLongestPlainLine) return false;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return is_ascii(text);
}

std::string with_line_ends(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? "\r\n" : std::string(1, c);
  return out.ends_with("\r\n") ? out : out + "\r\n";
}

std::string in_base64(std::string_view text) {
  std::string out;
  for (; !text.empty(); text.remove_prefix(std::min(kBase64Line, text.size())))
    out += to_base64(text.substr(0, kBase64Line)) + "\r\n";
  return out;
}

}  // namespace

Composed compose(const directory::AutoReply& reply, const Between& who, const mime::Message& original, Random& random,
                 Time now) {
  const auto id = fmt::format("{}@{}", delivery::new_id(random), who.from.domain().ascii());
  const bool plain = fits_as_it_is(reply.text);
  const auto text = with_line_ends(reply.text);
  return {id, fmt::format("From: {}\r\nTo: {}\r\nSubject: {}\r\nDate: {}\r\nMessage-ID: <{}>\r\n{}"
                          "Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                          "Content-Transfer-Encoding: {}\r\n\r\n{}",
                          mailbox_field(who.from, who.name), mailbox_field(who.to, ""), subject_of(reply, original),
                          rfc5322_date(now), id, thread_fields(original), plain ? "7bit" : "base64",
                          plain ? text : in_base64(text))};
}

}  // namespace postern::autoreply
