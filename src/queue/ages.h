// How long mail has waited for each hop, and how much of it is in quarantine: known without reading the queue.
// Use: came() and went() with every leg; a row of rows() that is not known is looked up, and told by learned().
// Promises: a hop becomes unknown when what had waited longest for it goes, and the others stay known; one line for each hop. Any thread.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "base/locked.h"
#include "base/time.h"
#include "queue/record.h"

namespace postern::queue {

// Of a hop.
struct Waited {
  std::optional<std::pair<Time, EntryId>> first = {};  // what has waited longest of what is not in quarantine
  std::size_t held = 0;                                // legs in quarantine

  void add(EntryId id, const Message& m) { add(id, m.queued, !m.envelope.judged.quarantine.empty()); }
  void add(EntryId id, Time queued, bool is_held) {
    if (is_held)
      ++held;
    else if (!first || std::pair(queued, id) < *first)
      first.emplace(queued, id);
  }
};

class Ages {
 public:
  struct Row {
    Waited waited;
    std::size_t count = 0;      // legs
    std::uint64_t changes = 0;  // whoever looks it up sees by it whether something came between
    bool known = false;
  };
  using Rows = std::map<std::string, Row>;

  void are_there(const std::string& hop, std::size_t legs);  // from before the start
  void came(const std::string& hop, EntryId, const Message&);
  void came(const std::string& hop);  // nobody has looked at its message
  void went(const std::string& hop, EntryId);
  void changed(const std::string& hop);  // when a message of it came in is another time, or it has left quarantine
  [[nodiscard]] Rows rows() const;
  void learned(const std::string& hop, const Row& asked, Waited);

 private:
  Locked<Rows> rows_;
};

}  // namespace postern::queue
