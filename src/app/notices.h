// Notifications of a running server: mail into its own mailboxes, and the webhook.
// Use: Notices notices(parts, delivery);  notices.start();  ...  notices.stop() while mail can still be delivered.
#pragma once
#include "app/parts.h"
#include "delivery/delivery.h"
#include "notify/notifier.h"

namespace postern::app {

class Notices {
 public:
  Notices(Parts&, delivery::Delivery&);
  ~Notices() { stop(); }
  void start();
  void stop();

 private:
  Result<config::Judgement> judge(const notify::Settings&) const;

  Parts& parts_;
  notify::Notifier notifier_;
};

}  // namespace postern::app
