// What is signed, and the field that says so.
#include "senderauth/dkim_sign.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "senderauth/field_writer.h"
#include "senderauth/header_fields.h"

namespace postern::senderauth {
namespace {

enum class Signing : std::uint8_t { oversigned, as_found };
struct SignedField {
  std::string_view name;
  Signing signing;
};
// RFC 6376 §5.4.1, and what makes a body mean what it means. List fields are added by lists after us, so they are signed as found.
constexpr std::array<SignedField, 27> kFields{{
    {"from", Signing::oversigned},
    {"to", Signing::oversigned},
    {"cc", Signing::oversigned},
    {"subject", Signing::oversigned},
    {"date", Signing::oversigned},
    {"reply-to", Signing::oversigned},
    {"message-id", Signing::oversigned},
    {"in-reply-to", Signing::oversigned},
    {"references", Signing::oversigned},
    {"mime-version", Signing::oversigned},
    {"content-type", Signing::oversigned},
    {"content-transfer-encoding", Signing::oversigned},
    {"content-disposition", Signing::as_found},
    {"sender", Signing::as_found},
    {"resent-date", Signing::as_found},
    {"resent-from", Signing::as_found},
    {"resent-sender", Signing::as_found},
    {"resent-to", Signing::as_found},
    {"resent-cc", Signing::as_found},
    {"resent-message-id", Signing::as_found},
    {"list-id", Signing::as_found},
    {"list-help", Signing::as_found},
    {"list-unsubscribe", Signing::as_found},
    {"list-unsubscribe-post", Signing::as_found},
    {"list-subscribe", Signing::as_found},
    {"list-post", Signing::as_found},
    {"list-archive", Signing::as_found},
}};

std::vector<std::string> names_for(const HeaderFields& header) {
  std::vector<std::string> names;
  for (const auto& row : kFields) {
    const auto times = header.count(row.name) + (row.signing == Signing::oversigned ? 1 : 0);
    names.insert(names.end(), times, std::string(row.name));
  }
  return names;
}

std::string signature_field(const HeaderFields& header, const BodyHash& body, const Signer& signer,
                            const DkimSignOptions& options) {
  const auto names = names_for(header);
  FieldWriter field("DKIM-Signature");
  field.tag("v", "1");
  field.tag("a", algorithm_of(signer.key.type()));
  field.tag("c", "relaxed/relaxed");
  field.tag("d", signer.domain.text());
  field.tag("s", signer.selector);
  field.tag("t", fmt::format("{}", options.now.seconds()));
  if (options.lifetime) field.tag("x", fmt::format("{}", options.now.seconds() + options.lifetime->count()));
  field.list("h", names);
  field.tag("bh", to_base64(body.sha256));
  auto unsigned_field = field;
  unsigned_field.base64_tag("b", "");
  field.base64_tag("b", signer.key.sign(header.hash(names, Canonical::relaxed, unsigned_field.text())));
  return field.text();
}

}  // namespace

std::vector<std::string> fields_to_sign(const mime::Message& message) { return names_for(HeaderFields(message)); }

Result<std::string> sign_dkim(const mime::Message& message, const BodyHasher& hasher, std::span<const Signer> signers,
                              const DkimSignOptions& options) {
  const HeaderFields header(message);
  if (!header.complete()) return fail(Failure::too_large, "The header is too large to be signed");
  if (header.count("from") != 1) return fail(Failure::invalid, "A message with one From field can be signed, and no other");
  const auto* body = hasher.find(kSignedForm);
  if (!body) return fail(Failure::invalid, "The body was not hashed for signing");
  std::string fields;
  for (const auto& signer : signers) fields += signature_field(header, *body, signer, options);
  return fields;
}

std::string key_record_of(const PrivateKey& key) {
  const auto* kind = key.type() == KeyType::rsa ? "rsa" : "ed25519";
  return fmt::format("v=DKIM1; k={}; p={}", kind, to_base64(key.public_octets()));
}

}  // namespace postern::senderauth
