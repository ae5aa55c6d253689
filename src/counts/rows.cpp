// Adding to rows.
#include "counts/rows.h"

namespace postern::counts {

Result<void> add_to_row(kv::Transaction& t, const std::string& key, const Record& record) {
  auto stored = t.get(kv::Family::hot, key);
  if (!stored) return pass_on(stored);
  auto whole = (*stored ? decode_record(**stored) : std::nullopt).value_or(Record{});
  whole.add(record);
  t.put(kv::Family::hot, key, encode(whole));
  return {};
}

}  // namespace postern::counts
