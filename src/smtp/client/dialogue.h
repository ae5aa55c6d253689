// One connection to a server as a state machine: bytes and results in, effects out. No socket, no clock of its own, no store.
// Use: effect = dialogue.start(); perform it (writing output() before everything but RunJob); feed the answer back. At Idle: begin(mail)
//   or quit(); after begin(), the next Idle or Over has its outcome(). Over: why() says what ended it; nothing: QUIT.
// Invariants: every command that was sent waits in `expected_` for its reply, in order; a reply that nothing waits for ends the
//   connection; what is known of the server is forgotten when TLS begins; each recipient is answered once.
#pragma once
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"
#include "base/time.h"
#include "smtp/client/client.h"
#include "smtp/client/commands.h"
#include "smtp/client/login.h"
#include "smtp/client/offers.h"
#include "smtp/client/reply_reader.h"

namespace postern::smtp::client {

struct ReadMore {};
struct StartTls {};
struct ReadContent {  // of the message under way
  std::uint64_t from = 0;
  std::size_t size = 0;
};
struct RunJob {
  std::move_only_function<void()> job;
};
struct Idle {};
struct Over {};
using Effect = std::variant<ReadMore, StartTls, ReadContent, RunJob, Idle, Over>;

class Dialogue {
 public:
  static constexpr std::size_t kPiece = 64 << 10;  // of a message, read at once
  static constexpr std::size_t kMostWaiting = 50;  // commands in a pipeline: their replies fit in any socket's buffer
  static constexpr std::size_t kMostChunks = 8;    // of BDAT in a pipeline

  // The manner and the settings outlive it. `nonce`: fresh, printable, without commas.
  Dialogue(const Manner&, const Settings&, const TimeSource&, std::string nonce);

  Effect start();
  Effect on_bytes(std::string_view);  // empty: the server has ended its side
  Effect on_tls(const Result<void>&, tls::Proof);
  Effect on_content(Result<std::string>);
  Effect on_job(const Result<void>&);
  Effect on_failure(const Error&);  // of reading or writing
  Effect begin(Mail);               // at Idle alone
  Effect quit();

  [[nodiscard]] const std::string& output() const { return output_; }
  void clear_output() { output_.clear(); }
  [[nodiscard]] Deadline due() const { return due_; }  // of the reply that is waited for, or of the handshake
  [[nodiscard]] Deadline patience() const;             // for what is written now to be taken
  [[nodiscard]] bool idle() const { return at_ == At::idle; }
  [[nodiscard]] const Facts& facts() const { return facts_; }
  [[nodiscard]] const std::optional<Trouble>& why() const { return trouble_; }
  [[nodiscard]] MailOutcome take_outcome();
  [[nodiscard]] const store::Content& content() const { return transaction_->mail.content; }

 private:
  enum class At : std::uint8_t { opening, idle, scanning, envelope, text, ending, over };
  struct Expected {
    Step step;
    std::size_t recipient = 0;
  };
  struct Transaction {
    Mail mail;
    Plan plan = {};
    TextScan scan = {};
    std::optional<TextWriter> writer = {};
    MailOutcome outcome = {};
    std::vector<bool> answered = {};
    std::vector<std::size_t> accepted = {};  // recipients of the envelope
    std::size_t next_recipient = 0;          // of the plan
    std::uint64_t at = 0;                    // octets read of the message
    bool said_mail = false, said_data = false, refused = false;
    bool heard = false;  // any reply
  };

  // dialogue.cpp: the connection
  Effect advance();
  std::optional<Effect> on_reply(const Expected&, const ServerReply&);
  std::optional<Effect> greeted(const ServerReply&);
  std::optional<Effect> hello(const ServerReply&);
  std::optional<Effect> starttls(const ServerReply&);
  std::optional<Effect> login(const ServerReply&);
  std::optional<Effect> after_hello();
  std::optional<Effect> log_in();
  void say(std::string_view command, Step, std::size_t recipient = 0);
  void say_hello();
  void arm();
  [[nodiscard]] std::chrono::seconds patience_for(Step) const;
  Effect end(Trouble);
  Effect end_broken(Step, std::string text);
  Effect end_answered(Step, const ServerReply&, Cause = Cause::answered);
  [[nodiscard]] Step step() const;

  // dialogue_mail.cpp: a message
  Effect transmit();
  std::optional<Effect> on_mail(const ServerReply&);
  std::optional<Effect> on_rcpt(std::size_t recipient, const ServerReply&);
  std::optional<Effect> on_data(const ServerReply&);
  std::optional<Effect> on_chunk(const ServerReply&);
  std::optional<Effect> on_end_of_text(std::size_t recipient, const ServerReply&);
  Effect go_on();
  void say_envelope();
  void say_chunk(std::string_view piece, bool last);
  void answer(std::size_t recipient, RecipientOutcome);
  void answer_rest(const RecipientOutcome&);
  Effect finish();
  void expect_end();
  void give_up(const Trouble&);

  const Manner& manner_;
  const Settings& settings_;
  const TimeSource& time_;
  std::string nonce_;

  At at_ = At::opening;
  bool secure_ = false;      // TLS stands
  bool said_helo_ = false;   // EHLO was refused
  bool must_reset_ = false;  // a transaction was left in the middle
  bool used_ = false;        // a message has been answered
  ReplyReader reader_;
  Offers offers_;
  std::deque<Expected> expected_;
  std::size_t input_left_ = 0;  // octets behind the reply that is looked at
  std::string output_;
  Deadline due_ = Deadline::max();
  Deadline end_ = Deadline::max();  // of the message under way
  Facts facts_;
  std::optional<Login> login_;
  std::optional<Trouble> trouble_;
  std::unique_ptr<Transaction> transaction_;
};

}  // namespace postern::smtp::client
