// A binary heap whose rows know their place, so that a timer can be taken out from the middle.
#include "net/timers.h"

namespace postern::net {

void Timers::put(Timer& timer, std::size_t place) {
  heap_[place] = &timer;
  timer.place = place;
}

void Timers::rise(Timer& timer, std::size_t place) {
  while (place > 0) {
    const std::size_t above = (place - 1) / 2;
    if (heap_[above]->at <= timer.at) break;
    put(*heap_[above], place);
    place = above;
  }
  put(timer, place);
}

void Timers::sink(Timer& timer, std::size_t place) {
  while (true) {
    std::size_t below = place * 2 + 1;
    if (below >= heap_.size()) break;
    if (below + 1 < heap_.size() && heap_[below + 1]->at < heap_[below]->at) ++below;
    if (timer.at <= heap_[below]->at) break;
    put(*heap_[below], place);
    place = below;
  }
  put(timer, place);
}

void Timers::add(Timer& timer) {
  heap_.push_back(&timer);
  rise(timer, heap_.size() - 1);
}

void Timers::remove(Timer& timer) {
  if (!timer.is_set()) return;
  const std::size_t hole = timer.place;
  timer.place = Timer::kNowhere;
  Timer& last = *heap_.back();
  heap_.pop_back();
  if (&last == &timer) return;
  if (hole > 0 && last.at < heap_[(hole - 1) / 2]->at)
    rise(last, hole);
  else
    sink(last, hole);
}

Timer* Timers::take_due(Deadline now) {
  if (heap_.empty() || heap_.front()->at > now) return nullptr;
  Timer* due = heap_.front();
  remove(*due);
  return due;
}

std::optional<Deadline> Timers::next() const {
  if (heap_.empty()) return {};
  return heap_.front()->at;
}

}  // namespace postern::net
