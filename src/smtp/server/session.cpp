// The steps of a session that no single command owns: greeting, reading lines, dispatch, errors, end.
#include "smtp/server/session.h"

#include <algorithm>

#include "base/text.h"
#include "events/table.h"
#include "smtp/server/command_table.h"

namespace postern::smtp {
namespace {

using events::Event;
using events::Key;

// Syntax and order; not what a policy or a port refuses.
bool is_bad_command(const Reply& reply) { return (reply.code >= 500 && reply.code <= 504) || reply.code == 555; }

// Arguments that say something of a session. What stands elsewhere may be a password: rightly with AUTH, else out of turn.
bool is_for_logs(Verb verb) {
  return verb == Verb::ehlo || verb == Verb::helo || verb == Verb::lhlo || verb == Verb::mail || verb == Verb::rcpt ||
         verb == Verb::bdat;
}

// RFC 5321 §4.1.4: the state stays as it is.
Reply out_of_order(State state, Verb verb) {
  if (state == State::connected) return {503, "5.5.1", "Send EHLO first"};
  if (state == State::ready) return {503, "5.5.1", "Send MAIL first"};
  if (verb == Verb::mail) return {503, "5.5.1", "Sender already given"};
  if (state == State::mail && (verb == Verb::data || verb == Verb::bdat)) return {503, "5.5.1", "No valid recipients"};
  return {503, "5.5.1", "Bad sequence of commands"};
}

}  // namespace

Session::Session(const Settings& settings, const Listener& listener, Connection connection, Surroundings around)
    : settings_(settings),
      listener_(listener),
      time_(around.time),
      events_(around.events),
      security_(around.security),
      trust_(around.trust),
      blobs_(around.blobs),
      inline_limit_(around.inline_limit),
      origin_(std::move(around.origin)),
      signs_(around.signs),
      inspects_(around.inspects),
      link_(std::move(connection)),
      login_until_(around.time.steady() + link_.allowance.login_timeout()) {}

Effect Session::start() {
  // RFC 5321 §4.2, §4.3.1: the host's name and nothing about the program.
  say({220, "", listener_.host_name + (is_lmtp() ? " LMTP" : " ESMTP")});
  return ReadMore{};
}

Effect Session::on_bytes(std::string_view bytes) {
  input_ = bytes;
  return advance();
}

Effect Session::on_timeout() { return close({421, "4.4.2", "Timed out"}); }
Effect Session::on_revoked() { return close({421, "4.7.0", "The account may no longer be used"}); }
Effect Session::on_shutdown() { return close({421, "4.3.2", "Service shutting down"}); }  // RFC 5321 §3.8

void Session::on_end() {
  transaction_.reset();
  if (counts_.accepted != 0) return;
  events_.write(Event::smtp_session_without_message, link_.session, {{Key::ip, link_.ip}, {Key::count, counts_.commands}});
  signal(events::Signal::session_without_message, events::Cause::none, {});
}

Deadline Session::patience() const { return std::min(time_.steady() + settings_.command_timeout, latest()); }

// Who is served nothing before login has not for ever to log in.
Deadline Session::latest() const { return must_log_in() ? login_until_ : Deadline::max(); }

// RFC 5321 §4.5.3.2.5, §4.5.3.2.7
Deadline Session::due() {
  const bool data = mode_ == Mode::data || mode_ == Mode::chunk;
  const auto by_pace = pace_.until(time_.steady(), data ? settings_.data_timeout : settings_.command_timeout);
  return std::min({by_pace, data_until_, latest()});
}

net::Doing Session::doing() const {
  if (mode_ == Mode::data || mode_ == Mode::chunk || state_ == State::chunks) return net::Doing::message;
  if (mode_ == Mode::sasl) return net::Doing::login;
  if (state_ == State::connected) return net::Doing::greeting;
  return state_ == State::ready ? net::Doing::command : net::Doing::envelope;
}

// Goes on with the input until something has to come from outside.
Effect Session::advance() {
  for (;;) {
    Next next;
    switch (mode_) {
      case Mode::closing: return Close{};
      case Mode::chunk:
        if (chunk_.remaining != 0 && input_.empty()) return ReadMore{};
        next = read_chunk();
        break;
      case Mode::data:
        if (input_.empty()) return ReadMore{};
        next = read_data();
        break;
      case Mode::commands:
      case Mode::sasl:
        if (input_.empty()) return ReadMore{};
        next = read_line();
        break;
    }
    if (next) return std::move(*next);
  }
}

Session::Next Session::read_line() {
  const bool sasl = mode_ == Mode::sasl;
  const auto got = reader_.next(input_, sasl ? auth::kSaslLongestLine : settings_.max_command_line);
  // RFC 5321 §2.3.8: only CRLF ends a line. Where one with a bare LF ends is open to dispute, so it ends here.
  if (got.outcome == LineReader::Outcome::bare_lf) return close({500, "5.5.2", "Lines end in CR LF"});
  if (got.outcome == LineReader::Outcome::more) return {};
  pace_.done();
  if (!sasl && link_.allowance.passed(++counts_.commands, settings_.max_commands))
    return close({421, "4.7.0", "Too many commands"});
  Next next;
  if (sasl) {
    next = sasl_line(got);
  } else if (got.outcome == LineReader::Outcome::too_long) {
    say({500, "5.5.2", "Line too long"});  // RFC 5321 §4.5.3.1.9
  } else {
    next = command(got.line);
  }
  if (!next && link_.allowance.no_more_commands()) return close({421, "4.7.0", "Too many errors"});
  return next;
}

Session::Next Session::command(std::string_view line) {
  const auto [verb, argument] = command_line(line);
  // What a browser can be made to send here must not be read as commands line by line.
  if (verb == Verb::foreign) return close({421, "4.7.0", "This is not a web server"});
  if (events_.wants(Event::smtp_command)) {
    events_.write(Event::smtp_command, link_.session,
                  {{Key::command, name(verb)}, {Key::text, is_for_logs(verb) ? argument : std::string_view{}}});
  }
  const auto rows = command_rows();
  const auto row = std::ranges::find(rows, verb, &CommandRow::verb);
  if (row == rows.end()) {
    say({500, "5.5.2", "Command not recognized"});
    return {};
  }
  auto refused = refusal(*row, argument);
  if (verb == Verb::bdat) return begin_chunk(argument, std::move(refused));  // its bytes follow, refused or not
  if (refused) {
    say(std::move(*refused));
    return {};
  }
  return (this->*row->carry_out)(argument);
}

std::optional<Reply> Session::refusal(const CommandRow& row, std::string_view argument) const {
  if (row.verb == Verb::starttls && link_.tls) return Reply{503, "5.5.1", "TLS is on already"};
  if (!offered(row.verb)) return Reply{502, "5.5.1", "Command not offered"};
  if (!row.states.holds(state_)) return out_of_order(state_, row.verb);
  if (row.needs == Needs::login && must_log_in()) {
    // RFC 4954 §6, RFC 6409 §4.3
    const bool first_tls = !link_.tls && mechanisms().empty();
    return Reply{530, "5.7.0", first_tls ? "Must issue a STARTTLS command first" : "Authentication required"};
  }
  if (row.argument == Argument::none && !argument.empty()) return Reply{501, "5.5.4", "No argument is allowed"};
  if (row.argument == Argument::required && argument.empty()) return Reply{501, "5.5.4", "An argument is needed"};
  return {};
}

bool Session::offered(Verb verb) const {
  if (verb == Verb::starttls) return listener_.starttls && !link_.tls;
  if (verb == Verb::lhlo) return is_lmtp();
  if (verb == Verb::ehlo || verb == Verb::helo) return !is_lmtp();
  if (verb == Verb::auth) return !link_.mechanisms.empty() || !link_.tls_mechanisms.empty();
  return true;
}

void Session::say(Reply reply) {
  if (is_bad_command(reply)) link_.allowance.bad_command();
  reply.append_to(output_);
  if (events_.wants(Event::smtp_reply))
    events_.write(Event::smtp_reply, link_.session, {{Key::code, reply.code}, {Key::text, reply.text}});
}

// RFC 2033 §4.2: of a message, once for each recipient.
void Session::say_of_message(const Reply& reply, std::size_t recipients) {
  for (std::size_t i = 0; i < (is_lmtp() ? recipients : 1); ++i) say(reply);
}

Effect Session::close(Reply reply) {
  say(std::move(reply));
  reset();
  mode_ = Mode::closing;
  return Close{};
}

// RFC 5321 §4.1.1.5: sender, recipients and message are dropped; who the client is stays.
void Session::reset() {
  transaction_.reset();
  chunk_ = {};
  data_until_ = Deadline::max();
  if (state_ != State::connected) state_ = State::ready;
}

events::Service Session::service() const {
  return listener_.role == Role::submission ? events::Service::submission : events::Service::smtp;
}

Way Session::way() const { return identity_.account || listener_.role == Role::submission ? Way::outbound : Way::inbound; }

void Session::report(Event event, const Reply& reply, std::string_view to, std::string_view reason) const {
  const auto& path = transaction_ ? transaction_->envelope.reverse_path : std::nullopt;
  events_.write(event, link_.session,
                {{Key::ip, link_.ip},
                 {Key::account, identity_.address},
                 {Key::from, path ? std::string_view(path->text()) : std::string_view{}},
                 {Key::to, to},
                 {Key::code, reply.code},
                 {Key::text, reply.text},
                 {Key::reason, reason}});
}

void Session::signal(events::Signal what, events::Cause cause, std::string_view about, std::size_t recipients,
                     std::uint64_t size) const {
  events::SecurityEvent event;
  event.at = time_.now();
  event.signal = what;
  event.service = service();
  event.cause = cause;
  event.tls = link_.tls;
  event.session = link_.session;
  event.ip = link_.address.bytes;
  event.account = identity_.account;
  event.name = about.substr(0, events::SecurityEvent::kLongestName);
  event.recipients = static_cast<std::uint32_t>(recipients);
  event.size = size;
  security_.record(std::move(event));
}

}  // namespace postern::smtp
