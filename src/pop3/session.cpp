// The steps of a session that no single command owns: greeting, reading lines, dispatch, errors, end.
#include "pop3/session.h"

#include <algorithm>

#include "base/text.h"
#include "events/table.h"
#include "pop3/command_table.h"

namespace postern::pop3 {
namespace {

constexpr std::size_t kLongestLine = 1024;  // RFC 2449 §4 says 255; passwords and UTF-8 names may be longer

using events::Event;
using events::Key;

}  // namespace

Session::Session(const Settings& settings, const Options& options, Connection connection, const TimeSource& time,
                 events::Sink& events)
    : settings_(settings),
      options_(options),
      time_(time),
      events_(events),
      link_(std::move(connection)),
      login_until_(time.steady() + link_.allowance.login_timeout()) {}

Effect Session::start() {
  ok("POP3 ready");  // RFC 1939 §4: no name, no version, and no APOP stamp
  return ReadMore{};
}

Effect Session::on_bytes(std::string_view bytes) {
  input_.assign(bytes);
  at_ = 0;
  return advance();
}

Effect Session::on_timeout() { return close(); }  // RFC 1939 §3: closed without a word, and without removing messages

Effect Session::on_revoked() {
  refuse("[AUTH] The account may no longer be used");
  return close();
}

Effect Session::on_shutdown() {
  refuse("[SYS/TEMP] Service shutting down");
  return close();
}

Effect Session::close() {
  mode_ = Mode::closing;
  return Close{};
}

// RFC 1939 §3 deviates: before login ten minutes of silence would be a present to whoever opens connections only to hold them.
Deadline Session::patience() const {
  return state_ == State::transaction ? time_.steady() + settings_.command_timeout : login_until_;
}

Deadline Session::due() {
  return state_ == State::transaction ? pace_.until(time_.steady(), settings_.command_timeout) : login_until_;
}

Effect Session::advance() {
  while (mode_ != Mode::closing) {
    if (output_.size() > kMostOutput) return Flush{};
    if (at_ == input_.size()) {
      input_ = {};  // an idle session keeps no buffer
      at_ = 0;
      return ReadMore{};
    }
    if (auto next = read_line()) return std::move(*next);
  }
  return Close{};
}

Session::Next Session::read_line() {
  const bool sasl = mode_ == Mode::sasl;
  std::string_view rest = std::string_view(input_).substr(at_);
  const auto got = reader_.next(rest, sasl ? auth::kSaslLongestLine : kLongestLine);
  at_ = input_.size() - rest.size();
  if (got.outcome == LineReader::Outcome::more) return {};
  pace_.done();
  if (got.outcome == LineReader::Outcome::bare_lf) {
    refuse("Lines end in CR LF");
    return close();
  }
  if (sasl) return sasl_line(got);
  Next next;
  if (got.outcome == LineReader::Outcome::too_long) {
    bad("Line too long");
  } else if (state_ == State::authorization && link_.allowance.passed(++before_login_, kMostBeforeLogin)) {
    refuse("Too many commands before login");
    return close();
  } else {
    next = command(got.line);
  }
  if (!next && link_.allowance.no_more_commands()) return close();
  return next;
}

Session::Next Session::command(std::string_view line) {
  const auto [verb, argument] = command_line(line);
  if (events_.wants(Event::pop3_command)) {
    // A line that is no command may be a password out of turn, and what is given as a name as well.
    const bool hidden = verb == Verb::user || verb == Verb::pass || verb == Verb::auth || verb == Verb::unknown;
    events_.write(Event::pop3_command, link_.session,
                  {{Key::command, name(verb)}, {Key::text, hidden ? std::string_view{} : argument}});
  }
  const auto rows = command_rows();
  const auto row = std::ranges::find(rows, verb, &CommandRow::verb);
  if (row == rows.end()) {
    bad("Unknown command");
  } else if (!row->holds(state_)) {
    bad(state_ == State::authorization ? "Log in first" : "Logged in already");
  } else if (row->argument == Argument::none && !trim(argument).empty()) {
    bad("No argument is allowed");
  } else if (row->argument == Argument::required && argument.empty()) {
    bad("An argument is needed");
  } else {
    return (this->*row->carry_out)(argument);
  }
  return {};
}

void Session::ok(std::string_view text) {
  output_ += text.empty() ? "+OK" : "+OK ";
  output_ += text;
  output_ += "\r\n";
  if (events_.wants(Event::pop3_reply)) events_.write(Event::pop3_reply, link_.session, {{Key::text, "+OK"}});
}

void Session::refuse(std::string_view text) {
  output_ += "-ERR ";
  output_ += text;
  output_ += "\r\n";
  if (events_.wants(Event::pop3_reply)) events_.write(Event::pop3_reply, link_.session, {{Key::text, text}});
}

void Session::bad(std::string_view text) {
  link_.allowance.bad_command();
  refuse(text);
}

}  // namespace postern::pop3
