// What changes on the server, in a word each: who looks at a list of it reads it again. Nothing is said of anybody's mail or person.
// Use: News news({guard, queue, directory, time});  give it to the sink of all events;  news.look() now and then while somebody follows
//   news.changes().
// Promises: write() waits for nothing; any thread. However much happens to blocks, to the queue or in quarantine, one look makes one piece
//   of news of it; of connections there is one a second at most.
#pragma once
#include <atomic>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/changes.h"
#include "base/ids.h"
#include "base/locked.h"
#include "base/time.h"
#include "events/events.h"

namespace postern::directory {
class Directory;
}
namespace postern::guard {
class Guard;
}
namespace postern::queue {
class Queue;
}

namespace postern::admin {

enum class Topic : std::uint8_t {
  block,
  queue,
  setting,
  session,
  audit,
  count,
  certificate,
  quarantine,
  connection,
  account,
  alias,
  domain,
  network,
  administrator
};
std::string_view name(Topic);
// The operation that lists what has changed: who may call it hears of it.
std::string_view listed_by(Topic);

struct Piece {
  Topic topic = Topic::block;
  std::string key = {};  // of a setting
  // Whose it is: an administrator of other domains does not hear of it. Not set: nobody's in particular.
  std::optional<std::set<DomainId>> domains = {};
};

class News final : public events::Sink {
 public:
  struct Ports {
    const guard::Guard& guard;
    const queue::Queue& queue;
    const directory::Directory& directory;
    const TimeSource& time;
  };
  explicit News(const Ports&);

  using Sink::write;
  void write(events::Event, SessionId, std::span<const events::Field>) override;
  [[nodiscard]] bool wants(events::Event) const override { return false; }  // nothing is logged for its sake
  void tell(Topic topic) { changes_.add({.topic = topic}); }

  void look();
  [[nodiscard]] const Changes<Piece>& changes() const { return changes_; }

 private:
  struct Seen {
    std::uint64_t block = 0, queue = 0, held = 0;  // numbers of changes
    std::uint64_t connections = 0;
    std::optional<Deadline> connections_told = {};
  };
  [[nodiscard]] std::set<DomainId> whose(std::string_view subject) const;
  void look_at_quarantine(Seen&);
  void look_at_connections(Seen&);

  const Ports ports_;
  std::atomic<std::uint64_t> connections_ = 0;  // that have begun, have ended, or are somebody's now
  Locked<Seen> seen_;
  Changes<Piece> changes_;
};

}  // namespace postern::admin
