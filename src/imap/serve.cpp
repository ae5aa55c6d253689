// One connection from greeting to close: reads commands, lets the table run them, writes the answers.
#include <algorithm>

#include "imap/imap.h"

#include <algorithm>

#include "events/table.h"
#include "imap/capabilities.h"
#include "imap/command_table.h"
#include "imap/commands/commands.h"
#include "imap/notifications.h"
#include "net/pace.h"

namespace postern::imap {
namespace {

using grammar::Assembler;

// Before login a command has no business to be large; after it long sets of UIDs are common.
constexpr Assembler::Limits kBeforeLogin{.line = 8192, .literal = 1024, .total = 10240};
constexpr unsigned kMostBeforeLogin = 500;  // commands; whoever means to log in needs a handful
constexpr Assembler::Limits kAfterLogin{.line = 64 * 1024, .literal = 64 * 1024, .total = 256 * 1024};

constexpr std::uint64_t kBlock = 1 << 20;  // octets of a message that a client must send in the time of autologout

struct Connection {
  Session session;
  Output out;
  Input input;
  Context c;
  net::Pace pace;
  std::uint32_t before_login_count = 0;
  std::string refusal;  // tagged answer of a command whose literal was refused

  Connection(net::Stream& stream, const Services& services)
      : out(stream, services.time, services.settings.write_timeout),
        input(stream, out),
        c{session, input, out, stream, services} {
    session.allowance = services.allowance;
    session.login_until = services.time.steady() + services.allowance.login_timeout();
    out.end_by(session.login_until);
    input.assembler().set_limits(kBeforeLogin);
  }
  [[nodiscard]] bool before_login() const { return session.state == State::not_authenticated; }
  // When the command that the client is sending must be whole.
  [[nodiscard]] Deadline due() {
    return before_login() ? session.login_until : pace.until(c.services.time.steady(), c.settings().autologout);
  }
  [[nodiscard]] net::Doing reading() const {
    if (before_login()) return net::Doing::login;
    return session.append ? net::Doing::message : net::Doing::command;
  }
  // Whether the client is between two commands and wants to hear of changes there.
  [[nodiscard]] bool listens() { return session.watch && input.pending().empty() && !input.assembler().in_command(); }
  void bye(std::string_view why) {
    out.buffer().append("* BYE ").append(why).append("\r\n");
    session.state = State::logout;
  }
};

void greet(Connection& k) {
  auto& out = k.out.buffer();
  out += "* OK [CAPABILITY";
  append_capabilities(k.c, out);
  out += "] Ready\r\n";
}

// The arguments of an APPEND so far, when the literal just announced is one of its messages.
std::optional<grammar::AppendArgs> message_announced(Connection& k) {
  if (k.before_login()) return {};
  grammar::Cursor in(k.input.assembler().text(), k.session.utf8);
  grammar::tag(in);
  in.space();
  if (!in.skip_word("APPEND")) return {};
  in.space();
  auto args = grammar::append_so_far(in);
  if (!in.finish()) return {};
  return args;
}

// Gives the rest of the command up; its tagged answer follows when it has gone by.
void refuse_literal(Connection& k, const Assembler::NeedLiteral& need, std::string_view tag, const Outcome& why) {
  if (k.before_login() && !need.synchronising) {
    k.bye("Literal too large");  // nobody may make the server read on before login
    return;
  }
  k.refusal = std::string(tag) + (why.status == Outcome::Status::bad ? " BAD " : " NO ") + why.text + "\r\n";
  k.session.append.reset();
  k.input.assembler().refuse();
}

// RFC 9051 §4.3: a refusal comes before the "+" that would let the client send.
Task<Result<void>> on_literal(Connection& k, Assembler::NeedLiteral need) {
  auto& assembler = k.input.assembler();
  std::string_view text = assembler.text();
  std::string tag(text.substr(0, std::min<std::size_t>(text.find(' '), 64)));
  if (tag.find_first_of("\r\n") != tag.npos) tag = "*";
  const auto args = message_announced(k);
  if (args) {
    auto refused = co_await commands::begin_append_literal(k.c, *args);
    if (refused) {
      refuse_literal(k, need, tag, *refused);
      co_return Result<void>{};
    }
    assembler.stream();
  } else if (!assembler.accept()) {
    refuse_literal(k, need, tag, bad("[TOOBIG] Literal too large"));
    co_return Result<void>{};
  }
  if (need.synchronising) k.out.buffer() += "+ Go on\r\n";
  co_return Result<void>{};
}

Task<Result<void>> on_complete(Connection& k) {
  if (!k.before_login() && !k.c.services.login.still_holds(k.session.who)) {
    k.bye("The account may no longer be used");
    co_return Result<void>{};
  }
  if (!k.before_login()) k.c.stream.now(net::Doing::working);
  auto done = co_await dispatch(k.c, k.input.assembler().text());
  k.session.append.reset();
  k.input.assembler().next();
  k.input.assembler().set_limits(k.before_login() ? kBeforeLogin : kAfterLogin);
  k.out.end_by(k.before_login() ? k.session.login_until : Deadline::max());
  if (k.before_login() && k.session.allowance.passed(++k.before_login_count, kMostBeforeLogin))
    k.bye("Too many commands before login");
  co_return done;
}

Task<Result<void>> step(Connection& k, Assembler::Outcome outcome) {
  if (const auto* need = std::get_if<Assembler::NeedLiteral>(&outcome)) {
    co_return co_await on_literal(k, *need);
  }
  if (std::holds_alternative<Assembler::Complete>(outcome)) {
    co_return co_await on_complete(k);
  }
  if (const auto* piece = std::get_if<Assembler::Streamed>(&outcome)) {
    co_await commands::append_octets(k.c, *piece);
    k.pace.moved(piece->bytes.size(), kBlock);
  }
  if (std::holds_alternative<Assembler::Refused>(outcome)) k.out.buffer() += std::exchange(k.refusal, {});
  if (const auto* wrong = std::get_if<Assembler::Bad>(&outcome)) {
    k.out.buffer().append("* BAD ").append(wrong->why).append("\r\n");
    if (wrong->fatal) k.bye("Commands cannot be told apart any more");
    k.input.assembler().next();
    k.session.allowance.bad_command();
  }
  co_return Result<void>{};
}

void let_go_when_enough(Connection& k) {
  if (k.session.state == State::logout) return;
  if (k.session.allowance.no_more_commands()) {
    k.bye("Too many bad commands");
  } else if (k.session.allowance.no_more_logins()) {
    k.bye("Too many failed logins");
  }
}

// RFC 5465 §3.1: after NOTIFY the client listens between commands, too. Returns when it speaks or its time is over.
Task<Result<void>> tell_until_it_speaks(Connection& k, Deadline until) {
  while (k.session.watch && k.session.state != State::logout) {
    auto written = co_await k.out.flush();
    if (!written) co_return written;
    k.c.stream.now(net::Doing::idle);
    auto wake = co_await k.c.stream.wait(until);
    if (!wake) co_return pass_on(wake);
    if (*wake != net::Wake::woken) co_return Result<void>{};
    if (!k.c.services.login.still_holds(k.session.who)) {
      k.bye("The account may no longer be used");
    } else {
      auto told = co_await tell_waiting(k.c, Waiting::between_commands);
      if (!told) co_return told;
    }
  }
  co_return Result<void>{};
}

Task<Result<void>> converse(Connection& k) {
  greet(k);
  while (k.session.state != State::logout) {
    const auto until = k.due();
    if (k.listens()) {
      auto speaks = co_await tell_until_it_speaks(k, until);
      if (!speaks) co_return speaks;
      if (k.session.state == State::logout) break;
    }
    k.c.stream.now(k.reading());
    auto outcome = co_await k.input.next(until);
    if (!outcome) {
      if (outcome.error().kind != Failure::timeout) co_return pass_on(outcome);
      k.bye("[UNAVAILABLE] Logged out for inactivity");  // RFC 9051 §5.4
      break;
    }
    auto done = co_await step(k, *outcome);
    if (!done) co_return done;
    if (!k.input.assembler().in_command()) k.pace.done();
    let_go_when_enough(k);
  }
  co_return co_await k.out.flush();
}

}  // namespace

Task<void> serve(net::Stream& stream, const Services& services) {
  const auto k = std::make_unique<Connection>(stream, services);
  auto ended = co_await converse(*k);
  if (!ended && stream.is_stopping()) {  // RFC 9051 §7.1.5
    k->bye(kGoingDown);
    ended = co_await k->out.flush();
  }
  if (!ended && ended.error().kind != Failure::closed) {
    services.events.write(events::Event::connection_closed, stream.session(), {{events::Key::reason, ended.error().text}});
  }
  stream.close();
}

}  // namespace postern::imap
