// The table of mechanisms, and the two that hand over the password itself: PLAIN and LOGIN.
#include "auth/sasl.h"

#include <array>

#include "auth/sasl_oauth.h"
#include "auth/sasl_scram.h"
#include "base/text.h"

namespace postern::auth {
namespace {

Bad malformed(std::string why) { return {std::move(why)}; }

// message = [authzid] UTF8NUL authcid UTF8NUL passwd     RFC 4616 §2
class PlainMechanism final : public Mechanism {
 public:
  Step start(std::optional<std::string_view> initial) override {
    if (!initial) return Challenge{};
    return step(*initial);
  }

  Step step(std::string_view message) override {
    if (message.size() > kSaslLongestMessage) return malformed("PLAIN message too long");
    const auto first = message.find('\0');
    const auto second = first == message.npos ? message.npos : message.find('\0', first + 1);
    if (second == message.npos || message.find('\0', second + 1) != message.npos)
      return malformed("PLAIN message without its two NULs");
    const auto authorization = message.substr(0, first);
    const auto name = message.substr(first + 1, second - first - 1);
    const auto password = message.substr(second + 1);
    if (name.empty() || password.empty() || !is_utf8(message))
      return malformed("PLAIN message with an empty or ill-formed part");
    // RFC 4616 §2: nobody may act for another here.
    if (!authorization.empty() && !equal_nocase(authorization, name)) return malformed("PLAIN asks to act for another user");
    return PasswordClaim{std::string(name), Secret(std::string(password))};
  }
};

// draft-murchison-sasl-login: no standard, but what many devices speak. The prompts are those every client knows.
class LoginMechanism final : public Mechanism {
 public:
  Step start(std::optional<std::string_view> initial) override {
    if (!initial || initial->empty()) return Challenge{"Username:"};
    return step(*initial);
  }

  Step step(std::string_view message) override {
    if (message.empty() || message.size() > kSaslLongestMessage || !is_utf8(message))
      return malformed("LOGIN with an empty or ill-formed part");
    if (!name_.empty()) return PasswordClaim{std::move(name_), Secret(std::string(message))};
    name_ = message;
    return Challenge{"Password:"};
  }

 private:
  std::string name_;
};

struct Row {
  MechanismName name;
  std::string_view word;
};
constexpr std::array<Row, 6> kMechanisms{{
    {MechanismName::plain, "PLAIN"},
    {MechanismName::login, "LOGIN"},
    {MechanismName::scram_sha_256, "SCRAM-SHA-256"},
    {MechanismName::scram_sha_256_plus, "SCRAM-SHA-256-PLUS"},
    {MechanismName::oauthbearer, "OAUTHBEARER"},
    {MechanismName::xoauth2, "XOAUTH2"},
}};

}  // namespace

Step Mechanism::supply(std::vector<KnownPassword>) { return Bad{"this mechanism asks for no verifier"}; }

std::string_view word(MechanismName name) {
  for (const auto& row : kMechanisms)
    if (row.name == name) return row.word;
  return {};
}

std::optional<MechanismName> mechanism_named(std::string_view text) {
  for (const auto& row : kMechanisms)
    if (equal_nocase(row.word, text)) return row.name;
  return {};
}

std::unique_ptr<Mechanism> make_mechanism(MechanismName name, Random& random, Channel channel) {
  switch (name) {
    case MechanismName::plain: return std::make_unique<PlainMechanism>();
    case MechanismName::login: return std::make_unique<LoginMechanism>();
    case MechanismName::scram_sha_256: return scram_mechanism(to_base64(random.bytes(18)), channel.plus);
    case MechanismName::oauthbearer: return oauthbearer_mechanism();
    case MechanismName::xoauth2: return xoauth2_mechanism();
    case MechanismName::scram_sha_256_plus: break;
  }
  return scram_plus_mechanism(to_base64(random.bytes(18)), std::move(channel.binding));
}

}  // namespace postern::auth
