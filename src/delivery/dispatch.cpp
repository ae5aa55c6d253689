// Hops, their workers, and the one timer.
#include "delivery/dispatch.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <deque>
#include <map>
#include <set>
#include <utility>

#include "address/domain.h"
#include "base/clock_watch.h"
#include "delivery/hop_health.h"
#include "events/table.h"

namespace postern::delivery {
namespace {

using events::Event;
using events::Key;

constexpr std::size_t kAhead = 128;               // due times of a hop that are looked up at once
constexpr std::chrono::seconds kLook{5};          // the timer is never set further than this
constexpr std::chrono::minutes kAfterFailure{1};  // of the queue itself

// A hop that is worked on.
struct Work {
  queue::Hop hop;
  std::deque<queue::Due> ahead = {};
  std::optional<queue::Due> last = {};
  std::size_t workers = 0;
  bool looks = false;   // somebody is looking up more
  bool broken = false;  // the queue could not be read or written: not again at once
  bool anew = false;    // what is being looked up is not to be used
  std::set<queue::EntryId> in_hand = {};

  // What comes in due earlier than what is ahead is urgent: it is looked up from the first on.
  bool overtake(Time due) {
    if (!last || last->at <= due) return false;
    ahead.clear();
    last.reset();
    anew = looks;
    return true;
  }
  // But for what somebody has in hand.
  void take_up(std::vector<queue::Due> more) {
    if (!more.empty()) last = more.back();
    for (auto& due : more)
      if (!in_hand.contains(due.id)) ahead.push_back(std::move(due));
  }
};

// Whether mail that waits for the hop goes to another server.
bool leads_elsewhere(const directory::Directory& directory, const queue::Hop& hop) {
  if (hop == queue::kHere) return false;
  const auto domain = address::parse_domain(hop);
  return !domain || !directory.snapshot()->domain(*domain);
}

}  // namespace

struct Dispatch::State : std::enable_shared_from_this<Dispatch::State> {
  State(Delivery& d, Delivery::Ports p, Elsewhere* e) : delivery(d), ports(std::move(p)), elsewhere(e) {}

  Delivery& delivery;
  const Delivery::Ports ports;
  Elsewhere* elsewhere;
  std::map<queue::Hop, Work> works = {};
  std::multimap<Time, queue::Hop> resting = {};  // to be given back then
  std::deque<queue::Hop> without_place = {};     // taken, and not begun with
  HopHealth health = {};
  std::size_t workers = 0;  // of all hops
  bool unnoted = false;     // what became of a try could not be written down
  std::atomic<bool> stopping = false;
  std::atomic<bool> paused = false;
  ClockWatch clock = {};
  bool has_looked_at_clock = false;
  std::shared_ptr<const directory::Snapshot> domains = {};  // by which it was said what is kept back
  std::atomic<std::size_t> in_hand = 0;

  void failed(const Error& e) const {
    ports.events.write(Event::server_error, {}, {{Key::reason, e.text}, {Key::text, e.detail}});
  }

  // False when the server is stopping.
  bool begin() {
    ++in_hand;
    if (!stopping) return true;
    end();
    return false;
  }
  void end() {
    --in_hand;
    in_hand.notify_all();
  }

