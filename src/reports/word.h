// Text as it may stand in a report, whoever wrote it.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace postern::reports {

inline constexpr std::size_t kLongestWord = 256;  // octets of any text in a report

// UTF-8 in one line without blanks around it, cut between characters; octets that are no UTF-8 become question marks. The same again changes nothing.
std::string word(std::string_view);

}  // namespace postern::reports
