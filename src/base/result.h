// What a function gives back when a peer, a disk or an administrator can make it fail.
#pragma once
#include <cstdint>
#include <expected>
#include <source_location>
#include <string>
#include <string_view>
#include <utility>

namespace postern {

// What went wrong, in the few classes a caller can act on. The wire code is chosen from it in one place a protocol.
enum class Failure : std::uint8_t {
  invalid,      // the request itself is wrong; the same again fails again
  not_found,    // the thing named does not exist (or the caller may not know that it does)
  exists,       // the thing to be made is there already
  denied,       // known, but not allowed
  conflict,     // a precondition of the caller did not hold
  too_large,    // a limit on size or number
  over_quota,   // an account's own limit
  unavailable,  // for now: overload, disk low, dependency away
  corrupt,      // stored bytes are not what was written
  io,           // the operating system or the engine said no
  timeout,      // a deadline passed
  closed,       // the peer went away, or the server is stopping
};

std::string_view name(Failure);

// An error has a public half, safe to show to a stranger, and a private half for the log.
struct Error {
  Failure kind = Failure::invalid;
  std::string text;    // public: generic, names no account, path or peer
  std::string detail;  // private: for the log only
  std::source_location where;

  [[nodiscard]] bool temporary() const {
    return kind == Failure::unavailable || kind == Failure::io || kind == Failure::timeout || kind == Failure::closed;
  }
};

template <class T = void>
using Result = std::expected<T, Error>;

// Use: return fail(Failure::invalid, "Unknown mailbox name");
inline std::unexpected<Error> fail(Failure kind, std::string text, std::string detail = {},
                                   std::source_location where = std::source_location::current()) {
  return std::unexpected(Error{kind, std::move(text), std::move(detail), where});
}

// Hands an error on as it is: `if (!r) return pass_on(r);`
template <class T>
std::unexpected<Error> pass_on(std::expected<T, Error>& failed) {
  return std::unexpected(std::move(failed.error()));
}
template <class T>
std::unexpected<Error> pass_on(std::expected<T, Error>&& failed) {
  return std::unexpected(std::move(failed.error()));
}

// A result that is dropped on purpose, with the reason in the source.
template <class T>
void ignore(T&&, std::string_view /*why*/) {}

}  // namespace postern
