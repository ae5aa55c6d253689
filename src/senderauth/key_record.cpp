// Key records as RFC 6376 §3.6.1 has them, with what RFC 8301 and 8463 ask of keys.
#include "senderauth/key_record.h"

#include <algorithm>

#include "base/said.h"
#include "base/text.h"
#include "senderauth/tag_list.h"

namespace postern::senderauth {
namespace {

KeyRecord no_key(Outcome outcome, std::string_view reason) {
  return {.key = {}, .outcome = outcome, .reason = std::string(reason)};
}

// Whether a colon-separated tag is absent or names one of the words.
bool allows(const std::string* value, std::initializer_list<std::string_view> words) {
  if (!value) return true;
  return std::ranges::any_of(split_value(*value, ':'),
                             [&](const std::string& item) { return std::ranges::find(words, item) != words.end(); });
}

std::string_view word_of(KeyType type) { return type == KeyType::rsa ? "rsa" : "ed25519"; }

KeyRecord read_public_key(std::string_view base64, KeyType type) {
  const auto octets = base64_value(base64);
  if (!octets) return no_key(Outcome::permerror, phrase<"key syntax error">());
  if (octets->empty()) return no_key(Outcome::permerror, phrase<"key revoked">());
  KeyRecord record;
  record.key = PublicKey::read(type, *octets);
  if (!record.key) return no_key(Outcome::permerror, phrase<"key syntax error">());
  if (type != KeyType::rsa) return record;
  const auto bits = record.key->bits();
  if (bits < kShortestRsa) return no_key(Outcome::policy, phrase<"key of less than 1024 bits">());
  record.weak = bits < kGoodRsa;
  return record;
}

}  // namespace

KeyRecord read_key_record(std::string_view text, KeyType type) {
  const auto tags = parse_tag_list(text);
  const auto* key = tags ? tags->find("p") : nullptr;
  const auto* version = tags ? tags->find("v") : nullptr;
  // v= stands first where it stands at all.
  if (!key || (version && (*version != "DKIM1" || tags->tags.front().name != "v")))
    return no_key(Outcome::permerror, phrase<"key syntax error">());
  if (!allows(tags->find("h"), {"sha256"})) return no_key(Outcome::permerror, phrase<"inappropriate hash algorithm">());
  const auto* kind = tags->find("k");
  if ((kind ? std::string_view(*kind) : "rsa") != word_of(type))
    return no_key(Outcome::permerror, phrase<"inappropriate key algorithm">());
  if (!allows(tags->find("s"), {"*", "email"})) return no_key(Outcome::permerror, phrase<"key is not for email">());
  auto record = read_public_key(*key, type);
  const auto* flags = tags->find("t");
  record.testing = flags && allows(flags, {"y"});
  record.strict = flags && allows(flags, {"s"});
  return record;
}

std::optional<KeyRecord> find_key(const Signature& signature, dns::Answers& answers) {
  const auto* answer = answers.ask({*key_name(signature), dns::Type::txt});
  if (!answer) return {};
  if (answer->unknown()) return no_key(Outcome::temperror, phrase<"key unavailable">());
  // RFC 6376 §6.1.2: of several records the first that has a key to use; wildcard records of other kinds are passed over so.
  auto record = no_key(Outcome::permerror, phrase<"no key for signature">());
  for (const auto& text : dns::records_of<std::string>(*answer)) {
    auto one = read_key_record(text, signature.key_type);
    one.secure = answer->secure;
    if (one.key) return one;
    if (record.reason == "no key for signature" || record.reason == "key syntax error") record = std::move(one);
  }
  return record;
}

}  // namespace postern::senderauth
