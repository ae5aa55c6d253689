// Where counts lie in the store, and how more is added to a row. Committer thread.
#pragma once
#include <string>

#include "base/result.h"
#include "counts/record.h"
#include "kv/kv.h"

namespace postern::counts {

inline constexpr kv::Shard kCountsShard{0};  // all of them, in Family::hot

// A row that cannot be read begins anew: counts are for people to look at.
Result<void> add_to_row(kv::Transaction&, const std::string& key, const Record&);

}  // namespace postern::counts
