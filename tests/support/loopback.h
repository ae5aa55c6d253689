// A server on loopback inside the test: reactors, a listener on a free port, and plain blocking clients.
#pragma once
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <cstring>

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "net/descriptor.h"
#include "net/listener.h"
#include "support/event_list.h"

namespace postern::net {

using namespace std::chrono_literals;

inline Deadline in(Clock::duration d) { return Clock::now() + d; }
inline IpAddress loopback() { return IpAddress::parse("127.0.0.1").value(); }

// A blocking client that gives up after ten seconds, so that a broken server fails a test and does not hang it.
class Client {
 public:
  explicit Client(std::uint16_t port, const char* from = nullptr) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const timeval patience{10, 0};
    ::setsockopt(fd_.number(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(fd_.number(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in where{};
    where.sin_family = AF_INET;
    if (from != nullptr) {
      const auto address = IpAddress::parse(from).value();
      std::memcpy(&where.sin_addr, address.bytes.data() + 12, 4);
      if (::bind(fd_.number(), reinterpret_cast<sockaddr*>(&where), sizeof where) != 0) fd_ = Fd();
    }
    where.sin_port = htons(port);
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(fd_.number(), reinterpret_cast<sockaddr*>(&where), sizeof where) == 0;
  }
  [[nodiscard]] bool connected() const { return connected_; }
  [[nodiscard]] int fd() const { return fd_.number(); }
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto n = ::send(fd_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
  }
  // Exactly `n` bytes, or what came before the end of the connection.
  std::string receive(std::size_t n) {
    std::string bytes(n, '\0');
    std::size_t have = 0;
    while (have < n) {
      const auto got = ::recv(fd_.number(), bytes.data() + have, n - have, 0);
      if (got <= 0) break;
      have += static_cast<std::size_t>(got);
    }
    bytes.resize(have);
    return bytes;
  }
  // True when the server has ended the connection, in order or not.
  bool is_ended() { return receive(1).empty(); }
  void end() { ::shutdown(fd_.number(), SHUT_WR); }
  // A reset instead of an orderly end.
  void reset() {
    const linger now{1, 0};
    ::setsockopt(fd_.number(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    fd_ = Fd();
  }

 private:
  Fd fd_;
  bool connected_ = false;
};

class Server {
 public:
  explicit Server(Hooks hooks, ListenerSettings settings = {}, std::size_t reactors = 2)
      : reactors_(reactors), ids_(Time{1'000'000}) {
    if (settings.service.empty()) settings.service = "test";
    listener_ = Listener::bind({loopback(), 0}, reactors_, ids_, events).value();
    reactors_.start();
    listener_->serve(std::move(settings), std::move(hooks));
  }
  ~Server() {
    listener_->stop(Clock::now());
    listener_->join();
    reactors_.stop();
  }
  [[nodiscard]] std::uint16_t port() const { return listener_->port(); }
  [[nodiscard]] Listener& listener() { return *listener_; }
  [[nodiscard]] Reactors& reactors() { return reactors_; }

  EventList events;

 private:
  Reactors reactors_;
  SessionIds ids_;
  std::unique_ptr<Listener> listener_;
};

// A session that says what it hears, until the peer ends or something fails.
inline Task<void> echo(Stream& stream) {
  while (true) {
    auto bytes = co_await stream.read(in(10s));
    if (!bytes || bytes->empty()) co_return;
    auto written = co_await stream.write(*bytes, in(10s));
    if (!written) co_return;
  }
}

// Runs a task on an executor and waits for what it gives.
template <class T>
T finish(Executor& executor, Task<T> task) {
  std::promise<T> promise;
  executor.post([&] { spawn(std::move(task), [&](T value) { promise.set_value(std::move(value)); }); });
  return promise.get_future().get();
}

// Waits for another thread to bring something about; asks often, gives up after ten seconds.
template <class Condition>
bool comes_true(Condition condition) {
  const auto give_up = in(10s);
  while (!condition()) {
    if (Clock::now() > give_up) return false;
    std::this_thread::sleep_for(200us);
  }
  return true;
}

}  // namespace postern::net
