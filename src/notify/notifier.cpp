// A thread that waits for what is due.
#include "notify/notifier.h"

#include <algorithm>

#include "base/text.h"
#include "events/table.h"

namespace postern::notify {

using events::Event;
using events::Key;

namespace {

// Whatever was stored: changes of administrators are told.
bool is_left_out(const Settings& settings, std::string_view event) {
  return may_be_left_out(event) && std::ranges::find(settings.mail_without, event) != settings.mail_without.end();
}

}  // namespace

Notifier::Notifier(Ports ports, config::Live<Settings> settings) : ports_(std::move(ports)), settings_(std::move(settings)) {}

// A storm makes one mail; calls have bodies of bounded size.
Outbox::Pace Notifier::pace_of(const Way& way, const Settings& s) {
  if (way.name == "mail") return {.collect = s.collect, .apart = s.mail_every};
  return {.collect = s.collect, .batch = 200};
}

void Notifier::write(Event event, SessionId, std::span<const events::Field> fields) {
  auto notice = notice_of(event, fields, ports_.time.now());
  if (!notice) return;
  const auto settings = settings_.current();
  const auto now = ports_.time.steady();
  {
    const std::lock_guard guard(lock_);
    if (!settings->mail_to.empty() && !is_left_out(*settings, notice->event))
      mail_.outbox.add(*notice, now, pace_of(mail_, *settings));
    if (!settings->webhook_url.empty()) webhook_.outbox.add(std::move(*notice), now, pace_of(webhook_, *settings));
  }
  wake_.notify_all();
}

void Notifier::start() {
  thread_ = std::thread([this] { run(); });
}

void Notifier::stop() {
  {
    const std::lock_guard guard(lock_);
    if (stopping_) return;
    stopping_ = true;
  }
  wake_.notify_all();
  if (!thread_.joinable()) return;
  thread_.join();
  if (mail_.outbox.size() > 0) send(mail_, *settings_.current());
}

void Notifier::run() {
  for (;;) {
    const auto due = run_once();
    std::unique_lock guard(lock_);
    const auto is_due = [&] { return stopping_ || std::min(mail_.outbox.due(), webhook_.outbox.due()) < due; };
    if (due == Deadline::max())
      wake_.wait(guard, is_due);
    else
      wake_.wait_until(guard, due, is_due);
    if (stopping_) return;
  }
}

Deadline Notifier::run_once() {
  const auto settings = settings_.current();
  for (auto* way : {&mail_, &webhook_}) {
    const bool is_due = [&] {
      const std::lock_guard guard(lock_);
      return way->outbox.due() <= ports_.time.steady();
    }();
    if (is_due) send(*way, *settings);
  }
  const std::lock_guard guard(lock_);
  return std::min(mail_.outbox.due(), webhook_.outbox.due());
}

void Notifier::send(Way& way, const Settings& settings) {
  std::vector<Notice> batch;
  std::size_t overflow = 0;
  {
    const std::lock_guard guard(lock_);
    batch = way.outbox.take(pace_of(way, settings));
    overflow = way.outbox.take_overflow();
  }
  const auto done = (this->*way.send)(settings, batch);
  std::size_t dropped = 0;
  {
    const std::lock_guard guard(lock_);
    const auto now = ports_.time.steady();
    if (done)
      way.outbox.sent(batch.size(), now, pace_of(way, settings));
    else
      dropped = way.outbox.failed(batch.size(), now);
  }
  const Error no_room{Failure::too_large, "More came than wait at once", {}, std::source_location::current()};
  if (overflow > 0) tell(Event::notices_dropped, way, overflow, &no_room);
  if (done) tell(Event::notices_sent, way, batch.size(), nullptr);
  if (dropped > 0) tell(Event::notices_dropped, way, dropped, &done.error());
}

void Notifier::tell(Event event, const Way& way, std::size_t count, const Error* why) {
  if (why)
    ports_.events.write(event, {},
                        {{Key::to, way.name}, {Key::count, count}, {Key::reason, why->text}, {Key::text, why->detail}});
  else
    ports_.events.write(event, {}, {{Key::to, way.name}, {Key::count, count}});
}

Sender Notifier::sender() { return {ports_.host_name(), to_hex(ports_.random.bytes(16))}; }

// Who has it already gets it again when another one could not be given it: better twice than not.
Result<void> Notifier::send_mail(const Settings& settings, const std::vector<Notice>& notices) {
  Result<void> done;
  const auto letter = letter_of(notices, ports_.host_name());
  for (const auto& to : settings.mail_to) {
    auto given = ports_.mail(to, letter);
    if (!given) done = given;
  }
  return done;
}

Result<void> Notifier::call_webhook(const Settings& settings, const std::vector<Notice>& notices) {
  if (settings.webhook_url.empty()) return {};
  if (settings.webhook_secret.empty()) return fail(Failure::invalid, "notify.webhook_secret is not set: nothing goes unsigned");
  auto url = http::parse_url(settings.webhook_url);
  if (!url) return pass_on(url);
  http::Outgoing request{.url = std::move(*url),
                         .headers = {{"Content-Type", "application/json"}},
                         .body = json_of(notices, sender()),
                         .extra_ca = settings.webhook_ca,
                         .may_be_inside = settings.webhook_inside};
  request.headers.emplace_back("Postern-Signature",
                               signature_of(request.body, settings.webhook_secret.reveal(), ports_.time.now()));
  auto reply = ports_.call(request);
  if (!reply) return pass_on(reply);
  if (reply->status < 200 || reply->status > 299)
    return fail(Failure::unavailable, "The webhook answers with status " + std::to_string(reply->status));
  return {};
}

}  // namespace postern::notify
