// Answers for accounts whose owners are away (RFC 3834).
// Use: Responder responder(ports, settings); delivery gets it as its port Answers.
// Promises: what guard.h lets through is answered, each sender once in a while (memory.h), signed as the account's mail is, with the null
//   reverse-path; what cannot be done is logged and delays nothing. Any executor's thread.
#pragma once
#include <functional>
#include <string>

#include "autoreply/memory.h"
#include "autoreply/settings.h"
#include "base/random.h"
#include "config/config.h"
#include "delivery/answers.h"
#include "delivery/own_mail.h"
#include "directory/directory.h"
#include "events/events.h"

namespace postern::autoreply {

class Responder final : public delivery::Answers {
 public:
  struct Ports {
    directory::Directory& directory;
    kv::Store& kv;
    const TimeSource& time;
    Random& random;
    events::Sink& events;
    std::function<Task<Result<void>>(delivery::Whole)> post;  // with the null reverse-path
  };
  Responder(Ports ports, config::Live<Settings> settings)
      : ports_(std::move(ports)), settings_(std::move(settings)), memory_(ports_.kv) {}

  Task<void> given(AccountId, const queue::Envelope&, std::shared_ptr<const mime::Message>, bool junk) override;

 private:
  // Why it is not answered; empty when it is to be, and that is noted.
  Task<Result<std::string>> refusal(AccountId, const directory::AutoReply&, const queue::Envelope&, const mime::Message&,
                                    bool junk);
  Task<Result<std::string>> answer(AccountId, const directory::AutoReply&, address::Mailbox to, const mime::Message&);

  Ports ports_;
  config::Live<Settings> settings_;
  Memory memory_;
};

}  // namespace postern::autoreply
