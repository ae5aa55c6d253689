// What the POP3 server asks of the world. The app gives the real ones (adapters.h), tests give fakes.
// Promises asked of each: called and resumed on the session's reactor; ready for calls of many sessions at once.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "auth/login.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "events/events.h"

namespace postern::pop3 {

// One message's bytes, read piece by piece.
class Body {
 public:
  struct Slice {
    std::shared_ptr<const std::string> owner;  // keeps the bytes
    std::string_view bytes;
  };
  virtual ~Body() = default;
  [[nodiscard]] virtual std::uint64_t size() const = 0;
  virtual Task<Result<Slice>> read(std::uint64_t from, std::size_t most) = 0;  // at least one byte before the end
};

// A mailbox as it was when it was opened. Messages are numbered from 1.
class Maildrop {
 public:
  virtual ~Maildrop() = default;
  [[nodiscard]] virtual std::uint32_t count() const = 0;
  [[nodiscard]] virtual std::uint64_t size_of(std::uint32_t number) const = 0;
  [[nodiscard]] virtual std::string unique_id(std::uint32_t number) const = 0;  // RFC 1939 §7: 1 to 70 characters, for ever
  virtual Task<Result<std::unique_ptr<Body>>> open(std::uint32_t number) = 0;   // not_found: another session removed it
  virtual Task<Result<void>> remove(std::vector<std::uint32_t> numbers) = 0;    // durable when it succeeds
};

class Maildrops {
 public:
  virtual ~Maildrops() = default;
  virtual Task<Result<std::unique_ptr<Maildrop>>> open(AccountId) = 0;
};

struct Ports {
  auth::Login& login;
  Maildrops& maildrops;
  const TimeSource& time;
  events::Sink& events;
};

}  // namespace postern::pop3
