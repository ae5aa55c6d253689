// The one file that names Asio: its loop, its one timer, and its answers about descriptors.
#include "net/reactor.h"

#include <pthread.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cassert>
#include <csignal>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <variant>

#include "base/locked.h"
#include "net/descriptor.h"

namespace postern::net {
namespace {

namespace asio = boost::asio;
using Socket = asio::posix::basic_stream_descriptor<asio::io_context::executor_type>;
using ClockTimer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, asio::io_context::executor_type>;

constexpr std::size_t kBuffersKept = 32;
constexpr Deadline kAsSoonAsPossible = Deadline::min();

// A pause of resume_at, which has no frame of its own to keep its timer in.
struct Pause : Timer {
  std::coroutine_handle<> who;
};

}  // namespace

struct Reactor::Loop {
  using Item = std::variant<std::coroutine_handle<>, Job>;

  asio::io_context context{1};  // one thread runs it
  asio::executor_work_guard<asio::io_context::executor_type> stay{context.get_executor()};
  ClockTimer clock{context.get_executor()};
  Deadline armed = Deadline::max();  // when `clock` rings; later than the first timer only while arming
  Socket bell{context.get_executor(), ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)};
  Locked<std::vector<Item>> arrived;  // from any thread
  std::vector<Item> running;          // swapped with `arrived`: in steady state neither allocates
  bool soon = false;                  // a turn is posted for timers that fire at once

  // Asio's own way to wake a loop from another thread does so under the loop's lock, and the loop wakes up only to wait
  // for that lock. So other threads ring a bell.
  void ring() {
    const std::uint64_t one = 1;
    ignore(::write(bell.native_handle(), &one, sizeof one) == sizeof one, "a full counter has rung already");
  }
  void await_bell(Reactor& reactor) {
    bell.async_wait(Socket::wait_read, [this, &reactor](const boost::system::error_code& error) {
      if (error) return;
      std::uint64_t rings = 0;
      ignore(::read(bell.native_handle(), &rings, sizeof rings) == sizeof rings, "the drain below finds what there is");
      await_bell(reactor);
      reactor.drain();
    });
  }

  // Puts it in the queue; true when the loop has to be told.
  bool add(Item item) {
    return arrived.with([&](std::vector<Item>& items) {
      items.push_back(std::move(item));
      return items.size() == 1;
    });
  }
};

Reactor::Reactor() : loop_(std::make_unique<Loop>()) { loop_->await_bell(*this); }
Reactor::~Reactor() = default;

void Reactor::post(Job job) {
  if (loop_->add(std::move(job))) call_drain();
}

void Reactor::resume(std::coroutine_handle<> who) {
  if (loop_->add(who)) call_drain();
}

void Reactor::call_drain() {
  if (here() == this)
    asio::post(loop_->context, [this] { drain(); });
  else
    loop_->ring();
}

void Reactor::resume_at(Deadline at, std::coroutine_handle<> who) {
  auto pause = std::make_unique<Pause>();
  pause->who = who;
  pause->fire = [](Timer& timer) {
    const std::unique_ptr<Pause> fired(static_cast<Pause*>(&timer));
    fired->who.resume();
  };
  set(*pause.release(), at);  // `fire` takes it back
}

void Reactor::drain() {
  loop_->arrived.with([&](std::vector<Loop::Item>& items) { std::swap(items, loop_->running); });
  for (auto& item : loop_->running) {
    if (auto* who = std::get_if<std::coroutine_handle<>>(&item))
      who->resume();
    else
      std::get<Job>(item)();
  }
  loop_->running.clear();
}

void Reactor::set(Timer& timer, Deadline at) {
  if (at == Deadline::max()) return;
  timer.at = at;
  timers_.add(timer);
  if (at >= loop_->armed) return;  // a clock that rings too early is cheaper than one set anew for each deadline
  loop_->armed = at;
  loop_->clock.expires_at(at);
  loop_->clock.async_wait([this](const boost::system::error_code& error) {
    if (!error) fire_due();
  });
}

void Reactor::set_soon(Timer& timer) {
  timers_.remove(timer);
  timer.at = kAsSoonAsPossible;
  timers_.add(timer);
  if (std::exchange(loop_->soon, true)) return;
  asio::post(loop_->context, [this] {
    loop_->soon = false;
    while (Timer* due = timers_.take_due(kAsSoonAsPossible)) due->fire(*due);
  });
}

void Reactor::unset(Timer& timer) { timers_.remove(timer); }

void Reactor::fire_due() {
  loop_->armed = Deadline::max();
  const auto now = Clock::now();
  while (Timer* due = timers_.take_due(now)) due->fire(*due);
  const auto next = timers_.next();
  if (!next || *next >= loop_->armed) return;
  loop_->armed = *next;
  loop_->clock.expires_at(*next);
  loop_->clock.async_wait([this](const boost::system::error_code& error) {
    if (!error) fire_due();
  });
}

