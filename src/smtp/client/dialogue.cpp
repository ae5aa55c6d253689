// The connection: greeting, EHLO, TLS, login, and its end.
#include "smtp/client/dialogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace postern::smtp::client {
namespace {

using std::chrono_literals::operator""s;

std::string status_of(const ServerReply& reply) {
  return reply.status.empty() ? fmt::format("{}.0.0", reply.kind()) : reply.status;
}

Cause cause_of(const Error& error) {
  if (error.kind == Failure::timeout) return Cause::timeout;
  if (error.kind == Failure::closed || error.kind == Failure::io) return Cause::closed;
  return Cause::ours;
}

}  // namespace

Dialogue::Dialogue(const Manner& manner, const Settings& settings, const TimeSource& time, std::string nonce)
    : manner_(manner), settings_(settings), time_(time), nonce_(std::move(nonce)) {}

// ---- deadlines: one for the whole of a reply, from when it is the next to come, and one for a message ----

std::chrono::seconds Dialogue::patience_for(Step step) const {
  switch (step) {
    case Step::connect:
    case Step::tls: return settings_.connect_timeout;
    case Step::text: return settings_.block_timeout;
    case Step::end_of_text: return settings_.end_timeout;
    case Step::quit: return 10s;
    default: return settings_.command_timeout;
  }
}

Deadline Dialogue::patience() const { return std::min(time_.steady() + settings_.block_timeout, end_); }

// Once the server has all of a message, to leave early is to send it twice.
void Dialogue::arm() {
  due_ = expected_.empty() ? Deadline::max() : time_.steady() + patience_for(expected_.front().step);
  if (!expected_.empty() && expected_.front().step != Step::end_of_text) due_ = std::min(due_, end_);
}

Step Dialogue::step() const {
  if (!expected_.empty()) return expected_.front().step;
  return at_ == At::text ? Step::text : Step::mail;
}

// ---- what is said ----

void Dialogue::say(std::string_view command, Step step, std::size_t recipient) {
  output_ += command;
  output_ += "\r\n";
  expected_.push_back({step, recipient});
  if (expected_.size() == 1) arm();
}

void Dialogue::say_hello() {
  const auto* verb = manner_.protocol == Protocol::lmtp ? "LHLO" : said_helo_ ? "HELO" : "EHLO";
  say(fmt::format("{} {}", verb, manner_.our_name), Step::hello);
}

Effect Dialogue::start() {
  if (manner_.tls == Tls::at_once && !secure_) {
    due_ = time_.steady() + settings_.connect_timeout;
    return StartTls{};
  }
  expected_.push_back({Step::greeting});
  arm();
  return ReadMore{};
}

// ---- what is heard ----

Effect Dialogue::on_bytes(std::string_view input) {
  if (at_ == At::over) return Over{};
  if (input.empty()) return on_failure({Failure::closed, "Connection closed", {}, std::source_location::current()});
  while (!input.empty()) {
    switch (reader_.next(input)) {
      case ReplyReader::Got::more: return advance();
      case ReplyReader::Got::broken: return end_broken(step(), reader_.why());
      case ReplyReader::Got::reply: break;
    }
    const auto reply = reader_.take();
    if (expected_.empty()) {  // RFC 5321 §3.8: 421 may come at any time
      if (reply.code == 421) return end_answered(step(), reply);
      return end_broken(step(), "a reply came that nothing had asked for");
    }
    const auto expected = expected_.front();
    expected_.pop_front();
    input_left_ = input.size();
    if (auto effect = on_reply(expected, reply)) return std::move(*effect);
    arm();
  }
  return advance();
}

Effect Dialogue::advance() {
  if (at_ == At::over) return Over{};
  if (transaction_ && (at_ == At::envelope || at_ == At::text || at_ == At::ending)) return go_on();
  if (at_ == At::idle && expected_.empty()) return Idle{};
  return ReadMore{};
}

std::optional<Effect> Dialogue::on_reply(const Expected& expected, const ServerReply& reply) {
  const bool closing = reply.code == 421 && expected.step != Step::quit;
  if (closing) return end_answered(expected.step, reply);
  if (transaction_) transaction_->heard = true;
  switch (expected.step) {
    case Step::greeting: return greeted(reply);
    case Step::hello: return hello(reply);
    case Step::starttls: return starttls(reply);
    case Step::login: return login(reply);
    case Step::mail: return on_mail(reply);
    case Step::rcpt: return on_rcpt(expected.recipient, reply);
    case Step::data: return on_data(reply);
    case Step::text: return on_chunk(reply);
    case Step::end_of_text: return on_end_of_text(expected.recipient, reply);
    case Step::reset:
      if (reply.positive()) return {};
      return end_answered(Step::reset, reply);
    case Step::quit: at_ = At::over; return Over{};
    case Step::connect:
    case Step::tls: break;
  }
  return end_broken(expected.step, "a reply came that nothing had asked for");
}

// RFC 5321 §3.1: 220, or 554 from who takes no mail at all.
std::optional<Effect> Dialogue::greeted(const ServerReply& reply) {
  if (!reply.positive()) return end_answered(Step::greeting, reply);
  if (input_left_ > 0) return end_broken(Step::greeting, "more than a greeting came");
  facts_.greeting = reply.text();
  say_hello();
  return {};
}

std::optional<Effect> Dialogue::hello(const ServerReply& reply) {
  const bool may_say_helo = manner_.protocol == Protocol::smtp && !said_helo_ && !secure_ && manner_.tls != Tls::required;
  if (reply.kind() == 5 && may_say_helo) {  // RFC 5321 §3.2
    said_helo_ = true;
    say_hello();
    return {};
  }
  if (!reply.positive())
    return end_answered(Step::hello, reply, manner_.tls == Tls::required ? Cause::no_tls : Cause::answered);
  offers_ = read_offers(reply);
  if (said_helo_) offers_ = Offers{.name = offers_.name};
  return after_hello();
}

