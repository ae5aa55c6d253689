// Tells administrators what they are to know: hears all events, picks those that are worth it, and sends them by mail and webhook.
// Use: Notifier notifier(ports, settings); give it to the sink of all events;  notifier.start();  ...  notifier.stop();
// Promises: write() waits for nothing; what comes together goes together, so that a storm makes one mail; what cannot be sent is tried
//   again, then given up with an event. What waits is in memory: the log is what is durable.
#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "base/random.h"
#include "base/time.h"
#include "config/config.h"
#include "events/events.h"
#include "http/client.h"
#include "notify/outbox.h"
#include "notify/settings.h"

namespace postern::notify {

class Notifier final : public events::Sink {
 public:
  struct Ports {
    // Puts a mail into a mailbox of this server, on the notifier's thread.
    std::function<Result<void>(const std::string& to, const Writing&)> mail;
    http::Call call;
    std::function<std::string()> host_name;
    const TimeSource& time;
    Random& random;
    events::Sink& events;
  };

  Notifier(Ports, config::Live<Settings>);
  ~Notifier() { stop(); }

  using Sink::write;
  void write(events::Event, SessionId, std::span<const events::Field>) override;
  [[nodiscard]] bool wants(events::Event) const override { return false; }  // nothing is logged for its sake

  void start();
  // What waits for mail is sent once more, for that is near; what waits for the webhook is lost.
  void stop();
  // Sends what is due. When something is due next. The thread's work; tests call it.
  Deadline run_once();

 private:
  struct Way {
    Outbox outbox;
    std::string name;
    Result<void> (Notifier::*send)(const Settings&, const std::vector<Notice>&);
  };
  [[nodiscard]] static Outbox::Pace pace_of(const Way&, const Settings&);
  void run();
  void send(Way&, const Settings&);
  void tell(events::Event, const Way&, std::size_t count, const Error*);
  [[nodiscard]] Sender sender();
  Result<void> send_mail(const Settings&, const std::vector<Notice>&);
  Result<void> call_webhook(const Settings&, const std::vector<Notice>&);

  Ports ports_;
  config::Live<Settings> settings_;
  std::mutex lock_;  // with a condition variable, hence not a Locked; guards the outboxes and `stopping_`
  std::condition_variable wake_;
  Way mail_{{}, "mail", &Notifier::send_mail}, webhook_{{}, "webhook", &Notifier::call_webhook};
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace postern::notify
