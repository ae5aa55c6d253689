// What one connection is doing, and what it has moved.
// Promises: its own reactor alone writes, without a lock; any thread may read while the connection is there. The numbers are
//   each right, but not of one moment.
#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string_view>

#include "base/executor.h"

namespace postern::net {

enum class Doing : std::uint8_t {
  greeting,   // the client has not said what it wants
  handshake,  // TLS
  login,      // it is to log in, or does
  command,    // a command or a request is awaited
  envelope,   // a message is announced: who it is from and for
  message,    // a message comes in
  working,    // the server is at work on what was asked
  sending,    // a message goes out
  idle,       // the client waits to be told of changes (IMAP IDLE, NOTIFY)
};

constexpr std::string_view name(Doing d) {
  switch (d) {
    case Doing::greeting: return "greeting";
    case Doing::handshake: return "handshake";
    case Doing::login: return "login";
    case Doing::command: return "command";
    case Doing::envelope: return "envelope";
    case Doing::message: return "message";
    case Doing::working: return "working";
    case Doing::sending: return "sending";
    case Doing::idle: return "idle";
  }
  return {};
}

// As it was when somebody looked.
struct Seen {
  Doing doing = Doing::greeting;
  std::uint64_t octets_in = 0, octets_out = 0;  // without what TLS adds
  Deadline active;                              // when an octet was moved last
  const char* tls = nullptr;                    // "TLSv1.3", which lives as long as the program; null: plain
  const char* cipher = nullptr;
};

class Activity {
 public:
  void now(Doing d) { doing_.store(d, std::memory_order_relaxed); }
  void came_in(std::uint64_t octets) { moved(in_, octets); }
  void went_out(std::uint64_t octets) { moved(out_, octets); }
  void is_tls(const char* version, const char* cipher) {
    cipher_.store(cipher, std::memory_order_relaxed);
    tls_.store(version, std::memory_order_release);
  }
  [[nodiscard]] Doing doing() const { return doing_.load(std::memory_order_relaxed); }
  [[nodiscard]] Seen seen() const {
    Seen out{doing(),
             in_.load(std::memory_order_relaxed),
             out_.load(std::memory_order_relaxed),
             Deadline(Clock::duration(active_.load(std::memory_order_relaxed))),
             tls_.load(std::memory_order_acquire),
             nullptr};
    if (out.tls != nullptr) out.cipher = cipher_.load(std::memory_order_relaxed);
    return out;
  }

 private:
  // One writer: a load and a store are enough, and no bus is locked.
  void moved(std::atomic<std::uint64_t>& count, std::uint64_t octets) {
    count.store(count.load(std::memory_order_relaxed) + octets, std::memory_order_relaxed);
    active_.store(Clock::now().time_since_epoch().count(), std::memory_order_relaxed);
  }

  std::atomic<std::uint64_t> in_ = 0, out_ = 0;
  std::atomic<Clock::rep> active_ = Clock::now().time_since_epoch().count();
  std::atomic<const char*> tls_ = nullptr, cipher_ = nullptr;
  std::atomic<Doing> doing_ = Doing::greeting;
};

}  // namespace postern::net
