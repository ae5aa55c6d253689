// The client's side of AUTH.   RFC 4954, with PLAIN (RFC 4616), LOGIN and SCRAM-SHA-256 (RFC 5802, RFC 7677)
// Use: auto login = Login::choose(offers, credentials, nonce);  send login->command();  then for each 334  login->answer(challenge)
// Promises: SCRAM before PLAIN before LOGIN, so that a password is not shown where it need not be; a server that cannot prove that it
//   knows the password is left. Cold; the one costly step is handed out as a job for the threads that hash.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "smtp/client/client.h"
#include "smtp/client/offers.h"

namespace postern::smtp::client {

class Login {
 public:
  // `nonce`: printable, without commas. Nothing when the server offers no mechanism that we have.
  static std::optional<Login> choose(const Offers&, const Credentials&, std::string nonce);

  [[nodiscard]] std::string command() const;  // "AUTH PLAIN ...", without its end
  // What to answer to 334, in base64. When job() is there afterwards, it is to be run first, and the answer is then final().
  Result<std::string> answer(std::string_view challenge);
  // Makes the keys out of the password, on a thread of its own; shares all it touches.
  [[nodiscard]] std::move_only_function<void()> take_job();
  [[nodiscard]] std::string final_answer();
  // Whether a server that says "well" has shown what it had to.
  [[nodiscard]] bool satisfied() const;

 private:
  enum class Mechanism : std::uint8_t { scram, plain, login };
  struct Keys;  // of SCRAM, shared with the job

  Result<std::string> scram_answer(std::string_view challenge);
  Result<std::string> check_server(std::string_view message);

  Mechanism mechanism_ = Mechanism::plain;
  Credentials credentials_;
  std::string first_;  // client-first-message-bare
  std::string nonce_;
  std::string without_proof_;
  std::shared_ptr<Keys> keys_;
  bool job_waits_ = false;
  bool proven_ = false;  // the server's signature holds
  int step_ = 0;
};

}  // namespace postern::smtp::client
