// What a method of proof found out, in the words of RFC 8601 §2.7, which are those of the methods' own RFCs.
#pragma once
#include <cstdint>
#include <string_view>

namespace postern::senderauth {

enum class Outcome : std::uint8_t { none, neutral, pass, fail, softfail, policy, temperror, permerror };

std::string_view name(Outcome);

}  // namespace postern::senderauth
