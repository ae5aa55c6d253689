// Sends what was collected of a day to the domains that it is about, as far as they ask for it.
// Use: Sender sender(ports);  auto sent = co_await sender.send(last_day);   and again while `waiting` says that something is left
// Promises: nothing goes where no record of the domain itself asks for it, or that is larger than it says; a destination is told once; what
//   cannot be brought there is tried again for a day and then given up, with an event. It waits for other people's servers: on a thread that may.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/task.h"
#include "base/time.h"
#include "dns/resolver.h"
#include "events/events.h"
#include "http/client.h"
#include "reports/collected.h"
#include "reports/destination.h"
#include "reports/dmarc_report.h"
#include "reports/letter.h"
#include "reports/tls_report.h"
#include "senderauth/public_suffix.h"

namespace postern::reports {

// Who reports.
struct Reporter {
  std::string organization;
  std::string domain;  // of ours: its postmaster writes, and its keys sign
  std::string host;
};

struct SenderPorts {
  dns::Resolver& dns;
  const TimeSource& time;
  Random& random;
  events::Sink& events;
  std::function<Reporter()> reporter;
  std::function<Task<Result<void>>(Letter)> post;  // durable when it returns
  http::Call call;
  std::function<bool()> goes_on = [] { return true; };  // false: the server stops
  std::string ca = {};
  bool may_be_inside = false;
};

struct Sent {
  std::size_t reports = 0;  // taken by a destination
  std::size_t unasked = 0;  // nobody wants them
  std::size_t waiting = 0;  // to be tried again
  std::size_t given_up = 0;
};

// What is different between the kinds of reports.
template <class Report>
struct Kind {
  // Where reports about the domain are to go; none when the DNS does not say now.
  std::function<Task<std::optional<std::vector<Destination>>>(dns::Resolver&, Subject)> destinations;
  // The report as it is sent, without who gets it.
  std::function<Letter(const Report&, const Subject&, const Reporter&)> letter;
  std::string_view name;  // "TLS"
};

template <class Report>
class Sender {
 public:
  Sender(SenderPorts ports, Collected<Report>& collected, Kind<Report> kind)
      : ports_(std::move(ports)), collected_(collected), kind_(std::move(kind)) {}

  // Of that day and all before it. Fails only when the store does.
  Task<Result<Sent>> send(Day last);

 private:
  Task<Result<void>> send_one(Subject, Sent&);
  Task<Result<void>> bring(const Letter&, const Destination&);
  Task<Result<void>> leave(const Subject&, std::string_view why, Sent&);
  void tell(const Subject&, const Destination&, const Letter&);

  SenderPorts ports_;
  Collected<Report>& collected_;
  Kind<Report> kind_;
};

Kind<TlsReport> tls_kind();  // RFC 8460
// RFC 9990. The list outlives it; without one only the domain itself and what is below it are its own destinations.
Kind<DmarcReport> dmarc_kind(const senderauth::PublicSuffixes*);

// When reports are sent next: at a random moment of the day's first hours, so that not all servers report at once; what is left, an hour later.
Time next_sending(Time now, bool left, Random&);
// The same for a server that has just started: soon, when the hours have passed.
Time first_sending(Time now, Random&);

}  // namespace postern::reports
