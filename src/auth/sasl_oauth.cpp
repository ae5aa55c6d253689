// The grammars of OAUTHBEARER and XOAUTH2.
#include "auth/sasl_oauth.h"

#include <algorithm>
#include <optional>
#include <string>

#include "auth/sasl_name.h"
#include "auth/sasl_prep.h"
#include "base/text.h"

namespace postern::auth {
namespace {

constexpr char kSeparator = '\x01';

Bad bad_oauth(std::string why) { return {"OAuth: " + std::move(why)}; }

// b64token = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="     RFC 6750 §2.1
std::optional<std::string_view> bearer(std::string_view value) {
  const auto space = value.find(' ');
  if (space == value.npos || !equal_nocase(value.substr(0, space), "Bearer")) return {};
  const auto token = value.substr(std::min(value.size(), value.find_first_not_of(' ', space)));
  const auto body = token.substr(0, token.find_last_not_of('=') + 1);
  const bool good = !body.empty() && std::ranges::all_of(body, [](char c) {
    return is_alnum(c) || std::string_view("-._~+/").find(c) != std::string_view::npos;
  });
  return good ? std::optional(token) : std::nullopt;
}

// kvpairs: each key "=" value kvsep; the list ends with one more kvsep.     RFC 7628 §3.1
class Pairs {
 public:
  explicit Pairs(std::string_view text) {
    good_ = text.ends_with(std::string{kSeparator, kSeparator});
    text.remove_suffix(good_ ? 1 : 0);
    while (good_ && !text.empty()) {
      const auto end = text.find(kSeparator);
      add(text.substr(0, end));
      text.remove_prefix(end + 1);
    }
  }
  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] std::string_view auth() const { return auth_; }
  [[nodiscard]] std::string_view user() const { return user_; }

 private:
  // Each key once; key = 1*ALPHA, value = *( VCHAR / SP / HTAB / CR / LF ).
  void add(std::string_view pair) {
    const auto equals = pair.find('=');
    const auto key = pair.substr(0, equals);
    good_ = equals != pair.npos && !key.empty() && std::ranges::all_of(key, is_alpha);
    auto* place = key == "auth" ? &auth_ : key == "user" ? &user_ : nullptr;
    if (!good_ || !place) return;
    good_ = place->empty();
    *place = pair.substr(equals + 1);
  }
  std::string_view auth_, user_;
  bool good_ = false;
};

Step claim(std::optional<std::string> name, std::string_view auth) {
  const auto token = bearer(auth);
  if (!token) return bad_oauth("no bearer token");
  return TokenClaim{std::move(name).value_or(std::string()), Secret(std::string(*token))};
}

class OneMessage : public Mechanism {
 public:
  Step start(std::optional<std::string_view> initial) final {
    if (!initial) return Challenge{};
    return step(*initial);
  }
  Step step(std::string_view message) final {
    if (message.size() > kSaslLongestMessage || !is_utf8(message)) return bad_oauth("message too long or ill-formed");
    return read(message);
  }

 private:
  virtual Step read(std::string_view message) = 0;
};

// client-resp = gs2-header kvsep *kvpair kvsep; the header has no channel binding, for the mechanism has none.     RFC 7628 §3.1
class OauthBearer final : public OneMessage {
  Step read(std::string_view message) override {
    const auto end = message.find(kSeparator);
    const auto header = message.substr(0, end);
    const bool unbound = header.starts_with("n,") || header.starts_with("y,");
    if (end == message.npos || header.size() < 3 || !header.ends_with(',') || !unbound)
      return bad_oauth("no usable GS2 header");
    std::optional<std::string> name;
    if (const auto identity = header.substr(2, header.size() - 3); !identity.empty()) {
      if (identity.starts_with("a=")) name = sasl_name(identity.substr(2));
      if (!name) return bad_oauth("no usable GS2 header");
    }
    const Pairs pairs(message.substr(end + 1));
    if (!pairs.good()) return bad_oauth("pairs that cannot be read");
    return claim(std::move(name), pairs.auth());
  }
};

// "user=" name ^A "auth=Bearer " token ^A ^A
class Xoauth2 final : public OneMessage {
  Step read(std::string_view message) override {
    const Pairs pairs(message);
    if (!pairs.good()) return bad_oauth("pairs that cannot be read");
    auto name = sasl_prep(pairs.user());
    if (!name || name->empty()) return bad_oauth("no user");
    return claim(std::move(name), pairs.auth());
  }
};

}  // namespace

std::unique_ptr<Mechanism> oauthbearer_mechanism() { return std::make_unique<OauthBearer>(); }
std::unique_ptr<Mechanism> xoauth2_mechanism() { return std::make_unique<Xoauth2>(); }

}  // namespace postern::auth
