// Messages that come in, shown to the scanners that settings name, and a look now and then whether those are there.
// Use: Scanning scanning(parts, ids, events);  scanning.start(executor);  const auto decision = co_await scanning.scan(message);  carry_out(decision, findings);
//      scanning.stop() while the reactors run.
#pragma once
#include "app/parts.h"
#include "net/connect.h"
#include "net/session_ids.h"
#include "scanners/scanners.h"
#include "scanners/watch.h"
#include "smtp/server/ports.h"

namespace postern::app {

class Scanning {
 public:
  Scanning(Parts&, net::SessionIds&, events::Sink&);

  // What follows from what they say; all is well when none is named. On a reactor; what the message refers to outlives the task.
  Task<scanners::Decision> scan(smtp::Inspected);
  void start(Executor&);  // looking
  void stop();

 private:
  [[nodiscard]] scanners::Facts facts_of(const smtp::Inspected&) const;
  void tell(const queue::Envelope&, const scanners::Decision&) const;
  Task<std::vector<scanners::Opinion>> probe(const scanners::Settings&);
  void tell(const std::vector<scanners::Silences::News>&) const;

  Parts& parts_;
  net::Connector connector_;
  scanners::Watch watch_;
};

// Adds a decision to what was found besides: the sterner of the two holds.
void carry_out(const scanners::Decision&, smtp::Findings&);

}  // namespace postern::app
