// One block: which network or account is kept out, slowed down or held, of what, until when, and what led to it.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/ip_address.h"
#include "base/result.h"
#include "base/time.h"
#include "guard/mark_table.h"
#include "guard/rule.h"

namespace postern::guard {

inline constexpr std::string_view kByHand = "by-hand";  // in place of a rule's id

struct Block {
  static constexpr std::size_t kMostMarks = 64;  // of evidence that are kept

  IpNetwork network;
  AccountId account;  // when not 0, it is this account's and no network's
  std::string rule;   // the id of the rule that gave it, or kByHand
  Kind kind = Kind::denial_of_service;
  Action action = Action::block;
  Services services;
  Time since;
  Time until;
  Time first;  // of what counted; of an account: devices it knew by then get in
  std::chrono::milliseconds delay{0};
  std::uint64_t sum = 0;      // what had counted
  std::vector<Mark> marks;    // when: the moments at which the recorded events tell more, newest first
  std::vector<Time> earlier;  // beginnings of blocks of this network by this rule in the last 30 days
  std::string description;    // of the rule, at the time

  friend bool operator==(const Block&, const Block&);
};

std::string encode(const Block&);
// Refuses bytes that encode() did not make.
Result<Block> decode_block(std::string_view);

}  // namespace postern::guard
