// Verification from the newest set back (RFC 8617 §5.2 steps 4 to 7), and sealing (§5.1).
#include "senderauth/arc.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/said.h"
#include "base/text.h"
#include "senderauth/dkim_sign.h"
#include "senderauth/field_writer.h"
#include "senderauth/header_fields.h"
#include "senderauth/key_record.h"

namespace postern::senderauth {
namespace {

constexpr std::size_t kUnbroken = std::string::npos;

void append(std::string& out, std::string_view field) { append_canonical_field(out, field, Canonical::relaxed); }

// §5.1.1: the sets in increasing order, the newest seal last and without its signature.
std::string seal_hash(std::span<const ArcSet> older, std::string_view results, std::string_view signature,
                      std::string_view seal) {
  std::string text;
  for (const auto& set : older) {
    append(text, set.results);
    append(text, set.message_signature);
    append(text, set.seal);
  }
  append(text, results);
  append(text, signature);
  append(text, without_signature(seal));
  Sha256 hash;
  hash.feed(std::string_view(text).substr(0, text.size() - 2));
  return hash.finish();
}

class ChainVerification {
 public:
  ChainVerification(const ArcChain& chain, const HeaderFields& header, const BodyHasher& body)
      : chain_(chain), header_(header), body_(body) {}

  // False when a key is not known yet.
  bool find_keys(dns::Answers& answers) {
    message_key_ = find_key(chain_.sets.back().signature, answers);
    bool all = message_key_.has_value();
    for (const auto& set : chain_.sets) {
      auto key = find_key(set.sealing, answers);
      all = all && key;
      seal_keys_.push_back(key ? std::move(*key) : KeyRecord{});
    }
    return all;
  }

  // Empty when all is well.
  std::string problem(Time now) const {
    if (!header_.complete()) return std::string(phrase<"header too large to be verified">());
    if (auto bad = message_problem(now); !bad.empty()) return "ARC-Message-Signature: " + bad;
    for (std::size_t i = chain_.sets.size(); i-- > 0;)
      if (auto bad = seal_problem(i); !bad.empty()) return fmt::format("ARC-Seal {}: {}", i + 1, bad);
    return {};
  }

 private:
  std::string message_problem(Time now) const {
    const auto& set = chain_.sets.back();
    const auto& s = set.signature;
    if (!message_key_->key) return message_key_->reason;
    if (s.expires_at && now.seconds() > *s.expires_at) return std::string(phrase<"signature expired">());
    const auto* body = body_.find(s.body_form);
    if (!body || (s.body_form.length && *s.body_form.length > body->octets) || body->sha256 != s.body_hash)
      return std::string(phrase<"body hash did not verify">());
    const bool good = message_key_->key->is_signed(header_.hash(s.fields, s.header_form, set.message_signature), s.octets);
    return good ? std::string() : std::string(phrase<"signature did not verify">());
  }
  std::string seal_problem(std::size_t i) const {
    const auto& set = chain_.sets[i];
    if (!seal_keys_[i].key) return seal_keys_[i].reason;
    const auto older = std::span(chain_.sets).first(i);
    const auto hash = seal_hash(older, set.results, set.message_signature, set.seal);
    return seal_keys_[i].key->is_signed(hash, set.sealing.octets) ? std::string()
                                                                  : std::string(phrase<"signature did not verify">());
  }

  const ArcChain& chain_;
  const HeaderFields& header_;
  const BodyHasher& body_;
  std::optional<KeyRecord> message_key_;
  std::vector<KeyRecord> seal_keys_;
};

std::string payload_of(std::string_view results_field) {
  const auto value = value_of_field(results_field);
  return mime::unfold(value.substr(std::min(value.find(';'), value.size() - 1) + 1));
}

std::vector<std::string> signed_names(const mime::Message& message, const HeaderFields& header) {
  auto names = fields_to_sign(message);
  names.insert(names.end(), header.count("dkim-signature"), "dkim-signature");
  return names;
}

// Tags in the order of their names, and the signature in one piece: so the seals over it are those of the ValiMail suite, to the octet.
std::string message_signature_field(std::size_t instance, const HeaderFields& header, std::span<const std::string> names,
                                    const BodyHash& body, const Signer& signer, Time now) {
  const auto write = [&](std::string_view signature) {
    FieldWriter field("ARC-Message-Signature");
    field.tag("a", algorithm_of(signer.key.type()));
    field.base64_tag("b", signature, kUnbroken);
    field.tag("bh", to_base64(body.sha256));
    field.tag("c", "relaxed/relaxed");
    field.tag("d", signer.domain.text());
    field.list("h", names);
    field.tag("i", fmt::format("{}", instance));
    field.tag("s", signer.selector);
    field.tag("t", fmt::format("{}", now.seconds()));
    return field.text();
  };
  return write(signer.key.sign(header.hash(names, Canonical::relaxed, write(""))));
}

std::string seal_field(std::size_t instance, Outcome verdict, std::span<const ArcSet> older, std::string_view results,
                       std::string_view signature, const Signer& signer, Time now) {
  const auto write = [&](std::string_view octets) {
    FieldWriter field("ARC-Seal");
    field.tag("a", algorithm_of(signer.key.type()));
    field.base64_tag("b", octets);
    field.tag("cv", name(verdict));
    field.tag("d", signer.domain.text());
    field.tag("i", fmt::format("{}", instance));
    field.tag("s", signer.selector);
    field.tag("t", fmt::format("{}", now.seconds()));
    return field.text();
  };
  return write(signer.key.sign(seal_hash(older, results, signature, write(""))));
}

}  // namespace

std::optional<ArcVerdict> verify_arc(const mime::Message& message, const ArcChain& chain, const BodyHasher& body, Time now,
                                     dns::Answers& answers) {
  if (!chain.usable()) return ArcVerdict{.outcome = chain.outcome, .reason = chain.reason, .links = {}};
  const HeaderFields header(message);
  ChainVerification verification(chain, header, body);
  if (!verification.find_keys(answers)) return {};
  ArcVerdict verdict{.outcome = Outcome::pass, .reason = verification.problem(now), .links = {}};
  if (!verdict.reason.empty()) {
    verdict.outcome = Outcome::fail;
    return verdict;
  }
  for (const auto& set : chain.sets)
    verdict.links.push_back({set.sealing.domain.text(), set.sealing.selector, payload_of(set.results)});
  return verdict;
}

Result<std::string> seal_arc(const mime::Message& message, const ArcChain& chain, Outcome verdict, const BodyHasher& hasher,
                             const Signer& signer, const ArcSealOptions& options) {
  if (chain.given_up || chain.highest >= kMostArcSets) return std::string();
  const HeaderFields header(message);
  if (!header.complete()) return fail(Failure::too_large, "The header is too large to be sealed");
  const auto* body = hasher.find(kSignedForm);
  if (!body) return fail(Failure::invalid, "The body was not hashed for sealing");
  const auto instance = chain.highest + 1;
  const auto names = options.fields.empty() ? signed_names(message, header) : options.fields;
  const auto results = fmt::format("ARC-Authentication-Results: i={}; {}\r\n", instance, options.results);
  const auto signature = message_signature_field(instance, header, names, *body, signer, options.now);
  // §5.1.2: the seal of a broken chain covers its own set alone.
  const auto older = verdict == Outcome::pass ? std::span(chain.sets) : std::span<const ArcSet>();
  return seal_field(instance, verdict, older, results, signature, signer, options.now) + signature + results;
}

}  // namespace postern::senderauth
