// A question for each kind of program to which it has an answer at any time.
#include "scanners/probe.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/all_of.h"
#include "base/said.h"
#include "scanners/clamav.h"
#include "scanners/exchange.h"
#include "scanners/milter_dialogue.h"
#include "scanners/rspamd.h"
#include "scanners/spamd.h"

namespace postern::scanners {
namespace {

using namespace std::string_view_literals;

// Rspamd is there whatever it thinks of the question: a proxy in front of it may know scans alone.
struct Greeting {
  std::string_view scanner;
  std::string Settings::* place;
  std::string_view question, end, answer;  // how the answer ends, and how it begins
};
constexpr std::array kGreetings{
    Greeting{kClamav, &Settings::clamav, "zPING\0"sv, "\0"sv, "PONG"},
    Greeting{kRspamd, &Settings::rspamd, "GET /ping HTTP/1.1\r\nHost: rspamd\r\nConnection: close\r\n\r\n", "\r\n", "HTTP/1."},
    Greeting{kSpamd, &Settings::spamd, "PING SPAMC/1.5\r\n\r\n", "\r\n", "SPAMD/"}};

class FirstLine final : public AnswerReader {
 public:
  explicit FirstLine(std::string_view end) : end_(end) {}
  Result<bool> feed(std::string_view bytes) override {
    constexpr std::size_t kLongest = 4096;
    if (line_.size() + bytes.size() > kLongest) return fail(Failure::invalid, "The answer has no end");
    line_ += bytes;
    return line_.contains(end_);
  }
  [[nodiscard]] const std::string& line() const { return line_; }

 private:
  std::string_view end_;
  std::string line_;
};

// The options, as before a message: one that asks for what it cannot have is no use to mail either.
class MilterOptions final : public AnswerReader {
 public:
  explicit MilterOptions(std::string name) : dialogue_(std::move(name), facts_, message_) {}
  std::string question() {
    dialogue_.start();
    std::string out = dialogue_.output();
    dialogue_.clear_output();
    return out;
  }
  // It goes on to the next command when they agree.
  Result<bool> feed(std::string_view bytes) override {
    is_over_ = std::holds_alternative<MilterDialogue::Over>(dialogue_.on_bytes(bytes));
    return is_over_ || !dialogue_.output().empty();
  }
  [[nodiscard]] bool agrees() const { return !is_over_; }
  [[nodiscard]] const Opinion& opinion() const { return dialogue_.opinion(); }

 private:
  Facts facts_;
  MilterMessage message_;
  MilterDialogue dialogue_;
  bool is_over_ = false;
};

Text nothing() {
  return {0, [](std::uint64_t, std::size_t) -> Task<Result<std::string>> { co_return std::string(); }};
}

Opinion is_there(std::string_view scanner) {
  return {.scanner = std::string(scanner), .verdict = Verdict::passes, .words = {}};
}

Task<Opinion> greet(net::Connector& connector, Place place, const Greeting& greeting, Deadline until) {
  FirstLine reader(greeting.end);
  const auto text = nothing();
  Question question{std::string(greeting.question)};
  auto done = co_await exchange(connector, std::move(place), std::move(question), text, reader, until);
  if (!done) co_return unknown(greeting.scanner, done.error().text);
  if (!reader.line().starts_with(greeting.answer))
    co_return unknown(greeting.scanner, phrase<"something else answers there">());
  co_return is_there(greeting.scanner);
}

Task<Opinion> greet_milter(net::Connector& connector, Place place, std::string name, Deadline until) {
  MilterOptions options(name);
  const auto text = nothing();
  Question question{options.question()};
  auto done = co_await exchange(connector, std::move(place), std::move(question), text, options, until);
  if (!done) co_return unknown(name, done.error().text);
  co_return options.agrees() ? is_there(name) : options.opinion();
}

}  // namespace

Task<std::vector<Opinion>> probe(net::Connector& connector, const Settings& settings, Deadline until) {
  std::vector<Task<Opinion>> tasks;
  for (const auto& greeting : kGreetings)
    if (auto place = parse_place(settings.*greeting.place))
      tasks.push_back(greet(connector, std::move(*place), greeting, until));
  for (const auto& milter : settings.milters)
    if (auto place = parse_place(milter.place))
      tasks.push_back(greet_milter(connector, std::move(*place), milter.place, until));
  co_return co_await all_of(std::move(tasks));
}

}  // namespace postern::scanners
