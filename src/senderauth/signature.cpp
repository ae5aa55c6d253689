// Tag by tag, strictly: "any inconsistency or unexpected values MUST cause the header field to be completely ignored" (RFC 6376 §6.1.1).
#include "senderauth/signature.h"

#include <algorithm>
#include <array>

#include "address/idn.h"
#include "base/said.h"
#include "base/text.h"

namespace postern::senderauth {
namespace {

constexpr std::string_view kSyntax = phrase<"signature syntax error">();
constexpr std::size_t kMostTimeDigits = 12;
constexpr std::size_t kMostLengthDigits = 76;

// RFC 6376 §3.5 c=: the header's form, and the body's after a slash.
std::optional<Canonical> form_of(std::string_view word) {
  if (word == "simple") return Canonical::simple;
  if (word == "relaxed") return Canonical::relaxed;
  return {};
}

// Without c= both forms are simple. RFC 8617 §4.1.2 deviates: in an ARC-Message-Signature they are relaxed, as the ValiMail suite has it.
bool read_forms(const std::string* value, SignatureKind kind, Signature& signature) {
  signature.header_form = kind == SignatureKind::arc_message ? Canonical::relaxed : Canonical::simple;
  signature.body_form.canonical = signature.header_form;
  if (!value) return true;
  const std::string_view text = *value;
  const auto slash = std::min(text.find('/'), text.size());
  const auto header = form_of(text.substr(0, slash));
  const auto body = slash == text.size() ? Canonical::simple : form_of(text.substr(slash + 1));
  if (!header || !body) return false;
  signature.header_form = *header;
  signature.body_form.canonical = *body;
  return true;
}

bool read_time(const std::string* value, std::optional<std::int64_t>& place) {
  if (!value) return true;
  const auto seconds = value->size() <= kMostTimeDigits ? number<std::uint64_t>(*value, 999'999'999'999) : std::nullopt;
  if (seconds) place = static_cast<std::int64_t>(*seconds);
  return seconds.has_value();
}

// Octets beyond what a number holds are more than any body has, and fail as such.
bool read_length(const std::string* value, Signature& signature) {
  if (!value) return true;
  if (value->empty() || value->size() > kMostLengthDigits || !std::ranges::all_of(*value, is_digit)) return false;
  signature.body_form.length = number<std::uint64_t>(*value, ~std::uint64_t{0}).value_or(~std::uint64_t{0});
  return true;
}

bool read_fields(std::string_view value, SignatureKind kind, Signature& signature) {
  signature.fields = split_value(value, ':');
  if (signature.fields.size() > kMostSignedFields) return false;
  for (auto& field : signature.fields) field = to_lower(field);
  const bool has_empty = std::ranges::find(signature.fields, std::string()) != signature.fields.end();
  // RFC 8617's own suite passes chains whose h= has an empty name: it names no field.
  return kind == SignatureKind::arc_message || (!signature.fields.empty() && !has_empty);
}

Result<KeyType> read_algorithm(const std::string& value) {
  for (const auto type : {KeyType::rsa, KeyType::ed25519})
    if (value == algorithm_of(type)) return type;
  // RFC 8301 §3.1
  if (value == "rsa-sha1") return fail(Failure::denied, std::string(phrase<"rsa-sha1 must not be used">()));
  return fail(Failure::invalid, std::string(phrase<"unknown algorithm">()));
}

std::optional<dns::Name> domain_of(const std::string& text) {
  const auto ascii = is_ascii(text) ? text : address::to_a_labels(text);
  const auto domain = ascii ? dns::parse_name(*ascii) : std::nullopt;
  return domain && !domain->is_root() && !ascii->ends_with('.') ? domain : std::nullopt;
}

// The tags that a kind must have, in the order in which their absence is told.
std::vector<std::string_view> required(SignatureKind kind) {
  if (kind == SignatureKind::arc_seal) return {"a", "b", "d", "s"};
  return {"a", "b", "bh", "d", "h", "s"};
}

}  // namespace

Result<Signature> read_signature(const TagList& tags, SignatureKind kind) {
  for (const auto name : required(kind))
    if (!tags.find(name)) return fail(Failure::invalid, std::string(phrase<"signature missing required tag">()));
  Signature signature;
  const auto type = read_algorithm(*tags.find("a"));
  if (!type) return std::unexpected(type.error());
  signature.key_type = *type;
  const auto octets = base64_value(*tags.find("b"));
  const auto domain = domain_of(*tags.find("d"));
  signature.selector = to_lower(*tags.find("s"));
  if (!octets || octets->empty() || !domain || signature.selector.empty()) return fail(Failure::invalid, std::string(kSyntax));
  signature.octets = *octets;
  signature.domain = *domain;
  if (!key_name(signature) || !read_time(tags.find("t"), signature.signed_at) ||
      !read_time(tags.find("x"), signature.expires_at))
    return fail(Failure::invalid, std::string(kSyntax));
  if (kind == SignatureKind::arc_seal) return signature;

  const auto body_hash = base64_value(*tags.find("bh"));
  if (!body_hash || body_hash->size() != kHashSize || !read_forms(tags.find("c"), kind, signature) ||
      !read_length(tags.find("l"), signature) || !read_fields(*tags.find("h"), kind, signature))
    return fail(Failure::invalid, std::string(kSyntax));
  signature.body_hash = *body_hash;
  return signature;
}

std::optional<dns::Name> key_name(const Signature& signature) {
  return dns::join(signature.selector + "._domainkey", signature.domain);
}

}  // namespace postern::senderauth
