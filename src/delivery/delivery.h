// The way of an accepted message: recipients become accounts here and mailboxes elsewhere, and each gets it durably.
// Use: auto done = co_await delivery.accept(envelope, incoming); then 250.
// Promises: success means that every recipient has it: in their INBOX, or in the queue. When nobody could be given it, the error says so
//   and nothing is kept. When some could and others could not, the others wait in the queue, where delivery/dispatch.h finds them: the sender
//   is not asked to send again what somebody has already.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "config/config.h"
#include "delivery/answers.h"
#include "delivery/onward.h"
#include "delivery/plan.h"
#include "delivery/report.h"
#include "delivery/signer.h"
#include "directory/directory.h"
#include "events/events.h"
#include "events/security.h"
#include "mime/message.h"
#include "queue/queue.h"
#include "queue/schedule.h"
#include "store/spool.h"
#include "store/store.h"

namespace postern::delivery {

// Of what was read of a message: it is gone, and no later try will find it.
inline bool is_lost(const Error& e) { return e.kind == Failure::corrupt || e.kind == Failure::not_found; }

// How far one try came.
struct Given {
  std::vector<queue::Recipient> elsewhere;  // still to be sent to another server
  std::vector<Forwarded> forwarded;         // still to be sent on
  std::vector<queue::Recipient> unknown;    // gone since they were accepted
  std::vector<queue::Recipient> here;       // whose account could not be given it
  std::vector<queue::Recipient> done;       // whose account has it
  std::optional<Error> failed;              // why not, of the first of those

  [[nodiscard]] bool somebody() const { return !done.empty(); }
};

// A message that is whole: one Return-Path in front (RFC 5321 §4.4), then our Received field, then what came.
struct Incoming {
  std::unique_ptr<store::Spool> body;
  std::shared_ptr<const mime::Message> parsed;  // offsets count from the first octet of the body
  std::size_t return_path = 0;  // octets of that field: a message that goes on to another server begins behind it
};

class Delivery {
 public:
  struct Ports {
    directory::Directory& directory;
    store::Store& store;
    queue::Queue& queue;
    const TimeSource& time;
    events::Sink& events;
    config::Live<queue::Settings> retries = {};
    std::function<Time(AccountId)> held_until = {};  // until when mail that an account has sent waits; none: it does not
    std::function<std::string()> host = {};          // who reports to senders; none: nobody does
    Random& random = system_random();
    events::SecuritySink* security = nullptr;  // hears of what comes back (H19)
    Onward* onward = nullptr;                  // none: what is forwarded goes on like all else
    // Whether this message goes into this account's mailbox for junk; none: nothing does.
    std::function<bool(AccountId, const queue::Envelope&)> is_junk = {};
    Signer* signer = nullptr;                 // of what the server writes itself; none: it goes unsigned
    Answers* answers = nullptr;               // none: nobody answers by itself
    std::function<Language()> language = {};  // in which strangers are written to; none: English

    [[nodiscard]] Time held(const queue::Envelope& e) const {
      return held_until && e.origin.account ? held_until(e.origin.account) : Time{};
    }
  };
  explicit Delivery(Ports ports) : ports_(ports) {}

  Task<Result<void>> accept(queue::Envelope, Incoming);
  // A message without Return-Path that the server has written in this host's name: signed, with our Return-Path in front.
  [[nodiscard]] Task<std::string> dressed(std::string host, std::string message);

  // Gives the message to those who have a home here and says who is left. With `again` it is a further try of that queue entry: whom an
  // earlier one has reached is not given it twice. The envelope must outlive the call.
  Task<Result<Given>> give(const queue::Envelope&, store::Content, std::shared_ptr<const mime::Message> parsed,
                           queue::EntryId again = {});

  // What goes on for somebody here is queued, each domain's in an envelope of its own; of who may not be forwarded to the sender is told.
  // The message begins behind `skip` octets of the content. Gives back those for whom neither could be done.
  Task<std::vector<queue::Recipient>> forward(const queue::Envelope&, store::Content, std::shared_ptr<const mime::Message>,
                                              std::size_t skip, std::vector<Forwarded>);

  // Tells the sender what he is to be told of these outcomes, all of one action: durable when it returns. Nothing to tell is success.
  // Of content that is lost nothing comes back with it.
  Task<Result<void>> report(const queue::Envelope&, std::vector<Outcome>, store::Content);
  // Of recipients whose account has it, to those who asked for it; what goes wrong is logged.
  Task<void> report_done(const queue::Envelope&, std::vector<queue::Recipient>, store::Content);

 private:
  struct Letter {
    queue::Envelope envelope;
    store::Content content;
    std::shared_ptr<const mime::Message> parsed;
    std::size_t return_path = 0;
  };
  // The same as report(); what goes wrong is logged.
  Task<void> try_report(const queue::Envelope&, std::vector<Outcome>, store::Content);
  // Gives it to who is here, and keeps it in the queue for the others.
  Task<Result<void>> give_or_keep(Letter);

  Ports ports_;
};

}  // namespace postern::delivery
