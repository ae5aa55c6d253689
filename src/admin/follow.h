// Following numbered changes: the loop that operations with Output::lines share.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

#include "admin/operation.h"
#include "base/changes.h"

namespace postern::admin {

// What every stream of changes takes, and says in each of its lines: {"number": 17, "change": "made", ...}
inline constexpr Argument kAfter{"after", Kind::number, false, false,
                                 "What came after the change of this number; else new ones"};

// Until the caller has gone. When some are not kept any more, {"change": "missing"} says so first: what is followed is to be listed anew.
// What is described as nothing is not for this caller. `look` is called twice a second, and when something has come.
template <class T>
void follow(const Changes<T>& changes, const Call& call, const std::function<json::object(const T&)>& describe,
            const std::function<void()>& look = {}) {
  auto seen = call.number("after").value_or(changes.newest());
  for (bool there = true; there;) {
    if (look) look();
    const auto part = changes.after(seen, std::chrono::milliseconds(500));
    if (part.missing) {
      seen = part.changes.empty() ? changes.newest() : part.changes.front().number - 1;
      there = call.progress(json::object{{"number", seen}, {"change", "missing"}});
    }
    for (const auto& one : part.changes) {
      auto line = describe(one.what);
      seen = one.number;
      if (line.empty()) continue;
      line["number"] = seen;
      there = there && call.progress(line);
    }
    if (part.changes.empty()) there = there && call.progress(json::value());  // tells whether the caller is still there
  }
}

}  // namespace postern::admin
