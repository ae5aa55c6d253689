// A few threads and one queue for each waiting group; groups take turns.
#include "auth/hash_pool.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <coroutine>
#include <deque>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/executor.h"

namespace postern::auth {
namespace {

// One job on its way: shared by the waiting coroutine and the pool, for either may be gone first.
struct Ticket {
  HashPool::Job job;
  Executor* executor = nullptr;
  std::coroutine_handle<> waiting;  // touched on the executor's thread only
  std::atomic<bool> abandoned = false;
  Result<void> answer;
};

void answer(std::shared_ptr<Ticket> ticket, Result<void> with) {
  ticket->answer = std::move(with);
  ticket->job = {};
  Executor* const executor = ticket->executor;
  executor->post([ticket = std::move(ticket)] {
    if (const auto waiting = std::exchange(ticket->waiting, {})) waiting.resume();
  });
}

std::unexpected<Error> overloaded() { return fail(Failure::unavailable, "Try again later", "the password queue is full"); }

// Jobs that wait, each group in its order, groups in turn.
class FairQueue {
 public:
  FairQueue(std::size_t limit, std::uint32_t of_one) : limit_(limit), of_one_(of_one) {}

  // Gives back the ticket that has no place: this one, or the newest of the group that waits most.
  std::shared_ptr<Ticket> push(std::uint64_t group, std::shared_ptr<Ticket> ticket) {
    std::shared_ptr<Ticket> out;
    if (size_ >= limit_) {
      const auto longest = std::ranges::max_element(groups_, {}, [](const auto& g) { return g.second.size(); });
      const auto mine = groups_.find(group);
      const std::size_t my_length = mine == groups_.end() ? 0 : mine->second.size();
      if (longest == groups_.end() || my_length + 1 >= longest->second.size()) return ticket;
      out = std::move(longest->second.back());
      longest->second.pop_back();
      --size_;
    }
    auto& queue = groups_[group];
    if (queue.empty()) turns_.push_back(group);
    queue.push_back(std::move(ticket));
    ++size_;
    return out;
  }

  // The group whose turn it is, of those that have not all threads they may; it is given back by done().
  [[nodiscard]] std::optional<std::uint64_t> turn() const {
    const auto at = std::ranges::find_if(turns_, [&](std::uint64_t group) {
      const auto busy = busy_.find(group);
      return of_one_ == 0 || busy == busy_.end() || busy->second < of_one_;
    });
    return at == turns_.end() ? std::nullopt : std::optional(*at);
  }

  std::shared_ptr<Ticket> pop(std::uint64_t group) {
    turns_.erase(std::ranges::find(turns_, group));
    ++busy_[group];
    const auto found = groups_.find(group);
    auto ticket = std::move(found->second.front());
    found->second.pop_front();
    --size_;
    if (found->second.empty())
      groups_.erase(found);
    else
      turns_.push_back(group);
    return ticket;
  }

  void done(std::uint64_t group) {
    if (const auto at = busy_.find(group); --at->second == 0) busy_.erase(at);
  }

  std::vector<std::shared_ptr<Ticket>> take_all() {
    std::vector<std::shared_ptr<Ticket>> out;
    for (auto& [group, queue] : groups_) std::ranges::move(queue, std::back_inserter(out));
    groups_.clear();
    turns_.clear();
    size_ = 0;
    return out;
  }

 private:
  std::size_t limit_;
  std::uint32_t of_one_;
  std::size_t size_ = 0;
  std::map<std::uint64_t, std::uint32_t> busy_;                          // threads, by group; never none
  std::map<std::uint64_t, std::deque<std::shared_ptr<Ticket>>> groups_;  // never an empty queue
  std::deque<std::uint64_t> turns_;                                      // each waiting group once
};

}  // namespace

struct HashPool::State {
  explicit State(HashPoolSettings settings) : queue(settings.queue, settings.of_one) {
    for (std::uint32_t i = 0; i < std::max(1U, settings.threads); ++i) threads.emplace_back([this] { work(); });
  }

  void stop() {
    {
      const std::lock_guard guard(lock);
      stopping = true;
    }
    wake.notify_all();
    for (auto& thread : threads) thread.join();
    for (auto& ticket : queue.take_all()) answer(std::move(ticket), fail(Failure::closed, "The server is stopping"));
  }

  void work() {
    for (std::unique_lock guard(lock);;) {
      std::optional<std::uint64_t> group;
      wake.wait(guard, [&] { return stopping || (group = queue.turn()); });
      if (stopping) return;
      auto ticket = queue.pop(*group);
      guard.unlock();
      if (!ticket->abandoned) {
        ticket->job();
        answer(std::move(ticket), {});
      }
      ticket.reset();
      guard.lock();
      queue.done(*group);
    }
  }

  // One lock for queue and flag, because the condition waits on both.
  std::mutex lock;
  std::condition_variable wake;
  FairQueue queue;
  bool stopping = false;
  std::vector<std::thread> threads;
};

namespace {

// Waits for a ticket; when the waiting coroutine is destroyed first, the pool finds the ticket abandoned.
class Wait {
 public:
  template <class Enter>
  Wait(std::shared_ptr<Ticket> ticket, Enter enter) : ticket_(std::move(ticket)), enter_(std::move(enter)) {}
  ~Wait() {
    ticket_->abandoned = true;
    ticket_->waiting = {};
  }
  Wait(const Wait&) = delete;
  Wait& operator=(const Wait&) = delete;

  [[nodiscard]] bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    ticket_->waiting = h;
    enter_(ticket_);
  }
  Result<void> await_resume() { return std::move(ticket_->answer); }

 private:
  std::shared_ptr<Ticket> ticket_;
  std::move_only_function<void(std::shared_ptr<Ticket>)> enter_;
};

}  // namespace

HashPool::HashPool(HashPoolSettings settings) : state_(std::make_unique<State>(settings)) {}
HashPool::~HashPool() { state_->stop(); }

Task<Result<void>> HashPool::run(std::uint64_t group, Job job) {
  auto ticket = std::make_shared<Ticket>();
  ticket->job = std::move(job);
  ticket->executor = Executor::here();
  Wait wait(ticket, [this, group](std::shared_ptr<Ticket> entering) {
    std::shared_ptr<Ticket> refused;
    {
      const std::lock_guard guard(state_->lock);
      refused = state_->queue.push(group, std::move(entering));
    }
    state_->wake.notify_one();
    if (refused) answer(std::move(refused), overloaded());
  });
  co_return co_await wait;
}

}  // namespace postern::auth
