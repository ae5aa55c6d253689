// Distinct types for distinct numbers, so that a UID is never taken for a modseq.
#pragma once
#include <compare>
#include <cstdint>
#include <functional>

namespace postern {

template <class Tag, class Number>
struct Id {
  using number_type = Number;
  Number value = 0;

  constexpr Id() = default;
  constexpr explicit Id(Number n) : value(n) {}
  friend constexpr auto operator<=>(Id, Id) = default;
  constexpr explicit operator bool() const { return value != 0; }
};

using AccountId = Id<struct AccountTag, std::uint64_t>;  // never used twice; 0 is nobody
using DomainId = Id<struct DomainTag, std::uint64_t>;
using MailboxId = Id<struct MailboxTag, std::uint32_t>;      // unique in its account, never used twice
using MessageNumber = Id<struct MessageTag, std::uint32_t>;  // one stored message of an account (storage.md: d)
using Uid = Id<struct UidTag, std::uint32_t>;                // RFC 9051 §2.3.1.1
using ModSeq = Id<struct ModSeqTag, std::uint64_t>;          // RFC 7162 §3.1; one counter an account
using SessionId = Id<struct SessionTag, std::uint64_t>;      // one connection; the correlation id of all its log lines

}  // namespace postern

template <class Tag, class Number>
struct std::hash<postern::Id<Tag, Number>> {
  std::size_t operator()(postern::Id<Tag, Number> id) const noexcept { return std::hash<Number>{}(id.value); }
};
