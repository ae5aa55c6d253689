// TNEF, the winmail.dat of Outlook (MS-OXTNEF): the files in it.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::attachments {

struct TnefFile {
  std::vector<std::string> names;  // UTF-8
  std::string_view content;        // empty when it has none; that of an embedded message is TNEF again
};

// Tells of each file. False when the octets end before they should, or are no TNEF; the files before that were told of.
bool read_tnef(std::string_view, const std::function<void(const TnefFile&)>&);

}  // namespace postern::attachments