  void pump();
  void hire(Work&);
  void hire_if_there_is_room(Work&);
  void look_at(const queue::Hop&, Time due);
  void relieve();
  void keep_back();
  void look_at_domains();
  void look_at_clock();
  [[nodiscard]] std::size_t room(const Work&) const;
  [[nodiscard]] std::size_t waiting(const Work&) const;
  [[nodiscard]] bool is_kept_back(const queue::Hop& hop) const { return paused && leads_elsewhere(ports.directory, hop); }
  [[nodiscard]] bool has_place(const queue::Hop&) const;
  std::optional<queue::Hop> next_hop();
  void rested();
  [[nodiscard]] std::chrono::milliseconds until_next() const;
  Task<std::optional<queue::Due>> next(Work&);
  Task<bool> try_one(Work&, queue::Due);
  Task<Result<void>> settle(Work&, queue::Due);
  Task<void> finish(Work&);
  static Task<void> worker(std::shared_ptr<State>, Work&);
  static Task<void> give_back(std::shared_ptr<State>, queue::Hop);
  static Task<void> bring_nearer(std::shared_ptr<State>);
  static Task<void> tick(std::shared_ptr<State>);
};

// Hops of which nothing good is known have three of four places: however many servers hang, and whoever has us call them, the mail for
// those who answer goes on.
bool Dispatch::State::has_place(const queue::Hop& hop) const {
  if (is_kept_back(hop)) return false;
  const std::size_t all = ports.retries.current()->most_at_once;
  const auto theirs = all - all / 4;
  if (workers < theirs || health.is_well(hop)) return workers < all;
  std::size_t strangers = 0;
  for (const auto& [other, work] : works)
    if (!health.is_well(other)) strangers += work.workers;
  return workers < all && strangers < theirs;
}

// The hop that is due longest and has a place. Others that have none wait in front of the queue.
std::optional<queue::Hop> Dispatch::State::next_hop() {
  while (!without_place.empty() && is_kept_back(without_place.front())) {
    spawn(give_back(shared_from_this(), std::move(without_place.front())));
    without_place.pop_front();
  }
  if (!without_place.empty() && has_place(without_place.front())) {
    auto hop = std::move(without_place.front());
    without_place.pop_front();
    return hop;
  }
  while (auto hop = ports.queue.take(ports.time.now())) {
    if (has_place(*hop)) return hop;
    without_place.push_back(std::move(*hop));
  }
  return {};
}

// Begins with hops whose time has come, as many as there are places for.
void Dispatch::State::pump() {
  while (!stopping && workers < ports.retries.current()->most_at_once) {
    auto hop = next_hop();
    if (!hop) return;
    hire(works.try_emplace(*hop, Work{.hop = *hop}).first->second);
  }
}

void Dispatch::State::hire(Work& work) {
  ++workers;
  ++work.workers;
  spawn(worker(shared_from_this(), work));
}

std::size_t Dispatch::State::room(const Work& work) const {
  return health.room(work.hop, ports.retries.current()->most_for_one);
}

std::size_t Dispatch::State::waiting(const Work& work) const {
  const auto all = ports.queue.count(work.hop);
  return all - std::min(all, work.in_hand.size());
}

void Dispatch::State::hire_if_there_is_room(Work& work) {
  if (work.workers < room(work) && has_place(work.hop)) hire(work);
}

// More has come in for it. One connection more costs the other server, and us, more than it gains while less waits than workers are there;
// but what is urgent waits for nobody.
void Dispatch::State::look_at(const queue::Hop& hop, Time due) {
  const auto at = works.find(hop);
  if (at == works.end()) return pump();
  auto& work = at->second;
  if (work.overtake(due) || waiting(work) > work.workers) hire_if_there_is_room(work);
}

// However little waits: the server may be slow.
void Dispatch::State::relieve() {
  for (auto& [hop, work] : works)
    if (waiting(work) > 0) hire_if_there_is_room(work);
}

// The next leg of the hop; more are looked up when none is known, by one worker at a time.
Task<std::optional<queue::Due>> Dispatch::State::next(Work& work) {
  while (!work.broken && work.ahead.empty() && !work.looks) {
    work.looks = true;
    work.anew = false;
    auto more = co_await ports.queue.due(work.hop, ports.time.now(), kAhead, work.last);
    work.looks = false;
    if (!more) {
      failed(more.error());
      work.broken = true;
    } else if (!work.anew) {
      work.take_up(std::move(*more));
      break;
    }
  }
  if (work.broken || work.ahead.empty()) co_return std::nullopt;
  auto due = std::move(work.ahead.front());
  work.ahead.pop_front();
  co_return due;
}

// What cannot be read is put off, so that it is in nobody's way. After what has become of a try could not be written down, nothing is tried
// before it is known that something can be: the next server would be given the same message again and again.
Task<Result<void>> Dispatch::State::settle(Work& work, queue::Due due) {
  const Time now = ports.time.now();
  if (unnoted) {
    auto written = co_await ports.queue.move(due, due.at);
    if (!written) co_return written;
    unnoted = false;
  }
  auto entry = co_await ports.queue.show(due);
  if (!entry) {
    if (entry.error().kind != Failure::not_found) failed(entry.error());
    co_return co_await ports.queue.move(due, now + ports.retries.current()->longest_retry);
  }
  auto leg = entry->leg;
  auto who = leg.recipients;
  const Time queued = entry->message.queued;
  const auto envelope = entry->envelope();
  if (const Time held = ports.held(envelope); held > now) {
    leg.due = held;
  } else {
    if (ports.queue.was_forced(work.hop)) health.forget(work.hop);
    auto tried = co_await attempt(delivery, ports, elsewhere, {std::move(*entry), health.down(work.hop, now)});
    if (tried) {
      health.note(work.hop, *tried, *ports.retries.current(), ports.time.now());
      co_return co_await ports.queue.settle(std::move(due), std::move(who), std::move(tried->left));
    }
    failed(tried.error());
    leg.due = queue::next_try(*ports.retries.current(), queued, now);
  }
  std::vector<queue::Leg> all;
  all.push_back(std::move(leg));
  co_return co_await ports.queue.settle(std::move(due), std::move(who), std::move(all));
}

Task<bool> Dispatch::State::try_one(Work& work, queue::Due due) {
  const auto id = due.id;
  work.in_hand.insert(id);
  auto done = co_await settle(work, std::move(due));
  work.in_hand.erase(id);
  if (!done) failed(done.error());
  if (!done) work.broken = unnoted = true;
  co_return done.has_value();
}

// One leg after the other, until there is none, or fewer workers are wanted.
Task<void> Dispatch::State::worker(std::shared_ptr<State> state, Work& work) {
  bool goes_on = state->begin();
  while (goes_on) {
    auto due = co_await state->next(work);
    if (due && work.ahead.size() > work.workers) state->hire_if_there_is_room(work);
    goes_on = due.has_value() && !state->is_kept_back(work.hop);
    if (due && !goes_on) work.ahead.push_front(std::move(*due));
    if (goes_on) goes_on = co_await state->try_one(work, std::move(*due));
    if (state->stopping || work.workers > state->room(work)) goes_on = false;
    if (!goes_on) state->end();
  }
  --state->workers;
  if (--work.workers > 0 || !state->begin()) co_return;
  co_await state->finish(work);
  state->end();
}

// The last worker has gone.
Task<void> Dispatch::State::finish(Work& work) {
  const auto hop = work.hop;
  const bool broken = work.broken;
  works.erase(hop);
  if (broken)
    resting.emplace(ports.time.now() + kAfterFailure, hop);
  else
    co_await give_back(shared_from_this(), hop);
  pump();
}

Task<void> Dispatch::State::give_back(std::shared_ptr<State> state, queue::Hop hop) {
  if (!state->begin()) co_return;
  auto done = co_await state->ports.queue.give_back(std::move(hop));
  if (!done) state->failed(done.error());
  state->end();
}

void Dispatch::State::rested() {
  const Time now = ports.time.now();
  while (!resting.empty() && resting.begin()->first <= now) {
    spawn(give_back(shared_from_this(), resting.begin()->second));
    resting.erase(resting.begin());
  }
}

// What was noted by a clock that was ahead would hold for as long as it was. Before the start it may have been, too.
void Dispatch::State::look_at_clock() {
  const bool is_first = !std::exchange(has_looked_at_clock, true);
  const bool was_set_back = clock.set_back(ports.time).has_value();
  if (is_first && ports.queue.furthest() > ports.time.now() + queue::longest_wait(*ports.retries.current()))
    spawn(bring_nearer(shared_from_this()));
  if (!was_set_back) return;
  health = {};
  for (auto& [at, hop] : std::exchange(resting, {})) spawn(give_back(shared_from_this(), hop));
  spawn(bring_nearer(shared_from_this()));
}

Task<void> Dispatch::State::bring_nearer(std::shared_ptr<State> state) {
  if (!state->begin()) co_return;
  auto& ports = state->ports;
  auto done = co_await ports.queue.bring_nearer(ports.time.now(), queue::longest_wait(*ports.retries.current()));
  if (!done) state->failed(done.error());
  state->end();
}

std::chrono::milliseconds Dispatch::State::until_next() const {
  const Time now = ports.time.now();
  const Time next = ports.queue.next_due();
  if (next <= now) return kLook;  // all places are taken: whoever ends looks again
  return std::min<std::chrono::milliseconds>(next - now, kLook);
}

Task<void> Dispatch::State::tick(std::shared_ptr<State> state) {
  while (state->begin()) {
    state->rested();
    state->look_at_domains();
    state->look_at_clock();
    state->relieve();
    state->pump();
    const auto wait = state->until_next();
    const auto until = state->ports.time.steady() + wait;
    state->end();
    co_await pause_until{until};
  }
}

Dispatch::Dispatch(Delivery& delivery, Delivery::Ports ports, Elsewhere* elsewhere)
    : state_(std::make_shared<State>(delivery, std::move(ports), elsewhere)) {}
Dispatch::~Dispatch() { stop(); }

std::size_t Dispatch::in_hand() const { return state_->in_hand; }

void Dispatch::start(Executor& executor) {
  executor.post([state = state_] { spawn(State::tick(state)); });
  // What comes in is not left to wait for the timer.
  state_->ports.queue.when_sooner([state = std::weak_ptr(state_), &executor](const queue::Hop& hop, Time due) {
    executor.post([state, hop, due] {
      const auto there = state.lock();
      if (!there || !there->begin()) return;
      there->look_at(hop, due);
      there->end();
    });
  });
}

void Dispatch::State::keep_back() {
  queue::Lines::Which which;
  if (paused) which = [this](const queue::Hop& hop) { return is_kept_back(hop); };
  ports.queue.keep_back(std::move(which));
}

// What waits for a domain that has become ours meanwhile waits no more. The pause may end beside it, which the hops are asked for again.
void Dispatch::State::look_at_domains() {
  if (!paused) return;
  auto now = ports.directory.snapshot();
  if (domains == now) return;
  domains = std::move(now);
  keep_back();
}

void Dispatch::pause(bool paused) {
  state_->paused = paused;
  state_->keep_back();
}

void Dispatch::stop() {
  state_->ports.queue.when_sooner({});
  state_->ports.queue.keep_back({});
  state_->stopping = true;
  for (auto left = state_->in_hand.load(); left != 0; left = state_->in_hand.load()) state_->in_hand.wait(left);
}

}  // namespace postern::delivery
