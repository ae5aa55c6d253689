// One connection from greeting to close: reads commands, lets the table run them, writes the answers.
#include <algorithm>

#include "imap/imap.h"

#include "events/table.h"
#include "imap/capabilities.h"
#include "imap/command_table.h"
#include "imap/commands/commands.h"

namespace postern::imap {
namespace {

using grammar::Assembler;

// Before login a command has no business to be large; after it long sets of UIDs are common.
constexpr Assembler::Limits kBeforeLogin{.line = 8192, .literal = 1024, .total = 10240};
constexpr unsigned kMostBeforeLogin = 500;  // commands; whoever means to log in needs a handful
constexpr Assembler::Limits kAfterLogin{.line = 64 * 1024, .literal = 64 * 1024, .total = 256 * 1024};

struct Connection {
  Session session;
  Output out;
  Input input;
  Context c;
  Deadline login_until;
  unsigned bad_in_a_row = 0;
  unsigned before_login_count = 0;
  std::string refusal;  // tagged answer of a command whose literal was refused

  Connection(net::Stream& stream, const Services& services)
      : out(stream, services.time, services.settings.write_timeout),
        input(stream, out),
        c{session, input, out, stream, services},
        login_until(services.time.steady() + services.settings.login_timeout) {
    input.assembler().set_limits(kBeforeLogin);
  }
  [[nodiscard]] bool before_login() const { return session.state == State::not_authenticated; }
  [[nodiscard]] Deadline patience() const { return before_login() ? login_until : c.after(c.settings().autologout); }
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

void on_streamed(Connection& k, const Assembler::Streamed& piece) {
  auto& message = k.session.append->messages.back();
  message.bytes->append(piece.bytes);
  message.parser.feed(piece.bytes);
}

Task<Result<void>> on_complete(Connection& k) {
  if (!k.before_login() && !k.c.services.logins.still_valid(k.session.account)) {
    k.bye("The account may no longer be used");
    co_return Result<void>{};
  }
  auto done = co_await dispatch(k.c, k.input.assembler().text(), k.bad_in_a_row);
  k.session.append.reset();
  k.input.assembler().next();
  k.input.assembler().set_limits(k.before_login() ? kBeforeLogin : kAfterLogin);
  if (k.before_login() && ++k.before_login_count >= kMostBeforeLogin) k.bye("Too many commands before login");
  const auto most = k.c.settings().max_bad_commands;
  if (most > 0 && k.bad_in_a_row >= most && k.session.state != State::logout) k.bye("Too many bad commands");
  co_return done;
}

Task<Result<void>> step(Connection& k, Assembler::Outcome outcome) {
  if (const auto* need = std::get_if<Assembler::NeedLiteral>(&outcome)) {
    co_return co_await on_literal(k, *need);
  }
  if (std::holds_alternative<Assembler::Complete>(outcome)) {
    co_return co_await on_complete(k);
  }
  if (const auto* piece = std::get_if<Assembler::Streamed>(&outcome)) on_streamed(k, *piece);
  if (std::holds_alternative<Assembler::Refused>(outcome)) k.out.buffer() += std::exchange(k.refusal, {});
  if (const auto* wrong = std::get_if<Assembler::Bad>(&outcome)) {
    k.out.buffer().append("* BAD ").append(wrong->why).append("\r\n");
    if (wrong->fatal) k.bye("Commands cannot be told apart any more");
    k.input.assembler().next();
    ++k.bad_in_a_row;
  }
  co_return Result<void>{};
}

Task<Result<void>> converse(Connection& k) {
  greet(k);
  while (k.session.state != State::logout) {
    auto outcome = co_await k.input.next(k.patience());
    if (!outcome) {
      if (outcome.error().kind != Failure::timeout) co_return pass_on(outcome);
      k.bye("[UNAVAILABLE] Logged out for inactivity");  // RFC 9051 §5.4
      break;
    }
    auto done = co_await step(k, *outcome);
    if (!done) co_return done;
  }
  co_return co_await k.out.flush();
}

}  // namespace

Task<void> serve(net::Stream& stream, const Services& services) {
  const auto k = std::make_unique<Connection>(stream, services);
  auto ended = co_await converse(*k);
  if (!ended && ended.error().kind != Failure::closed) {
    services.events.write(events::Event::connection_closed, stream.session(), {{events::Key::reason, ended.error().text}});
  }
  stream.close();
}

}  // namespace postern::imap
