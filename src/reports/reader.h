// Reads the messages that come to where reports go, and keeps what they say of our domains.
// Use, off the reactors (it unpacks and parses):  auto read = reader.read(message);
// Promises: what is of no domain of ours is not kept; each outcome is one event.
#pragma once
#include <functional>
#include <string>

#include "base/task.h"
#include "events/events.h"
#include "reports/reports.h"

namespace postern::reports {

class Reader {
 public:
  // `ours`: the domain of ours that a name stands for or is below; empty: none.
  Reader(Reports& reports, events::Sink& events, std::function<std::string(const std::string& name)> ours)
      : reports_(reports), events_(events), ours_(std::move(ours)) {}

  Task<Result<void>> read(std::string message);

 private:
  Task<Result<void>> keep(TlsReport);
  Task<Result<void>> keep(DmarcReport);
  Task<Result<void>> keep(FeedbackReport);
  void tell(const std::string& domain, std::string_view kind, std::string_view organization, std::string_view id);

  Reports& reports_;
  events::Sink& events_;
  std::function<std::string(const std::string&)> ours_;
};

}  // namespace postern::reports
