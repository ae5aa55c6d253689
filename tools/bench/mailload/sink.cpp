// The other servers of the world: one thread and no disk, so that it is the sender that is measured. It keeps the numbers of the recipients
// that mailload's smtp has made, and so knows what came twice.
//   sink --host A --port P --count N [--hangs 1]    says "READY", and its figures once N different messages have come
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "workloads.h"

namespace mailload {
namespace {

constexpr int kBacklog = 4096;
constexpr std::size_t kMostNumbers = 16'000'000;
constexpr std::string_view kGreeting = "220 sink.test ESMTP\r\n";
constexpr std::string_view kOffers =
    "250-sink.test\r\n250-PIPELINING\r\n250-SIZE 52428800\r\n250-ENHANCEDSTATUSCODES\r\n250 8BITMIME\r\n";

// Which messages have come.
class Arrivals {
 public:
  // "RCPT TO:<r17@...": 17
  void note(std::string_view command) {
    const auto at = command.find("<r");
    std::size_t number = 0;
    if (at == command.npos) return;
    std::from_chars(command.data() + at + 2, command.data() + command.size(), number);
    if (number >= kMostNumbers) return;
    if (number >= seen_.size()) seen_.resize(number + 100'000);
    ++messages_;
    if (!seen_[number]) ++different_;
    seen_[number] = true;
  }
  [[nodiscard]] std::size_t messages() const { return messages_; }
  [[nodiscard]] std::size_t different() const { return different_; }

 private:
  std::vector<bool> seen_;
  std::size_t messages_ = 0, different_ = 0;
};

// One connection of a sender: what came in of a line, and the recipient whose message is not there yet.
class Visitor {
 public:
  Visitor(int fd, Arrivals& arrivals) : fd_(fd), arrivals_(arrivals) {}
  ~Visitor() { ::close(fd_); }
  Visitor(const Visitor&) = delete;
  Visitor& operator=(const Visitor&) = delete;

  void say(std::string_view text) { answer_ += text; }
  // False when it is over.
  bool read() {
    std::array<char, 64 * 1024> piece;
    const auto n = ::recv(fd_, piece.data(), piece.size(), 0);
    if (n <= 0) return false;
    text_.append(piece.data(), static_cast<std::size_t>(n));
    while (step()) {
    }
    return flush() && !leaves_;
  }
  // Answers are short: a sender that reads none of them is left.
  bool flush() {
    const auto n = answer_.empty() ? 0 : ::send(fd_, answer_.data(), answer_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    const bool all = n == static_cast<ssize_t>(answer_.size());
    answer_.clear();
    return all;
  }

 private:
  bool step() { return in_message_ ? message() : command(); }

  bool message() {
    constexpr std::string_view kEnd = "\r\n.\r\n";
    const auto end = text_.find(kEnd);
    if (end == text_.npos) {  // the end may be half there
      if (text_.size() > kEnd.size()) text_.erase(0, text_.size() - kEnd.size());
      return false;
    }
    text_.erase(0, end + kEnd.size());
    in_message_ = false;
    for (const auto& one : recipients_) arrivals_.note(one);
    recipients_.clear();
    say("250 2.0.0 taken\r\n");
    return true;
  }

  bool command() {
    const auto end = text_.find("\r\n");
    if (end == text_.npos) return false;
    const std::string line = text_.substr(0, end);
    text_.erase(0, end + 2);
    if (line.starts_with("EHLO")) {
      say(kOffers);
    } else if (line.starts_with("RCPT")) {
      recipients_.push_back(line);
      say("250 2.1.5 ok\r\n");
    } else if (line.starts_with("DATA")) {
      in_message_ = true;
      text_.insert(0, "\r\n");  // an empty message begins with its end
      say("354 go\r\n");
    } else if (line.starts_with("QUIT")) {
      leaves_ = true;
      say("221 2.0.0 bye\r\n");
    } else {
      if (line.starts_with("MAIL") || line.starts_with("RSET")) recipients_.clear();
      say("250 2.0.0 ok\r\n");
    }
    return true;
  }

  int fd_;
  Arrivals& arrivals_;
  std::string text_, answer_;
  std::vector<std::string> recipients_;
  bool in_message_ = false, leaves_ = false;
};

int listen_at(const Options& o) {
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_port = htons(static_cast<std::uint16_t>(o.port));
  if (inet_pton(AF_INET, o.host.c_str(), &at.sin_addr) != 1) throw Fault("not an address: " + o.host);
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  const int one = 1;
  for (const int option : {SO_REUSEADDR, SO_REUSEPORT})  // a sink at one address may stand beside one at all
    ::setsockopt(fd, SOL_SOCKET, option, &one, sizeof one);
  if (::bind(fd, reinterpret_cast<const sockaddr*>(&at), sizeof at) != 0 || ::listen(fd, kBacklog) != 0)
    throw Fault("cannot listen at " + o.host);
  return fd;
}

class House {
 public:
  explicit House(const Options& o) : options_(o), door_(listen_at(o)), poll_(::epoll_create1(EPOLL_CLOEXEC)) {
    watch(door_);
    watch(STDIN_FILENO);
  }

  // Until whoever started it closes its standard input.
  void run() {
    std::array<epoll_event, 256> ready;
    while (true) {
      const int n = ::epoll_wait(poll_, ready.data(), static_cast<int>(ready.size()), -1);
      for (int i = 0; i < n; ++i) {
        const int fd = ready[static_cast<std::size_t>(i)].data.fd;
        if (fd == STDIN_FILENO) return;
        if (fd == door_) {
          let_in();
        } else if (!options_.hangs && !visitors_.at(fd)->read()) {
          visitors_.erase(fd);
        }
      }
      report();
    }
  }

 private:
  void watch(int fd) {
    epoll_event event{.events = EPOLLIN, .data = {.fd = fd}};
    ::epoll_ctl(poll_, EPOLL_CTL_ADD, fd, &event);
  }
  void let_in() {
    for (int fd = 0; (fd = ::accept4(door_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK)) >= 0;) {
      const int one = 1;
      ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
      auto& visitor = *visitors_.emplace(fd, std::make_unique<Visitor>(fd, arrivals_)).first->second;
      most_ = std::max(most_, visitors_.size());
      ++connections_;
      if (options_.hangs) continue;
      watch(fd);
      visitor.say(kGreeting);
      visitor.flush();
    }
  }
  void report() {
    if (said_ || arrivals_.different() < options_.count) return;
    said_ = true;
    fmt::print("{{\"messages\":{},\"different\":{},\"connections\":{},\"most_at_once\":{}}}\n", arrivals_.messages(),
               arrivals_.different(), connections_, most_);
    std::fflush(stdout);
  }

  const Options& options_;
  int door_, poll_;
  Arrivals arrivals_;
  std::unordered_map<int, std::unique_ptr<Visitor>> visitors_;
  std::size_t connections_ = 0, most_ = 0;
  bool said_ = false;
};

}  // namespace

void sink(const Target& target, Measure& measure) {
  House house(target.options());
  fmt::print("READY\n");
  std::fflush(stdout);
  measure.begin();
  house.run();
  measure.end();
}

}  // namespace mailload
