// SCRAM-SHA-256: three messages of the client, the last one empty, for none of our protocols carries data with success.
// Invariants: a proof is compared in constant time; an unknown user fails at the same step as a wrong password.
#include "auth/sasl_scram.h"

#include <algorithm>

#include "auth/mac.h"
#include "auth/sasl_name.h"
#include "base/text.h"

namespace postern::auth {
namespace {

Bad bad_scram(std::string why) { return {"SCRAM: " + std::move(why)}; }

// Takes "k=value" up to the next comma or the end.
std::optional<std::string_view> attribute(std::string_view& in, char key) {
  if (in.size() < 2 || in[0] != key || in[1] != '=') return {};
  const auto comma = in.find(',');
  const auto value = in.substr(2, comma == in.npos ? in.npos : comma - 2);
  in.remove_prefix(comma == in.npos ? in.size() : comma + 1);
  return value;
}

// printable = %x21-2B / %x2D-7E     RFC 5802 §7
bool is_nonce(std::string_view s) {
  return !s.empty() && std::ranges::all_of(s, [](char c) { return c >= 0x21 && c <= 0x7E && c != ','; });
}

std::string exclusive_or(std::string_view a, std::string_view b) {
  std::string out(a);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<char>(out[i] ^ b[i]);
  return out;
}

class Scram final : public Mechanism {
 public:
  Scram(std::string nonce, bool plus_offered) : nonce_(std::move(nonce)), plus_offered_(plus_offered) {}
  Scram(std::string nonce, net::ChannelBinding binding) : nonce_(std::move(nonce)), binding_(std::move(binding)) {}

  Step start(std::optional<std::string_view> initial) override {
    if (!initial) return Challenge{};
    return step(*initial);
  }

  Step step(std::string_view message) override {
    if (message.size() > kSaslLongestMessage) return bad_scram("message too long");
    switch (at_) {
      case At::client_first: return client_first(message);
      case At::client_final: return client_final(message);
      case At::empty_answer: return empty_answer(message);
      case At::verifier:
      case At::end: break;
    }
    return bad_scram("out of turn");
  }

  Step supply(std::vector<KnownPassword> known) override {
    if (at_ != At::verifier || known.empty()) return bad_scram("out of turn");
    at_ = At::client_final;
    known_ = std::move(known);
    const auto& shown = known_.front().verifier;
    server_first_ = "r=" + nonce_ + ",s=" + to_base64(shown.salt) + ",i=" + std::to_string(shown.iterations);
    return Challenge{server_first_};
  }

 private:
  enum class At { client_first, verifier, client_final, empty_answer, end };

  // client-first-message = gs2-cbind-flag "," [authzid] "," username "," nonce ["," extensions]     RFC 5802 §7
  Step client_first(std::string_view message) {
    at_ = At::end;
    std::string_view rest = message;
    if (auto refused = channel(rest)) return std::move(*refused);
    const auto authorization = rest.starts_with("a=") ? attribute(rest, 'a') : std::optional<std::string_view>{};
    if (!authorization) {
      if (!rest.starts_with(',')) return bad_scram("no usable GS2 header");
      rest.remove_prefix(1);
    }
    gs2_header_ = message.substr(0, message.size() - rest.size());
    client_first_bare_ = rest;

    const auto raw_name = attribute(rest, 'n');  // "m=" (mandatory extensions) fails here, as it must
    const auto client_nonce = attribute(rest, 'r');
    const auto name = raw_name ? sasl_name(*raw_name) : std::optional<std::string>{};
    if (!name || name->empty() || !client_nonce || !is_nonce(*client_nonce)) return bad_scram("no usable name or nonce");
    if (authorization && sasl_name(*authorization) != name) return bad_scram("asks to act for another user");
    name_ = *name;
    nonce_ = std::string(*client_nonce) + nonce_;
    at_ = At::verifier;
    return WantVerifier{name_};
  }

  // gs2-cbind-flag = ("p=" cb-name) / "n" / "y"     RFC 5802 §7. Takes it from `rest`, with the comma.
  std::optional<Bad> channel(std::string_view& rest) {
    const auto flag = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(rest.size(), flag.size() + 1));
    if (!binding_) {
      if (flag == "n" || (flag == "y" && !plus_offered_)) return {};
      return bad_scram(flag == "y" ? "a client that can bind its channel was kept from it" : "no usable GS2 header");
    }
    if (flag == "p=tls-exporter") bound_to_ = binding_->exporter;
    if (flag == "p=tls-server-end-point") bound_to_ = binding_->end_point;
    if (bound_to_.empty()) return bad_scram("no usable channel binding");
    return {};
  }

  // client-final-message = channel-binding "," nonce ["," extensions] "," proof     RFC 5802 §7
  Step client_final(std::string_view message) {
    at_ = At::end;
    const auto cut = message.rfind(",p=");
    if (cut == message.npos) return bad_scram("no proof");
    const auto without_proof = message.substr(0, cut);
    const auto proof = from_base64(message.substr(cut + 3));
    std::string_view rest = without_proof;
    const auto binding = attribute(rest, 'c');
    const auto nonce = attribute(rest, 'r');
    if (!binding || from_base64(*binding) != gs2_header_ + bound_to_) return bad_scram("channel binding differs");
    if (!nonce || *nonce != nonce_) return bad_scram("nonce differs");
    if (!proof || proof->size() != kSha256Size) return bad_scram("no proof");

    const auto auth_message = client_first_bare_ + "," + server_first_ + "," + std::string(without_proof);
    const auto which = proven_by(*proof, auth_message);
    if (!which) return Bad{"SCRAM: wrong proof", true};
    which_ = *which;
    if (known_[which_].standing == Standing::none) return Proven{std::move(name_), which_};
    at_ = At::empty_answer;
    return Challenge{"v=" + to_base64(hmac_sha256(known_[which_].verifier.server_key, auth_message))};
  }

  // RFC 5802 §3. All are tried, whichever it is.
  std::optional<std::size_t> proven_by(std::string_view proof, std::string_view auth_message) const {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < known_.size(); ++i) {
      const auto& stored_key = known_[i].verifier.stored_key;
      const Secret client_key(exclusive_or(proof, hmac_sha256(stored_key, auth_message)));
      if (equal_in_constant_time(sha256(client_key.reveal()), stored_key)) found = i;
    }
    return found;
  }

  Step empty_answer(std::string_view message) {
    at_ = At::end;
    if (!message.empty()) return bad_scram("data after the last message");
    return Proven{std::move(name_), which_};
  }

  At at_ = At::client_first;
  std::string nonce_;  // the server's part, then both
  bool plus_offered_ = false;
  std::optional<net::ChannelBinding> binding_{};  // of SCRAM-SHA-256-PLUS
  std::string bound_to_;                          // what the client's last message has to hold of it
  std::string name_;
  std::string gs2_header_;
  std::string client_first_bare_;
  std::string server_first_;
  std::vector<KnownPassword> known_;
  std::size_t which_ = 0;  // of those, once proven
};

}  // namespace

std::unique_ptr<Mechanism> scram_mechanism(std::string nonce, bool plus_offered) {
  return std::make_unique<Scram>(std::move(nonce), plus_offered);
}

std::unique_ptr<Mechanism> scram_plus_mechanism(std::string nonce, net::ChannelBinding binding) {
  return std::make_unique<Scram>(std::move(nonce), std::move(binding));
}

}  // namespace postern::auth
