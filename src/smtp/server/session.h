// One SMTP connection as a state machine: bytes and results in, effects out. No socket, no clock of its own, no store.
// Use: effect = session.start(); perform it (writing output() before ReadMore, StartTls and Close); feed the answer back, until
//   the effect is Close.
// Invariants: at most one effect is under way; commands are answered in order; a transaction exists in the states mail, rcpt
//   and chunks, and while the end of its message is judged; whatever that end is, it leaves the state ready; bytes not yet
//   looked at belong to the caller's buffer, which must stay until the next ReadMore, StartTls or Close.
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "auth/login.h"
#include "base/line_reader.h"
#include "base/time.h"
#include "events/events.h"
#include "net/pace.h"
#include "net/session_limits.h"
#include "net/stream.h"
#include "smtp/grammar/command.h"
#include "smtp/grammar/data_scanner.h"
#include "smtp/server/effects.h"
#include "smtp/server/intake.h"
#include "smtp/server/ports.h"
#include "smtp/server/relay.h"
#include "smtp/server/settings.h"

namespace postern::smtp {

// Where in the dialogue the client is; the columns of the command table.
enum class State : std::uint8_t { connected, ready, mail, rcpt, chunks };
inline constexpr std::size_t kStates = 5;

struct CommandRow;

// What is known of the connection when it begins.
struct Connection {
  SessionId session;
  IpAddress address;
  std::string ip;  // the same as text
  bool tls = false;
  std::string tls_summary;
  bool trusted = false;                          // may send in some names without login (H26)
  std::vector<std::string_view> mechanisms;      // offered without TLS
  std::vector<std::string_view> tls_mechanisms;  // offered with TLS
  net::Allowance allowance;
};

// What a session works with; all of it outlives the session.
struct Surroundings {
  const TimeSource& time;
  events::Sink& events;
  events::SecuritySink& security;
  Trust& trust;
  store::BlobStore& blobs;
  std::uint64_t inline_limit = 0;  // octets; a larger message becomes a blob while it comes in
  OriginPorts origin = {};
  bool signs = false;     // mail of those who may send in our names
  bool inspects = false;  // every message
};

class Session {
 public:
  // Settings and listener must outlive the session.
  Session(const Settings&, const Listener&, Connection, Surroundings);

  Effect start();
  Effect on_bytes(std::string_view);
  Effect on_tls(std::string summary);  // the handshake is done
  Effect on_senders(Result<std::vector<SenderFacts>>);
  Effect on_recipient(Result<RecipientStatus>);
  Effect on_login(Result<auth::Answer>);
  Effect on_flushed(Result<void>);
  Effect on_origin(const senderauth::Origin&);
  Effect on_inspected(Findings);
  Effect on_accepted(Result<void>);
  Effect on_timeout();
  Effect on_revoked();  // the account may no longer be used, or its password is another
  Effect on_shutdown();
  // Says what became of the connection; call once, at its end.
  void on_end();

  [[nodiscard]] const std::string& output() const { return output_; }
  void clear_output() { output_.clear(); }
  [[nodiscard]] Deadline patience() const;  // how long the peer may take to read what is written, or for a handshake
  [[nodiscard]] Deadline due();             // when the line or the block of a message that the peer is sending must be whole
  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] net::Doing doing() const;  // while more is read

 private:
  friend std::span<const CommandRow> command_rows();
  using Next = std::optional<Effect>;  // nothing: go on with the input
  enum class Mode : std::uint8_t { commands, sasl, data, chunk, closing };
  enum class Awaits : std::uint8_t {
    nothing,
    tls,
    sender,
    recipient,
    login,
    header_from,
    flush,
    origin,
    inspection,
    acceptance
  };

  // A message from MAIL to its acceptance or refusal.
  struct Transaction {
    queue::Envelope envelope;
    SenderFacts sender;
    bool granted = false;  // without a login, by an entry of the allow list
    bool lowered = false;  // its priority
    std::uint64_t declared_size = 0;
    queue::Recipient candidate;  // under check
    RecipientFacts candidate_facts;
    DataScanner scanner;
    std::unique_ptr<Intake> intake;         // from DATA or the first BDAT on
    Message message;                        // complete
    std::vector<address::Mailbox> authors;  // of its From field
    std::optional<senderauth::Origin> origin;
    bool proven = false;  // its From field is, by DMARC
    std::string fields;   // known now that it is whole, to be put into its header
  };
  struct Chunk {
    std::uint64_t size = 0;
    std::uint64_t remaining = 0;
    bool last = false;
    std::optional<Reply> refusal;  // the bytes are dropped, then this is said
  };
  struct Counts {
    std::uint32_t messages = 0, accepted = 0, commands = 0;
  };

