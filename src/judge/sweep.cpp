// A scan, and one commit for what it has found.
#include "judge/sweep.h"

#include <vector>

#include "kv/key_range.h"

namespace postern::judge {

Task<Result<Swept>> sweep_rows(kv::Store& kv, std::string prefix, std::string from, std::size_t rows,
                               std::function<bool(std::string_view key, std::string_view value)> is_over) {
  constexpr kv::Shard kShard{0};
  std::vector<std::string> over;
  std::size_t looked_at = 0;
  Swept swept;
  if (from.empty()) from = prefix;
  kv::Visitor visit = [&](std::string_view key, std::string_view value) {
    if (looked_at++ == rows) {
      swept.next = key;
      return false;
    }
    if (is_over(key, value)) over.emplace_back(key);
    return true;
  };
  auto scanned = co_await kv.scan(kv::Family::hot, std::move(from), kv::after(prefix), std::move(visit));
  if (!scanned) co_return pass_on(scanned);
  swept.removed = over.size();
  if (over.empty()) co_return swept;
  kv::Intent intent = [&](kv::Transaction& t) -> Result<void> {
    for (const auto& key : over) t.erase(kv::Family::hot, key);
    return {};
  };
  auto gone = co_await kv.commit(kShard, std::move(intent), kv::Durability::relaxed, kv::Purpose::shrink);
  if (!gone) co_return pass_on(gone);
  co_return swept;
}

}  // namespace postern::judge
