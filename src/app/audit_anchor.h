// The ends of the administration log's chain in the store.
#pragma once
#include "kv/kv.h"
#include "logs/audit.h"

namespace postern::app {

// Blocks until the store has answered: for the threads of the logs, never for a reactor.
class StoredAnchor final : public logs::AuditAnchor {
 public:
  explicit StoredAnchor(kv::Store& kv) : kv_(kv) {}
  Result<logs::AuditEnds> load() override;
  Result<void> save_first(const std::string&) override;
  Result<void> save_head(const std::string&) override;

 private:
  Result<void> save(std::string_view key, const std::string& value);
  kv::Store& kv_;
};

}  // namespace postern::app