  // session.cpp: the pump
  Effect advance();
  Next read_line();
  Next command(std::string_view line);
  [[nodiscard]] std::optional<Reply> refusal(const CommandRow&, std::string_view argument) const;
  [[nodiscard]] bool offered(Verb) const;
  [[nodiscard]] const std::vector<std::string_view>& mechanisms() const {
    return link_.tls ? link_.tls_mechanisms : link_.mechanisms;
  }
  [[nodiscard]] Client client() const { return {static_cast<bool>(identity_.account), transaction_ && transaction_->granted}; }
  [[nodiscard]] bool is_lmtp() const { return listener_.role == Role::lmtp; }
  [[nodiscard]] bool must_log_in() const { return listener_.role == Role::submission && !client().logged_in && !link_.trusted; }
  [[nodiscard]] Deadline latest() const;
  [[nodiscard]] std::uint64_t largest_message() const {
    return settings_.max_message_size.value ? settings_.max_message_size.value : UINT64_MAX;
  }
  void say(Reply);
  void say_of_message(const Reply&, std::size_t recipients);
  Effect close(Reply);
  void reset();
  void report(events::Event, const Reply&, std::string_view to, std::string_view reason = {}) const;
  void signal(events::Signal, events::Cause, std::string_view about, std::size_t recipients = 0, std::uint64_t size = 0) const;

  // session_hello.cpp
  Next ehlo(std::string_view argument);
  [[nodiscard]] std::string wishes_offered() const;
  Next helo(std::string_view argument);
  Next starttls(std::string_view argument);
  Next noop(std::string_view argument);
  Next rset(std::string_view argument);
  Next quit(std::string_view argument);
  Next help(std::string_view argument);
  Next vrfy(std::string_view argument);
  Next expn(std::string_view argument);
  bool greet(std::string_view argument);
  // session_auth.cpp
  Next auth(std::string_view argument);
  Next sasl_line(LineReader::Got);
  // session_envelope.cpp
  Next mail(std::string_view argument);
  Next rcpt(std::string_view argument);
  Effect sender_known(Reply);
  [[nodiscard]] std::optional<Reply> wish_refusal(const MailParameters&) const;
  [[nodiscard]] std::chrono::seconds longest_hold() const;  // 0: mail is not held
  [[nodiscard]] std::optional<Reply> sender_refusal(const address::Mailbox* path);
  [[nodiscard]] events::Service service() const;
  [[nodiscard]] Way way() const;
  // session_message.cpp
  Next data(std::string_view argument);
  Next bdat(std::string_view argument);
  Next begin_chunk(std::string_view argument, std::optional<Reply> refusal);
  Next read_data();
  Next read_chunk();
  void begin_intake();
  Next flush_when_full();
  Next finish_message();
  [[nodiscard]] bool is_ours() const { return client().logged_in || client().trusted; }
  [[nodiscard]] bool judges_origin() const { return origin_.settings && !is_ours(); }
  [[nodiscard]] bool signs() const { return signs_ && is_ours(); }
  [[nodiscard]] senderauth::OriginQuery origin_query() const;
  Next check_authors();
  Next refuse_message(const Reply&, std::string_view reason = {});  // the reason is for the log alone
  Next inspect_message();
  Next accept_message();

  const Settings& settings_;
  const Listener& listener_;
  const TimeSource& time_;
  events::Sink& events_;
  events::SecuritySink& security_;
  Trust& trust_;
  store::BlobStore& blobs_;
  const std::uint64_t inline_limit_;
  const OriginPorts origin_;
  const bool signs_;
  const bool inspects_;
  Connection link_;

  Mode mode_ = Mode::commands;
  State state_ = State::connected;
  Awaits awaits_ = Awaits::nothing;
  std::string_view input_;  // the caller's bytes that were not yet looked at
  LineReader reader_;
  std::string output_;
  std::string client_name_;
  bool extended_ = false;  // the client said EHLO, not HELO
  auth::Identity identity_;
  std::unique_ptr<Transaction> transaction_;
  Chunk chunk_;
  net::Pace pace_;
  Deadline login_until_;
  Deadline data_until_ = Deadline::max();  // for the whole of a message, or of a chunk that is dropped
  Counts counts_;
};

}  // namespace postern::smtp
