// What is known in memory of the queue: for each hop that mail waits for, when its first leg is due and how many there are.
// Use: take(now) the hop that is due longest, work on it, begin_return(), look up its first due time, end_return().
// Promises: a due time that is known is never later than the truth but for a hop that is taken; while a hop is taken nobody else takes it.
// Any thread.
#pragma once
#include <cstddef>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/locked.h"
#include "base/time.h"

namespace postern::queue {

inline constexpr Time kNever{std::numeric_limits<std::int64_t>::max()};

struct Line {
  std::string hop;
  Time next = kNever;
  std::size_t count = 0;
  bool taken = false;
};

class Lines {
 public:
  // Told, on any thread, when something is due earlier than anything before, and when more comes in for a hop that is taken; and when
  // that is due.
  using Told = std::function<void(const std::string& hop, Time due)>;
  using Which = std::function<bool(const std::string& hop)>;

  void add(const std::string& hop, Time due, std::size_t count = 1);  // so many legs more, none of them due earlier
  void remove(const std::string& hop);                                // one less
  void comes_due(const std::string& hop, Time);

  std::optional<std::string> take(Time now);
  // Between these two its first due time is looked up: what comes in meanwhile says itself when it is due.
  void begin_return(const std::string& hop);
  void end_return(const std::string& hop, Time first);

  [[nodiscard]] Time next_due() const;
  void when_sooner(Told);
  // Hops that it says yes to are given to nobody, and count as never due, until something else is said; null: there are none. Asked
  // whenever something happens to a hop, on any thread and with a lock held.
  void keep_back(Which);
  [[nodiscard]] std::size_t count() const;
  [[nodiscard]] std::size_t count(const std::string& hop) const;
  [[nodiscard]] std::vector<Line> list() const;  // the most first

 private:
  struct State {
    std::map<std::string, Line, std::less<>> all;
    std::set<std::pair<Time, const std::string*>> order;  // those that may be taken and have something to do
    std::size_t count = 0;
    Told told;
    Which kept_back;

    void set_next(Line&, Time);
    void forget_if_empty(const std::string& hop);
    [[nodiscard]] Time first() const { return order.empty() ? kNever : order.begin()->first; }
  };
  // Changes, and says so when something is due earlier than before, or the change says that it matters.
  void change(const std::string& hop, Time due, const std::function<bool(State&)>&);

  Locked<State> state_;
};

}  // namespace postern::queue
