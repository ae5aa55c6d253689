// Recipients become endings, and endings become reports and what is left.
#include "delivery/attempt.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <string>
#include <utility>

#include "delivery/plan.h"
#include "events/table.h"
#include "mime/message.h"
#include "store/pieces.h"

namespace postern::delivery {
namespace {

using events::Event;
using events::Key;

// What became of one recipient.
struct Ending {
  queue::Recipient recipient;
  queue::Progress before;
  Answer answer;
  bool is_here = false;
};

queue::Progress progress_of(const queue::Leg& leg, const queue::Recipient& recipient) {
  const auto at = std::ranges::find(leg.recipients, recipient.mailbox, &queue::Recipient::mailbox);
  return at == leg.recipients.end() ? queue::Progress() : leg.progress[static_cast<std::size_t>(at - leg.recipients.begin())];
}

// RFC 3463 §3: X.2.2 is a full mailbox, X.3.0 the mail system, X.1.1 a mailbox that is none.
Answer answer_here(const std::optional<Error>& failed) {
  const bool full = failed && failed->kind == Failure::over_quota;
  return {.fate = Fate::later,
          .status = full ? "4.2.2" : "4.3.0",
          .text = failed ? failed->text : "The mailbox cannot be written to.",
          .diagnostic = {},
          .server = {}};
}
Answer gone() {
  return {.fate = Fate::refused, .status = "5.1.1", .text = "There is no such mailbox.", .diagnostic = {}, .server = {}};
}

// Whose bytes are lost; tried further, for the disk may be mended.
Answer unreadable() {
  return {.fate = Fate::later, .status = "4.3.0", .text = "The message cannot be read here.", .diagnostic = {}, .server = {}};
}

// RFC 2852 §4.2
Answer out_of_time() {
  return {.fate = Fate::refused,
          .status = "5.4.7",
          .text = "The time by which it was to be there has passed.",
          .diagnostic = {},
          .server = {}};
}

class Making {
 public:
  Making(Delivery& delivery, const Delivery::Ports& ports, Elsewhere* elsewhere, Try what)
      : delivery_(delivery), ports_(ports), elsewhere_(elsewhere), try_(std::move(what)), envelope_(try_.entry.envelope()) {}

  Task<Result<Tried>> run();

 private:
  Task<Result<void>> give();
  Task<Result<void>> hand_over();
  Task<void> tell();
  Task<Result<void>> report(Action, bool (Making::*is_meant)(const Ending&) const);
  Task<Result<store::Content>> content();
  Task<Result<std::shared_ptr<const mime::Message>>> parsed();
  void end_unread(const Plan&);
  void log_lost(const Error&) const;
  void end(queue::Recipient, Answer, bool is_here);
  void log(const Ending&) const;
  void mind_the_time(Time queued, Time due);
  void keep_the_rest(Tried&);

  [[nodiscard]] bool has_it(const Ending& e) const { return e.answer.fate == Fate::taken && e.is_here; }
  [[nodiscard]] bool is_relayed(const Ending& e) const {
    return e.answer.fate == Fate::taken && !e.is_here && !(reports_ && (keeps_time_ || !envelope_.by));
  }
  [[nodiscard]] bool is_late(const Ending& e) const { return waits(e) && (warns_ || overdue_); }
  [[nodiscard]] bool is_over(const Ending& e) const {
    return e.answer.fate == Fate::refused || (e.answer.fate == Fate::later && gives_up_);
  }
  [[nodiscard]] bool waits(const Ending& e) const { return e.answer.fate == Fate::later && !gives_up_; }
  // A bounce that cannot be delivered here stays for the administrator, who can make room for it; and whom nobody could be told of yet.
  [[nodiscard]] bool stays(const Ending& e) const {
    if (is_over(e) && untold_) return true;
    return e.answer.fate == Fate::later && (!gives_up_ || (e.is_here && !may_tell()));
  }
  [[nodiscard]] bool may_tell() const { return envelope_.reverse_path && ports_.host; }

