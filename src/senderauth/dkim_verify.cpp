// Steps in the order of RFC 6376 §6.1.
#include "senderauth/dkim_verify.h"

#include <algorithm>

#include "address/idn.h"
#include "base/said.h"
#include "base/secret.h"
#include "base/text.h"
#include "senderauth/header_fields.h"
#include "senderauth/key_record.h"

namespace postern::senderauth {
namespace {

constexpr std::size_t kMarkSize = 8;

void refuse(DkimSignature& one, Outcome outcome, std::string_view reason) {
  one.outcome = outcome;
  one.reason = reason;
}

// i=: its domain is that of d= or below it.   RFC 6376 §3.5
bool read_identity(const std::string* value, DkimSignature& one) {
  const auto& domain = one.signature.domain;
  one.identity = "@" + domain.text();
  if (!value) return true;
  const auto text = without_blanks(*value);
  const auto at = text.rfind('@');
  if (at == text.npos) return false;
  const auto host = text.substr(at + 1);
  const auto ascii = is_ascii(host) ? host : address::to_a_labels(host);
  const auto name = ascii ? dns::parse_name(*ascii) : std::nullopt;
  if (!name || name->is_root()) return false;
  one.identity = text.substr(0, at + 1) + name->text();
  return name->is_within(domain);
}

dns::Name identity_domain(const DkimSignature& one) {
  return dns::parse_name(std::string_view(one.identity).substr(one.identity.rfind('@') + 1)).value_or(dns::Name{});
}

void read_dkim_tags(const TagList& tags, DkimSignature& one) {
  const auto* version = tags.find("v");
  if (!version) return refuse(one, Outcome::neutral, phrase<"signature missing required tag">());
  if (*version != "1") return refuse(one, Outcome::neutral, phrase<"incompatible version">());
  auto signature = read_signature(tags, SignatureKind::dkim);
  if (!signature)
    return refuse(one, signature.error().kind == Failure::denied ? Outcome::permerror : Outcome::neutral,
                  signature.error().text);
  one.signature = std::move(*signature);
  const auto& s = one.signature;
  if (const auto* query = tags.find("q"))
    if (const auto methods = split_value(*query, ':'); std::ranges::find(methods, "dns/txt") == methods.end())
      return refuse(one, Outcome::neutral, phrase<"unknown query method">());
  if (!read_identity(tags.find("i"), one)) return refuse(one, Outcome::neutral, phrase<"domain mismatch">());
  if (std::ranges::find(s.fields, "from") == s.fields.end())
    return refuse(one, Outcome::permerror, phrase<"From field not signed">());
  if (s.expires_at && s.signed_at && *s.expires_at <= *s.signed_at)
    return refuse(one, Outcome::neutral, phrase<"signature syntax error">());
}

DkimSignature read_field(std::string_view field) {
  DkimSignature one;
  one.field = field;
  const auto tags = parse_tag_list(value_of_field(field));
  if (!tags) {
    refuse(one, Outcome::neutral, phrase<"signature syntax error">());
    return one;
  }
  if (const auto* b = tags->find("b")) one.mark = without_blanks(*b).substr(0, kMarkSize);
  if (const auto* a = tags->find("a")) one.algorithm = printable(*a, 40);
  read_dkim_tags(*tags, one);
  return one;
}

class DkimVerification {
 public:
  DkimVerification(const HeaderFields& header, const BodyHasher& body, Time now) : header_(header), body_(body), now_(now) {}

  // §6.1.3; the key was found or not.
  DkimVerdict judge(const DkimSignature& one, const std::optional<KeyRecord>& record) {
    DkimVerdict verdict;
    verdict.domain = one.signature.domain.text();
    verdict.selector = one.signature.selector;
    verdict.identity = one.identity;
    verdict.algorithm = one.algorithm;
    verdict.mark = one.mark;
    if (record) {
      verdict.testing = record->testing;
      verdict.weak = record->weak;
      verdict.secure = record->secure;
      verdict.key_bits = record->key ? record->key->bits() : 0;
    }
    decide(one, record, verdict);
    return verdict;
  }

 private:
  static void set(DkimVerdict& verdict, Outcome outcome, std::string_view reason) {
    verdict.outcome = outcome;
    verdict.reason = reason;
  }

  void decide(const DkimSignature& one, const std::optional<KeyRecord>& record, DkimVerdict& verdict) const {
    const auto& s = one.signature;
    if (!one.usable()) return set(verdict, one.outcome, one.reason);
    if (!header_.complete()) return set(verdict, Outcome::policy, phrase<"header too large to be verified">());
    if (s.expires_at && now_.seconds() > *s.expires_at) return set(verdict, Outcome::policy, phrase<"signature expired">());
    if (!record->key) return set(verdict, record->outcome, record->reason);
    if (record->strict && identity_domain(one) != s.domain)
      return set(verdict, Outcome::permerror, phrase<"domain mismatch">());
    const auto* body = body_.find(s.body_form);
    if (!body) return set(verdict, Outcome::policy, phrase<"too many signatures">());
    if (s.body_form.length && *s.body_form.length > body->octets)
      return set(verdict, Outcome::permerror, phrase<"body is shorter than l= says">());
    verdict.partial = s.body_form.length && *s.body_form.length < body->octets;
    if (body->sha256 != s.body_hash) return set(verdict, Outcome::fail, phrase<"body hash did not verify">());
    if (!record->key->is_signed(header_.hash(s.fields, s.header_form, one.field), s.octets))
      return set(verdict, Outcome::fail, phrase<"signature did not verify">());
    verdict.outcome = Outcome::pass;
  }

  const HeaderFields& header_;
  const BodyHasher& body_;
  Time now_;
};

}  // namespace

std::vector<DkimSignature> dkim_signatures(const mime::Message& message) {
  auto fields = HeaderFields(message).all("dkim-signature");
  if (fields.size() > kMostSignatures) fields.resize(kMostSignatures);
  std::vector<DkimSignature> signatures;
  for (const auto field : fields) signatures.push_back(read_field(field));
  return signatures;
}

std::optional<std::vector<DkimVerdict>> verify_dkim(const mime::Message& message, std::span<const DkimSignature> signatures,
                                                    const BodyHasher& body, Time now, dns::Answers& answers) {
  std::vector<std::optional<KeyRecord>> keys;
  bool waiting = false;
  for (const auto& one : signatures) {
    keys.push_back(one.usable() ? find_key(one.signature, answers) : std::nullopt);
    waiting = waiting || (one.usable() && !keys.back());
  }
  if (waiting) return {};
  const HeaderFields header(message);
  DkimVerification verification(header, body, now);
  std::vector<DkimVerdict> verdicts;
  for (std::size_t i = 0; i < signatures.size(); ++i) verdicts.push_back(verification.judge(signatures[i], keys[i]));
  return verdicts;
}

}  // namespace postern::senderauth