std::optional<Effect> Dialogue::after_hello() {
  if (!secure_ && manner_.tls != Tls::off && offers_.starttls) {
    say("STARTTLS", Step::starttls);
    return {};
  }
  if (!secure_ && manner_.tls == Tls::required)
    return end(
        {.step = Step::starttls, .cause = Cause::no_tls, .status = "4.7.4", .text = "The server does not offer STARTTLS"});
  facts_.name = one_line(offers_.name);
  facts_.tls = secure_;
  facts_.max_recipients = offers_.max_recipients;
  facts_.max_messages = offers_.max_messages;
  facts_.max_size = offers_.size.value_or(0);
  if (manner_.login) return log_in();
  at_ = At::idle;
  return {};
}

// ---- TLS: RFC 3207 ----

// What came behind the reply was said in the clear and would be taken as said under TLS: such a server, or whoever stands
// between, is left at once.
std::optional<Effect> Dialogue::starttls(const ServerReply& reply) {
  if (input_left_ > 0) return end_broken(Step::starttls, "more than a reply to STARTTLS came");
  if (reply.positive()) {
    due_ = time_.steady() + patience_for(Step::tls);
    return StartTls{};
  }
  if (manner_.tls == Tls::required) return end_answered(Step::starttls, reply, Cause::no_tls);
  offers_.starttls = false;
  return after_hello();
}

Effect Dialogue::on_tls(const Result<void>& done, tls::Proof proof) {
  facts_.proof = std::move(proof);
  if (!done) {
    const auto& why = done.error();
    const bool gone = why.kind == Failure::timeout || why.kind == Failure::closed;
    auto text = gone || why.detail.empty() ? why.text : fmt::format("{}: {}", why.text, why.detail);
    return end({.step = Step::tls,
                .cause = gone ? cause_of(why) : Cause::tls,
                .status = "4.7.5",
                .text = one_line(text),
                .problem = facts_.proof.problem});
  }
  secure_ = true;
  offers_ = {};
  said_helo_ = false;
  if (manner_.tls == Tls::at_once) return start();
  say_hello();
  return ReadMore{};
}

// ---- login: RFC 4954 ----

std::optional<Effect> Dialogue::log_in() {
  const auto cannot = [&](std::string text) {
    return end({.step = Step::login, .cause = Cause::login, .status = "4.7.8", .text = std::move(text)});
  };
  if (!secure_ && !manner_.login->without_tls) return cannot("A password is not given without TLS");
  login_ = Login::choose(offers_, *manner_.login, nonce_);
  if (!login_) return cannot("The server offers no way to log in that we have");
  say(login_->command(), Step::login);
  return {};
}

std::optional<Effect> Dialogue::login(const ServerReply& reply) {
  if (reply.code == 334) {
    if (input_left_ > 0) return end_broken(Step::login, "more than a challenge came");
    auto answer = login_->answer(reply.lines.front());
    if (!answer) return end({.step = Step::login, .cause = Cause::login, .status = "4.7.8", .text = answer.error().text});
    if (auto job = login_->take_job()) return RunJob{std::move(job)};
    say(*answer, Step::login);
    return {};
  }
  if (!reply.positive()) return end_answered(Step::login, reply, Cause::login);
  if (!login_->satisfied())
    return end(
        {.step = Step::login, .cause = Cause::login, .status = "4.7.8", .text = "The server does not know the password"});
  login_.reset();
  at_ = At::idle;
  return {};
}

Effect Dialogue::on_job(const Result<void>& done) {
  if (at_ == At::over) return Over{};
  if (!done) return on_failure(done.error());
  say(login_->final_answer(), Step::login);
  return ReadMore{};
}

// ---- the end ----

Effect Dialogue::quit() {
  if (at_ != At::idle) {
    at_ = At::over;
    return Over{};
  }
  at_ = At::ending;
  say("QUIT", Step::quit);
  return ReadMore{};
}

Effect Dialogue::on_failure(const Error& error) {
  if (at_ == At::over || step() == Step::quit) {
    at_ = At::over;
    return Over{};
  }
  const auto cause = cause_of(error);
  const auto* status = cause == Cause::ours ? "4.3.0" : "4.4.2";
  auto text = cause == Cause::timeout  ? fmt::format("No answer in time to {}", name(step()))
              : cause == Cause::closed ? fmt::format("The connection was lost in {}", name(step()))
                                       : error.text;
  return end({.step = step(), .cause = cause, .status = status, .text = std::move(text)});
}

Effect Dialogue::end_broken(Step at, std::string text) {
  return end({.step = at, .cause = Cause::broken, .status = "4.5.0", .text = std::move(text)});
}

// For good is only what a server says to whoever comes; a wrong password or a missing certificate is set right, here or there.
Effect Dialogue::end_answered(Step at, const ServerReply& reply, Cause cause) {
  if (reply.kind() != 4 && reply.kind() != 5)
    return end_broken(at, fmt::format("the reply {} is none to {}", reply.code, name(at)));
  const bool for_good = reply.kind() == 5 && cause == Cause::answered && (at == Step::greeting || at == Step::hello);
  return end({.step = at,
              .cause = cause,
              .fate = for_good ? Fate::permanent : Fate::temporary,
              .code = reply.code,
              .status = status_of(reply),
              .text = reply.text()});
}

Effect Dialogue::end(Trouble trouble) {
  give_up(trouble);
  trouble_ = std::move(trouble);
  at_ = At::over;
  expected_.clear();
  output_.clear();
  return Over{};
}

}  // namespace postern::smtp::client
