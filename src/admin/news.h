// What changes on the server, in a word each: who looks at a list of it reads it again. Nothing is said of anybody's mail or person.
// Use: News news(guard, queue);  give it to the sink of all events;  news.look() now and then while somebody follows news.changes().
// Promises: write() waits for nothing; any thread. However much happens to blocks or to the queue, one look makes one piece of news of it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/changes.h"
#include "base/locked.h"
#include "events/events.h"

namespace postern::guard {
class Guard;
}
namespace postern::queue {
class Queue;
}

namespace postern::admin {

enum class Topic : std::uint8_t { block, queue, setting, session, audit, count, certificate };
std::string_view name(Topic);
// The operation that lists what has changed: who may call it hears of it.
std::string_view listed_by(Topic);

struct Piece {
  Topic topic = Topic::block;
  std::string key;  // of a setting
};

class News final : public events::Sink {
 public:
  News(const guard::Guard&, const queue::Queue&);

  using Sink::write;
  void write(events::Event, SessionId, std::span<const events::Field>) override;
  [[nodiscard]] bool wants(events::Event) const override { return false; }  // nothing is logged for its sake
  void tell(Topic topic) { changes_.add({topic, {}}); }

  void look();
  [[nodiscard]] const Changes<Piece>& changes() const { return changes_; }

 private:
  struct Seen {
    std::uint64_t block = 0, queue = 0;  // numbers of changes
  };
  const guard::Guard& guard_;
  const queue::Queue& queue_;
  Locked<Seen> seen_;
  Changes<Piece> changes_;
};

}  // namespace postern::admin