std::unique_ptr<Buffer> Reactor::lend() {
  if (buffers_.empty()) return std::make_unique_for_overwrite<Buffer>();
  auto buffer = std::move(buffers_.back());
  buffers_.pop_back();
  return buffer;
}

void Reactor::give_back(std::unique_ptr<Buffer> buffer) {
  if (buffer && buffers_.size() < kBuffersKept) buffers_.push_back(std::move(buffer));
}

void Reactor::run() {
  const Here here(this);
  loop_->context.run();
}

void Reactor::stop() { loop_->context.stop(); }

Reactors::Reactors(std::size_t count) {
  if (count == 0) count = std::max(1u, std::thread::hardware_concurrency());
  for (std::size_t i = 0; i < count; ++i) reactors_.push_back(std::make_unique<Reactor>());
}
Reactors::~Reactors() { stop(); }

void Reactors::start() {
  for (std::size_t i = 0; i < reactors_.size(); ++i)
    threads_.emplace_back([reactor = reactors_[i].get(), i] {
      pthread_setname_np(pthread_self(), ("reactor-" + std::to_string(i)).c_str());
      sigset_t pipe;  // OpenSSL writes without MSG_NOSIGNAL; a peer that is gone is an error of its own connection
      sigemptyset(&pipe);
      sigaddset(&pipe, SIGPIPE);
      pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
      reactor->run();
    });
}

void Reactors::stop() {
  for (auto& reactor : reactors_) reactor->stop();
  threads_.clear();
}

// ---- descriptors ----

struct Descriptor::Watch {
  explicit Watch(Reactor& reactor) : socket(reactor.loop().context.get_executor()) {}
  Socket socket;
  Descriptor* owner = nullptr;  // null once the descriptor is closed or gone
  bool armed[2] = {};           // the kernel has been asked and has not answered
};

// Keeps the watch alive until the kernel's answer has come, also after the descriptor's end.
struct OnReady {
  std::shared_ptr<Descriptor::Watch> watch;
  Descriptor::Direction direction;

  void operator()(const boost::system::error_code&) const {
    watch->armed[Descriptor::index(direction)] = false;
    if (watch->owner != nullptr) watch->owner->answer(direction);
  }
};

Fd::~Fd() {
  if (number_ >= 0) ::close(number_);
}

Descriptor::Descriptor(Reactor& reactor, Fd fd) : reactor_(reactor), watch_(std::make_shared<Watch>(reactor)) {
  boost::system::error_code error;
  watch_->socket.assign(fd.number(), error);
  if (error) return;
  fd_ = fd.release();
  watch_->owner = this;
}

Descriptor::~Descriptor() { close(); }

void Descriptor::arm(Direction direction) {
  if (std::exchange(watch_->armed[index(direction)], true)) return;
  watch_->socket.async_wait(direction == reading ? Socket::wait_read : Socket::wait_write, OnReady{watch_, direction});
}

void Descriptor::answer(Direction direction) {
  if (waits_[index(direction)] == nullptr) return;
  auto& wait = *waits_[index(direction)];
  wait.settle(Ready::ready);
  wait.who_.resume();
}

void Descriptor::end(Direction direction, Ready how) {
  if (waits_[index(direction)] == nullptr) return;
  auto& wait = *waits_[index(direction)];
  wait.settle(how);
  reactor_.set_soon(wait);  // not from here: the caller is in the middle of something
}

void Descriptor::wake() { end(reading, Ready::woken); }

void Descriptor::close() {
  if (is_closed()) return;
  fd_ = -1;
  watch_->owner = nullptr;
  boost::system::error_code error;
  watch_->socket.close(error);
  end(reading, Ready::closed);
  end(writing, Ready::closed);
}

Fd Descriptor::release() {
  if (is_closed()) return {};
  fd_ = -1;
  watch_->owner = nullptr;
  return Fd(watch_->socket.release());
}

bool Descriptor::Wait::await_ready() const noexcept { return descriptor_->is_closed(); }

void Descriptor::Wait::await_suspend(std::coroutine_handle<> who) {
  assert(!descriptor_->is_waiting(direction_));
  who_ = who;
  waits_ = true;
  descriptor_->waits_[index(direction_)] = this;
  fire = [](Timer& timer) {
    auto& wait = static_cast<Wait&>(timer);
    if (wait.waits_) wait.settle(Ready::timeout);
    wait.who_.resume();
  };
  reactor_.set(*this, until_);
  descriptor_->arm(direction_);
}

void Descriptor::Wait::settle(Ready how) {
  outcome_ = how;
  waits_ = false;
  descriptor_->waits_[index(direction_)] = nullptr;
  reactor_.unset(*this);
}

Descriptor::Wait::~Wait() {
  if (waits_) settle(Ready::closed);
  reactor_.unset(*this);  // set still when it was ended and has not been resumed
}

}  // namespace postern::net
