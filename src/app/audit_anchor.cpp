// Two rows: where the administration log begins and where it ends.
#include "app/audit_anchor.h"

#include "base/run_here.h"
#include "logs/chain.h"

namespace postern::app {
namespace {

constexpr kv::Shard kShard{0};
constexpr std::string_view kFirst = "G audit first";
constexpr std::string_view kHead = "G audit head";

}  // namespace

Result<logs::AuditEnds> StoredAnchor::load() {
  auto rows = run_here(kv_.get_many(kv::Family::meta, {std::string(kFirst), std::string(kHead)}));
  if (!rows) return pass_on(rows);
  return logs::AuditEnds{.first = (*rows)[0].value_or(logs::no_head()), .head = (*rows)[1].value_or(logs::no_head())};
}

Result<void> StoredAnchor::save_first(const std::string& first) { return save(kFirst, first); }
Result<void> StoredAnchor::save_head(const std::string& head) { return save(kHead, head); }

// Also on a full disk: what administrators do to make room is part of the chain.
Result<void> StoredAnchor::save(std::string_view key, const std::string& value) {
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    in.put(kv::Family::meta, key, value);
    return {};
  };
  return run_here(kv_.commit(kShard, std::move(write), kv::Durability::synced, kv::Purpose::shrink));
}

}  // namespace postern::app
