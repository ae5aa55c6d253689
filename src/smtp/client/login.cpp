// Three mechanisms; a server's challenge is hostile until its signature holds.
#include "smtp/client/login.h"

#include <fmt/format.h>

#include <utility>

#include "auth/mac.h"
#include "auth/sasl_prep.h"
#include "auth/scram.h"
#include "base/text.h"

namespace postern::smtp::client {
namespace {

constexpr std::size_t kLongestChallenge = 8 << 10;
constexpr std::uint32_t kMostIterations = 1'000'000;  // a server may not keep a thread of ours busy for long

// RFC 5802 §5.1: saslname; '=' and ',' are escaped.
std::string sasl_name(std::string_view user) {
  std::string out;
  for (const char c : user)
    if (c == '=')
      out += "=3D";
    else if (c == ',')
      out += "=2C";
    else
      out += c;
  return out;
}

// The value of "x=..." in a message whose attributes are parted by commas.
std::optional<std::string_view> attribute(std::string_view message, char name) {
  while (!message.empty()) {
    const auto end = std::min(message.find(','), message.size());
    const auto one = message.substr(0, end);
    if (one.size() >= 2 && one[0] == name && one[1] == '=') return one.substr(2);
    message.remove_prefix(std::min(end + 1, message.size()));
  }
  return {};
}

std::unexpected<Error> odd(const char* what) { return fail(Failure::invalid, what); }

}  // namespace

struct Login::Keys {
  Secret password;
  std::string salt;
  std::uint32_t iterations = 0;
  std::string message;  // AuthMessage
  std::string proof, server_signature;

  // RFC 5802 §3
  void make() {
    const Secret salted(auth::pbkdf2_sha256(password.reveal(), salt, iterations));
    const Secret client_key(auth::hmac_sha256(salted.reveal(), "Client Key"));
    proof = auth::hmac_sha256(auth::sha256(client_key.reveal()), message);
    for (std::size_t i = 0; i < proof.size(); ++i) proof[i] = static_cast<char>(proof[i] ^ client_key.reveal()[i]);
    server_signature = auth::hmac_sha256(auth::hmac_sha256(salted.reveal(), "Server Key"), message);
  }
};

std::optional<Login> Login::choose(const Offers& offers, const Credentials& credentials, std::string nonce) {
  Login out;
  if (offers.has_mechanism("SCRAM-SHA-256"))
    out.mechanism_ = Mechanism::scram;
  else if (offers.has_mechanism("PLAIN"))
    out.mechanism_ = Mechanism::plain;
  else if (offers.has_mechanism("LOGIN"))
    out.mechanism_ = Mechanism::login;
  else
    return {};
  out.credentials_ = credentials;
  out.nonce_ = std::move(nonce);
  out.first_ = fmt::format("n={},r={}", sasl_name(credentials.user), out.nonce_);
  return out;
}

std::string Login::command() const {
  switch (mechanism_) {
    case Mechanism::scram: return "AUTH SCRAM-SHA-256 " + to_base64("n,," + first_);
    case Mechanism::plain: {
      const std::string message = '\0' + credentials_.user + '\0' + std::string(credentials_.password.reveal());  // RFC 4616 §2
      return "AUTH PLAIN " + to_base64(message);
    }
    case Mechanism::login: break;
  }
  return "AUTH LOGIN";
}

Result<std::string> Login::answer(std::string_view challenge) {
  ++step_;
  if (challenge.size() > kLongestChallenge) return odd("The server's challenge is too long");
  switch (mechanism_) {
    case Mechanism::scram: return scram_answer(challenge);
    case Mechanism::plain: return odd("The server asks for more than a password");
    case Mechanism::login: break;
  }
  // Whatever its words are, it asks for the name first.
  if (step_ == 1) return to_base64(credentials_.user);
  if (step_ == 2) return to_base64(credentials_.password.reveal());
  return odd("The server asks for more than a password");
}

// server-first-message = nonce "," salt "," iteration-count   RFC 5802 §7
Result<std::string> Login::scram_answer(std::string_view challenge) {
  const auto message = from_base64(challenge);
  if (!message) return odd("The server's challenge is not base64");
  if (step_ == 2) return check_server(*message);
  if (step_ != 1) return odd("The server's challenges have no end");
  const auto nonce = attribute(*message, 'r'), salt = attribute(*message, 's'), count = attribute(*message, 'i');
  const auto iterations = count ? number<std::uint32_t>(*count, kMostIterations) : std::optional<std::uint32_t>();
  const auto salt_bytes = salt ? from_base64(*salt) : std::optional<std::string>();
  if (message->starts_with("m=") || !nonce || !salt_bytes || salt_bytes->empty() || !iterations)
    return odd("The server's challenge is none of SCRAM");
  if (!nonce->starts_with(nonce_) || nonce->size() == nonce_.size()) return odd("The server's nonce is not ours");
  if (*iterations < auth::kScramLeastIterations) return odd("The server asks for too few iterations");
  without_proof_ = fmt::format("c=biws,r={}", *nonce);
  const auto prepared = auth::sasl_prep(credentials_.password.reveal());
  keys_ = std::make_shared<Keys>();
  keys_->password = Secret(prepared ? *prepared : std::string(credentials_.password.reveal()));
  keys_->salt = *salt_bytes;
  keys_->iterations = *iterations;
  keys_->message = fmt::format("{},{},{}", first_, *message, without_proof_);
  job_waits_ = true;
  return std::string();
}

Result<std::string> Login::check_server(std::string_view message) {
  const auto signature = attribute(message, 'v');
  const auto bytes = signature ? from_base64(*signature) : std::optional<std::string>();
  if (!keys_ || !bytes || !equal_in_constant_time(*bytes, keys_->server_signature))
    return odd("The server does not know the password");
  proven_ = true;
  return std::string();
}

std::move_only_function<void()> Login::take_job() {
  if (!std::exchange(job_waits_, false)) return {};
  return [keys = keys_] { keys->make(); };
}

std::string Login::final_answer() { return to_base64(fmt::format("{},p={}", without_proof_, to_base64(keys_->proof))); }

bool Login::satisfied() const { return mechanism_ != Mechanism::scram || proven_; }

}  // namespace postern::smtp::client
