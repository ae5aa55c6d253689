// How a command ends: the tagged answer.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace postern::imap {

struct Outcome {
  enum class Status : std::uint8_t { ok, no, bad, answered };  // answered: the command wrote its tagged answer itself
  Status status = Status::ok;
  std::string text;  // with its response code: "[TRYCREATE] No such mailbox"
};

inline Outcome ok(std::string text) { return {Outcome::Status::ok, std::move(text)}; }
inline Outcome no(std::string text) { return {Outcome::Status::no, std::move(text)}; }
inline Outcome answered() { return {Outcome::Status::answered, {}}; }
inline Outcome bad(std::string_view text) { return {Outcome::Status::bad, std::string(text)}; }

// The one place where failures of the store and of other ports become words of the protocol (RFC 9051 §7.1).
Outcome refused(const Error&);
// The same for a mailbox that a message should go to: RFC 9051 §6.3.12 TRYCREATE.
Outcome refused_target(const Error&);

}  // namespace postern::imap