  Delivery& delivery_;
  const Delivery::Ports& ports_;
  Elsewhere* elsewhere_;
  Try try_;
  queue::Envelope envelope_;
  std::vector<queue::Recipient> elsewhere_left_;
  std::vector<queue::Leg> moved_;
  std::vector<Ending> endings_;
  std::optional<Answer> down_;
  store::Content content_;
  Time next_;
  bool has_content_ = false, reports_ = false, handed_ = false, keeps_time_ = false, gives_up_ = false, warns_ = false;
  bool overdue_ = false, untold_ = false;
};

Task<Result<store::Content>> Making::content() {
  if (!has_content_) {
    auto found = co_await ports_.queue.content(try_.entry.id, try_.entry.message);
    if (!found) co_return pass_on(found);
    content_ = std::move(*found);
    has_content_ = true;
  }
  co_return content_;
}

Task<Result<std::shared_ptr<const mime::Message>>> Making::parsed() {
  auto bytes = co_await content();
  if (!bytes) co_return pass_on(bytes);
  auto message = co_await store::parse(ports_.store.blobs(), std::move(*bytes));
  if (!message) co_return pass_on(message);
  co_return std::make_shared<const mime::Message>(std::move(*message));
}

void Making::end_unread(const Plan& who) {
  for (const auto& account : who.local)
    for (const auto& r : account.recipients) end(r, unreadable(), true);
  for (const auto& one : who.forwarded) end(one.recipient, unreadable(), true);
}

void Making::log_lost(const Error& e) const {
  ports_.events.write(Event::server_error, envelope_.origin.session, {{Key::reason, e.text}, {Key::text, e.detail}});
}

void Making::end(queue::Recipient recipient, Answer answer, bool is_here) {
  auto before = progress_of(try_.entry.leg, recipient);
  endings_.push_back({std::move(recipient), std::move(before), std::move(answer), is_here});
}

// Whoever has a home here, of whichever hop: domains come to us while mail for them waits.
Task<Result<void>> Making::give() {
  const Plan who = plan(ports_.directory, envelope_, ports_.onward);
  for (const auto i : who.unknown) end(envelope_.recipients[i], gone(), true);
  elsewhere_left_ = who.remote;
  if (who.local.empty() && who.forwarded.empty()) co_return Result<void>{};
  auto message = co_await parsed();
  if (!message && !is_lost(message.error())) co_return pass_on(message);
  if (!message) {
    log_lost(message.error());
    end_unread(who);
    co_return Result<void>{};
  }
  auto given = co_await delivery_.give(envelope_, content_, *message, try_.entry.id);
  if (!given) co_return pass_on(given);
  auto left = co_await delivery_.forward(envelope_, content_, *message, try_.entry.message.skip, std::move(given->forwarded));
  std::ranges::move(left, std::back_inserter(elsewhere_left_));
  for (auto& r : given->done)
    end(std::move(r), {.fate = Fate::taken, .status = "2.0.0", .text = {}, .diagnostic = {}, .server = {}}, true);
  for (auto& r : given->here) end(std::move(r), answer_here(given->failed), true);
  co_return Result<void>{};
}

// Those of this hop. Who goes another way by now, as an alias says, gets a leg of his own.
Task<Result<void>> Making::hand_over() {
  auto legs = queue::legs_of(std::move(elsewhere_left_), ports_.time.now());
  const auto ours = std::ranges::find(legs, try_.entry.leg.hop, &queue::Leg::hop);
  if (ours == legs.end()) {
    moved_ = std::move(legs);
    co_return Result<void>{};
  }
  auto entry = try_.entry;
  entry.leg.recipients = std::move(ours->recipients);
  legs.erase(ours);
  moved_ = std::move(legs);
  const auto count = entry.leg.recipients.size();
  Handed handed;
  if (envelope_.by && envelope_.by->or_return && ports_.time.now() >= envelope_.by->at) {
    handed.recipients.assign(count, out_of_time());
  } else if (try_.down) {
    handed.recipients.assign(count, *try_.down);
  } else if (elsewhere_) {
    auto bytes = co_await content();
    if (!bytes && !is_lost(bytes.error())) co_return pass_on(bytes);
    if (bytes) {
      handed = co_await elsewhere_->hand_over(entry, std::move(*bytes));
      handed_ = !handed.nobody_there && !handed.nobody_for_it;
      if (handed.nobody_there) down_ = handed.recipients.front();
    } else {
      log_lost(bytes.error());
      handed.recipients.assign(count, unreadable());
    }
  } else {
    handed.recipients.assign(
        count,
        {.fate = Fate::later, .status = "4.3.2", .text = "This server sends no mail now.", .diagnostic = {}, .server = {}});
  }
  reports_ = handed.reports;
  keeps_time_ = handed.keeps_time;
  for (std::size_t i = 0; i < count; ++i) end(std::move(entry.leg.recipients[i]), std::move(handed.recipients[i]), false);
  co_return Result<void>{};
}

void Making::log(const Ending& e) const {
  if (e.is_here && e.answer.fate != Fate::refused) return;  // delivery has said it
  const auto& origin = envelope_.origin;
  const Event event = e.answer.fate == Fate::taken ? Event::sent : stays(e) ? Event::put_off : Event::given_up;
  const bool is_ours = event == Event::given_up && origin.account;
  const auto sender = is_ours ? ports_.directory.snapshot()->name_of(origin.account) : std::string();
  const std::string who = e.recipient.mailbox.text();
  const std::array fields{events::Field{Key::message, origin.id},
                          events::Field{Key::who, who},
                          events::Field{Key::account, sender},
                          events::Field{Key::name, e.answer.server},
                          events::Field{Key::value, e.answer.status},
                          events::Field{Key::reason, e.answer.diagnostic.empty() ? e.answer.text : e.answer.diagnostic},
                          events::Field{Key::count, e.before.attempts + 1}};
  const std::size_t told = event == Event::put_off ? fields.size() : fields.size() - 1;  // which try it was
  ports_.events.write(event, origin.session, std::span(fields).first(told));
  if (event != Event::given_up || !ports_.security || !origin.account) return;
  events::SecurityEvent bounce;
  bounce.at = ports_.time.now();
  bounce.signal = events::Signal::bounce;
  bounce.service = events::Service::submission;
  bounce.account = origin.account;
  ports_.security->record(std::move(bounce));
}

Task<Result<void>> Making::report(Action action, bool (Making::*is_meant)(const Ending&) const) {
  std::vector<Outcome> outcomes;
  for (const auto& e : endings_)
    if ((this->*is_meant)(e))
      outcomes.push_back({.recipient = e.recipient,
                          .action = action,
                          .status = e.answer.status,
                          .text = e.answer.text,
                          .diagnostic = e.answer.diagnostic,
                          .server = e.answer.server,
                          .retried_until = try_.entry.message.queued + ports_.retries.current()->give_up});
  outcomes = wanted(envelope_, std::move(outcomes));
  if (outcomes.empty() || !ports_.host) co_return Result<void>{};
  // What was refused for now and is given up is a lasting failure (RFC 3463 §2).
  if (action == Action::failed)
    for (auto& one : outcomes) one.status.front() = '5';
  if (action == Action::delayed && overdue_)
    for (auto& one : outcomes) one.status = "4.4.7";
  auto bytes = co_await content();
  if (!bytes && is_lost(bytes.error())) bytes = store::Content(std::make_shared<const std::string>());
  if (!bytes) co_return pass_on(bytes);
  co_return co_await delivery_.report(envelope_, std::move(outcomes), std::move(*bytes));
}

// What is good news, or no news, is lost if it must be; of bad news nothing is.
Task<void> Making::tell() {
  const auto delivered = co_await report(Action::delivered, &Making::has_it);
  const auto relayed = co_await report(Action::relayed, &Making::is_relayed);
  const auto delayed = co_await report(Action::delayed, &Making::is_late);
  const auto failed = co_await report(Action::failed, &Making::is_over);
  for (const auto* told : {&delivered, &relayed, &delayed, &failed})
    if (!*told)
      ports_.events.write(Event::server_error, {}, {{Key::reason, told->error().text}, {Key::text, told->error().detail}});
  untold_ = !failed;
}

void Making::keep_the_rest(Tried& tried) {
  queue::Leg rest{.hop = try_.entry.leg.hop, .recipients = {}, .progress = {}, .due = next_};
  for (auto& e : endings_) {
    if (!stays(e)) continue;
    e.before.last_answer = e.answer.diagnostic.empty() ? e.answer.text : e.answer.diagnostic;
    ++e.before.attempts;
    rest.add(std::move(e.recipient), std::move(e.before));
  }
  tried.left = std::move(moved_);
  if (!rest.recipients.empty()) tried.left.push_back(std::move(rest));
}

// There is a try when the time has come that the sender has set; he is told of it once.   RFC 2852 §4.2
void Making::mind_the_time(Time queued, Time due) {
  if (!envelope_.by) return;
  const auto& by = *envelope_.by;
  const Time now = ports_.time.now();
  if (now < by.at) next_ = std::min(next_, by.at);
  overdue_ = !by.or_return && now >= by.at && due <= std::max(by.at, queued);
}

Task<Result<Tried>> Making::run() {
  auto done = co_await give();
  if (!done) co_return pass_on(done);
  if (!elsewhere_left_.empty()) done = co_await hand_over();
  if (!done) co_return pass_on(done);

  const auto schedule = ports_.retries.current();
  const auto queued = try_.entry.message.queued, due = try_.entry.leg.due;
  next_ = queue::next_try(*schedule, queued, ports_.time.now());
  gives_up_ = queue::gives_up(*schedule, queued, next_);
  warns_ = !gives_up_ && queue::warns(*schedule, queued, due, next_);
  mind_the_time(queued, due);
  co_await tell();
  for (const auto& e : endings_) log(e);
  Tried tried{.left = {}, .down = std::move(down_), .handed = handed_};
  const auto untold = std::ranges::count_if(endings_, [&](const Ending& e) { return gives_up_ && stays(e); });
  if (untold > 0 && queue::gives_up_first(*schedule, queued, due, next_))
    ports_.events.write(Event::delivery_overdue, envelope_.origin.session,
                        {{Key::message, envelope_.origin.id}, {Key::count, static_cast<std::size_t>(untold)}});
  keep_the_rest(tried);
  co_return tried;
}

}  // namespace

Task<Result<Tried>> attempt(Delivery& delivery, const Delivery::Ports& ports, Elsewhere* elsewhere, Try what) {
  Making making(delivery, ports, elsewhere, std::move(what));
  co_return co_await making.run();
}

}  // namespace postern::delivery
