// One POP3 connection as a state machine: bytes and results in, effects out. No socket, no clock of its own, no store.
// Use: effect = session.start(); perform it (writing output() before ReadMore, StartTls and Close); feed the answer back, until
//   the effect is Close.
// Invariants: at most one effect is under way; commands are answered in order; input that waits is the session's own copy, of
//   one read at most; output() is handed over whenever it has grown past kMostOutput, so a pipeline cannot swell it.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "auth/login.h"
#include "base/line_reader.h"
#include "net/pace.h"
#include "net/session_limits.h"
#include "net/stream.h"
#include "pop3/command.h"
#include "pop3/ports.h"
#include "pop3/settings.h"

namespace postern::pop3 {

struct ReadMore {};
struct StartTls {};
struct Flush {};  // write output(), then on_flushed()
struct Close {};
struct PasswordLogin {
  std::string name;
  Secret password;
};
struct BeginLogin {
  std::string mechanism;
  std::optional<std::string> initial;
};
struct ContinueLogin {
  std::string response;
};
struct OpenMaildrop {
  AccountId account;
};
struct SendMessage {  // write output(), "+OK", the message and the dot, or learn that it cannot be read
  std::uint32_t number;
  std::optional<std::uint64_t> lines;  // TOP: so many of the body
};
struct RemoveMessages {
  std::vector<std::uint32_t> numbers;
};
using Effect = std::variant<ReadMore, StartTls, Flush, Close, PasswordLogin, BeginLogin, ContinueLogin, OpenMaildrop,
                            SendMessage, RemoveMessages>;

enum class State : std::uint8_t { authorization, transaction };  // RFC 1939 §4, §5; update is the RemoveMessages of QUIT

struct CommandRow;

struct Connection {
  SessionId session;
  IpAddress address;
  bool tls = false;
  std::vector<std::string_view> mechanisms;      // offered without TLS; none: no login without it
  std::vector<std::string_view> tls_mechanisms;  // offered with TLS
  net::Allowance allowance;
};

class Session {
 public:
  static constexpr std::size_t kMostOutput = 64 * 1024;
  static constexpr std::uint32_t kMostBeforeLogin = 500;  // commands; whoever means to log in needs a handful

  // All but `connection` must outlive the session.
  Session(const Settings&, const Options&, Connection connection, const TimeSource&, events::Sink&);

  Effect start();
  Effect on_bytes(std::string_view);
  Effect on_tls();
  Effect on_flushed() { return advance(); }
  Effect on_login(Result<auth::Answer>);
  Effect on_maildrop(Result<const Maildrop*>);  // must outlive the session
  Effect on_message(Result<void>);              // an error: nothing of the message was sent
  Effect on_removed(Result<void>);
  Effect on_timeout();
  Effect on_revoked();  // the account may no longer be used, or its password is another
  Effect on_shutdown();

  [[nodiscard]] std::string& output() { return output_; }
  [[nodiscard]] Deadline patience() const;  // how long the client may take to read what is written, or for a handshake
  [[nodiscard]] Deadline due();             // when the line that the client is sending must be whole
  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] net::Doing doing() const { return state_ == State::authorization ? net::Doing::login : net::Doing::command; }

 private:
  friend std::span<const CommandRow> command_rows();
  using Next = std::optional<Effect>;  // nothing: go on with the input
  enum class Mode : std::uint8_t { commands, sasl, closing };

  Effect advance();
  Next read_line();
  Next command(std::string_view line);
  void ok(std::string_view text);
  void bad(std::string_view text);     // a wrong command: counts
  void refuse(std::string_view text);  // a right one that cannot be
  Effect close();
  [[nodiscard]] const std::vector<std::string_view>& mechanisms() const {
    return link_.tls ? link_.tls_mechanisms : link_.mechanisms;
  }

  Next capa(std::string_view argument);
  Next stls(std::string_view argument);
  Next utf8(std::string_view argument);
  Next auth(std::string_view argument);
  Next user(std::string_view argument);
  Next pass(std::string_view argument);
  Next sasl_line(LineReader::Got);
  Next login_failed(const Error&);
  Next stat(std::string_view argument);
  Next list(std::string_view argument);
  Next uidl(std::string_view argument);
  Next retr(std::string_view argument);
  Next top(std::string_view argument);
  Next dele(std::string_view argument);
  Next noop(std::string_view argument);
  Next rset(std::string_view argument);
  Next quit(std::string_view argument);
  // The number of a message that is there and not marked as deleted; else the refusal has been said.
  std::optional<std::uint32_t> existing(std::optional<std::uint32_t> number);

  const Settings& settings_;
  const Options& options_;
  const TimeSource& time_;
  events::Sink& events_;
  Connection link_;

  Mode mode_ = Mode::commands;
  State state_ = State::authorization;
  Deadline login_until_;
  net::Pace pace_;
  std::string input_;   // a copy: writing while it waits would take the stream's away
  std::size_t at_ = 0;  // what of it was looked at
  LineReader reader_;
  std::string output_;
  std::string name_;                    // of USER
  bool read_only_ = false;              // the login may not delete
  const Maildrop* maildrop_ = nullptr;  // in state transaction
  std::vector<bool> deleted_;           // marked by DELE; index 0 is message 1
  std::uint32_t before_login_ = 0;
};

}  // namespace postern::pop3
