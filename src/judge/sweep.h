// A bounded step through rows of the store that may have run out.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "base/task.h"
#include "kv/kv.h"

namespace postern::judge {

struct Swept {
  std::string next;  // where the next step begins; empty: that was the end
  std::size_t removed = 0;
};

// Looks at so many rows of Family::hot that begin with `prefix`, from `from` on (empty: from the first), and removes those that are over.
Task<Result<Swept>> sweep_rows(kv::Store&, std::string prefix, std::string from, std::size_t rows,
                               std::function<bool(std::string_view key, std::string_view value)> is_over);

}  // namespace postern::judge
