// What has happened to one message, in order of time.
#include "admin/message_story.h"

#include <algorithm>
#include <map>
#include <optional>

#include "admin/log_lines.h"
#include "admin/queue_words.h"
#include "admin/words.h"
#include "admin/world.h"
#include "base/text.h"
#include "events/table.h"
#include "queue/queue.h"

namespace postern::admin {
namespace {

using events::Event;
using Steps = std::vector<json::object>;

bool is_step(const json::object& line, Event event) { return word_of(line, "e") == events::row(event).name; }

bool is_command(const json::object& line, std::initializer_list<std::string_view> verbs) {
  return is_step(line, Event::smtp_command) && std::ranges::find(verbs, word_of(line, "command")) != verbs.end();
}

bool is_of_connection(const json::object& line) {
  return is_step(line, Event::connection_opened) || is_step(line, Event::tls_started) || is_step(line, Event::login_succeeded);
}

bool is_of_envelope(const json::object& line) {
  return is_command(line, {"MAIL", "RCPT"}) || is_step(line, Event::smtp_recipient_refused) ||
         is_step(line, Event::smtp_sender_refused);
}

bool ends_a_message(const json::object& line) {
  return is_step(line, Event::smtp_message_accepted) || is_step(line, Event::smtp_message_refused);
}

// Of the session that it came in by, what is about it and does not name it.
struct Session {
  Steps before, refusal;
};

// What holds for all of it, and what was said of this message alone. A refusal in a log of an older release names no message: it is the one
// that was being judged.
class Around {
 public:
  explicit Around(std::string message) : message_(std::move(message)) {}

  // In the order of time; false: what follows is not about it.
  bool take(const json::object& line) {
    const auto named = word_of(line, "message");
    if (named == message_) begun_ = true;
    if (is_of_connection(line)) connection_.push_back(line);
    if (is_command(line, {"EHLO", "HELO", "LHLO"})) greeting_ = line;
    if (is_command(line, {"MAIL", "RSET"}) && !begun_) envelope_.clear();
    if (is_of_envelope(line) && !begun_) envelope_.push_back(line);
    if (!ends_a_message(line)) return true;
    if (begun_ && named.empty()) refusal_.push_back(line);
    if (!begun_) envelope_.clear();
    return !begun_;
  }
  Session take_all() && {
    Steps out = std::move(connection_);
    if (greeting_) out.push_back(std::move(*greeting_));
    std::ranges::move(envelope_, std::back_inserter(out));
    return {std::move(out), std::move(refusal_)};
  }

 private:
  std::string message_;
  Steps connection_, envelope_, refusal_;
  std::optional<json::object> greeting_;
  bool begun_ = false;
};

Result<Session> session_of(const World& world, const std::string& message, const Steps& own, bool& complete) {
  const auto with = std::ranges::find_if(own, [](const auto& line) { return !word_of(line, "s").empty(); });
  if (with == own.end()) return Session();
  const auto session = session_named(word_of(*with, "s"));
  if (!session) return Session();
  auto all = lines_found(world, {.logs = {events::Log::smtp_in}, .session = *session}, complete);
  if (!all) return pass_on(all);
  Around out(message);
  for (const auto& line : *all)
    if (!out.take(line)) break;
  return std::move(out).take_all();
}

// Who looks for it: its sender, else nobody can be told from another.
std::string sender_of(const Steps& own) {
  for (const auto& line : own)
    if (is_step(line, Event::smtp_message_accepted)) {
      const auto from = word_of(line, "from");
      return to_lower(from.empty() ? word_of(line, "to") : from);
    }
  return {};
}

Task<Result<std::vector<queue::Entry>>> waiting(World& world, std::string message, std::string sender) {
  queue::Search what;
  what.text = std::move(sender);
  what.limit = 100'000;
  auto entries = co_await world.queue.list(std::move(what));
  if (!entries) co_return pass_on(entries);
  std::erase_if(*entries, [&](const queue::Entry& e) { return e.message.envelope.origin.id != message; });
  co_return std::move(*entries);
}

// What administrators did to it while it waited: they name it by its place in the queue.
Result<Steps> acts_on(const World& world, const std::vector<queue::Entry>& entries, bool& complete) {
  if (entries.empty()) return Steps();
  const auto id = id_text(entries.front().id);
  auto found = lines_found(world, {.logs = {events::Log::administration}, .text = id}, complete);
  if (found) std::erase_if(*found, [&](const json::object& line) { return word_of(line, "text") != id; });
  return found;
}

// For a report of ours: the message about which it is.
Result<json::value> subject_of_report(const World& world, const std::string& message, const Steps& own) {
  if (std::ranges::any_of(own, [](const auto& line) { return is_step(line, Event::smtp_message_accepted); }))
    return json::value();
  bool complete = true;
  auto found = lines_found(world, {.logs = {events::Log::delivery}, .text = message}, complete);
  if (!found) return pass_on(found);
  for (const auto& line : *found)
    if (is_step(line, Event::sender_told) && word_of(line, "text") == message) return json::value(word_of(line, "message"));
  return json::value();
}

// Of one moment, in the order in which they are given.
json::array in_time(const std::vector<Steps>& parts) {
  std::map<std::string, Steps> by_time;
  for (const auto& steps : parts)
    for (const auto& line : steps) by_time[word_of(line, "t")].push_back(line);
  json::array out;
  for (auto& [at, steps] : by_time)
    for (auto& line : steps) out.push_back(std::move(line));
  return out;
}

}  // namespace

Task<Result<json::value>> story(World& world, const Call& call) {
  const auto message = call.text("id");
  world.logs.settle();  // what happened a moment ago is in it
  bool complete = true;
  auto own = lines_found(world, {.message = message}, complete);
  if (!own) co_return pass_on(own);
  auto entries = co_await waiting(world, message, sender_of(*own));
  if (!entries) co_return pass_on(entries);
  if (own->empty() && entries->empty()) co_return fail(Failure::not_found, "The logs and the queue know no message of this id");
  auto session = session_of(world, message, *own, complete);
  if (!session) co_return pass_on(session);
  auto acts = acts_on(world, *entries, complete);
  if (!acts) co_return pass_on(acts);
  auto about = subject_of_report(world, message, *own);
  if (!about) co_return pass_on(about);
  json::array waits;
  for (const auto& e : *entries) waits.push_back(describe_waiting(e));
  co_return json::object{{"message", message},
                         {"steps", in_time({session->before, *own, session->refusal, *acts})},
                         {"waiting", std::move(waits)},
                         {"about", std::move(*about)},
                         {"complete", complete}};
}

}  // namespace postern::admin
