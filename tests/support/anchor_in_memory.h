// The ends of an administration log's chain in memory; on demand it fails.
#pragma once
#include <atomic>
#include <string>

#include "base/locked.h"
#include "logs/audit.h"
#include "logs/chain.h"

namespace postern::logs {

class AnchorInMemory final : public AuditAnchor {
 public:
  Result<AuditEnds> load() override {
    return ends.with([](const AuditEnds& e) { return e; });
  }
  Result<void> save_first(const std::string& first) override { return save(&AuditEnds::first, first); }
  Result<void> save_head(const std::string& head) override { return save(&AuditEnds::head, head); }

  std::atomic<bool> works = true;
  Locked<AuditEnds> ends{AuditEnds{no_head(), no_head()}};

 private:
  Result<void> save(std::string AuditEnds::* which, const std::string& value) {
    if (!works) return fail(Failure::unavailable, "not now");
    ends.with([&](AuditEnds& e) { e.*which = value; });
    return {};
  }
};

}  // namespace postern::logs
