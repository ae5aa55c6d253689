// What a sender is told of his message: that somebody could not be given it, has to wait for it, or has it (RFC 3461, 3464).
// Use: outcomes of one message -> wanted(), then compose() the message that goes to its reverse-path.
// Promises: nothing is reported to the null reverse-path, and nothing that a recipient's NOTIFY does not ask for; what the report says is
//   7-bit, or 8-bit for who wrote with SMTPUTF8; of the message at most kMostReturned octets come back.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "base/random.h"
#include "base/time.h"
#include "queue/envelope.h"

namespace postern::delivery {

inline constexpr std::size_t kMostReturned = 128 << 10;

enum class Action : std::uint8_t { failed, delayed, delivered, relayed };  // RFC 3464 §2.3.3

struct Outcome {
  queue::Recipient recipient;
  Action action = Action::failed;
  std::string status = {};      // RFC 3463: "5.2.2"
  std::string text = {};        // our words for the sender
  std::string diagnostic = {};  // what another server answered; empty: nobody was asked
  std::string server = {};      // whose answer that is
  Time retried_until = {};      // of a delay
};

// Those that this sender is to be told of.   RFC 3461 §5.2
std::vector<Outcome> wanted(const queue::Envelope&, std::vector<Outcome>);

// Of the message that is reported about, what comes back.
struct Returned {
  std::string text;
  bool whole = false;
};

struct Report {
  const queue::Envelope& about;
  const std::vector<Outcome>& outcomes;  // at least one, all of one action
  std::string host;                      // who reports
  Returned returned;
  Time now;
  Language language = Language::en;  // of what people read
};

// The bytes, without a Return-Path.
std::string compose(const Report&, Random&);

// Whether the whole message may come back, or its header alone.   RFC 3461 §6.2, RFC 8689 §5
bool returns_whole(const queue::Envelope&, Action, std::uint64_t size);
// What follows our Return-Path; and of it the header section.
std::string_view message_of(std::string_view stored);
std::string_view header_of(std::string_view stored);
std::string_view name(Action);

}  // namespace postern::delivery
