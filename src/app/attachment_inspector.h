// Attachments of each message, looked at before it is judged otherwise and accepted.
#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "attachments/policy.h"
#include "auth/hash_pool.h"
#include "base/locked.h"
#include "config/config.h"
#include "directory/directory.h"
#include "events/events.h"
#include "smtp/server/ports.h"
#include "store/spool.h"

namespace postern::app {

// The threads that look: archives are read there, so that no reactor waits. A pool of its own, for a login does not wait for an archive.
inline constexpr auth::HashPoolSettings kAttachmentThreads{.threads = 2, .queue = 1000};

class AttachmentInspector final : public smtp::Inspector {
 public:
  struct Ports {
    config::Live<attachments::Settings> settings;
    store::BlobStore& blobs;
    std::uint64_t inline_limit;             // octets; a message that is written anew and is larger becomes a blob
    const directory::Directory& directory;  // domains may add extensions
    const TimeSource& time;
    events::Sink& events;
    smtp::Inspector* next = nullptr;          // asked about what is not refused here
    std::function<Language()> language = {};  // in which strangers are written to; none: English
  };
  explicit AttachmentInspector(Ports ports) : ports_(std::move(ports)), pool_(kAttachmentThreads) {}
  Task<smtp::Findings> inspect(smtp::Inspected) override;

 private:
  // Made once for each state of the settings.
  struct Ready {
    std::shared_ptr<const attachments::Settings> settings;
    std::shared_ptr<const attachments::Rules> rules;
  };
  Ready ready();
  // Those of all domains here that have to do with it: the strictest of several counts, for there is one answer.
  [[nodiscard]] std::vector<std::string> added(const queue::Envelope&) const;
  [[nodiscard]] Language language_of_readers(const queue::Envelope&) const;
  Task<Result<attachments::Report>> look(smtp::Inspected, const attachments::Rules&);
  Task<Result<void>> strip(smtp::Inspected, std::span<const attachments::Removal>);
  void tell(const smtp::Inspected&, const attachments::Decision&);

  Ports ports_;
  Locked<Ready> ready_;
  auth::HashPool pool_;
};

}  // namespace postern::app
