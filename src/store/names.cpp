// What may be the name of a mailbox.
#include "store/names.h"

#include <algorithm>

#include "base/text.h"

namespace postern::store {
namespace {

bool is_wanted(char c) {
  const auto u = static_cast<unsigned char>(c);
  return u >= 0x20 && u != 0x7F && c != '*' && c != '%';  // wildcards of LIST (RFC 9051 §6.3.9)
}

}  // namespace

Result<std::string> mailbox_name(std::string_view given) {
  if (given.empty() || given.size() > kMaxNameBytes) return fail(Failure::invalid, "Mailbox name is empty or too long");
  if (!is_utf8(given) || !std::all_of(given.begin(), given.end(), is_wanted)) {
    return fail(Failure::invalid, "Mailbox name has characters that are not allowed");
  }
  if (given.front() == '/' || given.back() == '/' || given.find("//") != std::string_view::npos) {
    return fail(Failure::invalid, "Mailbox name has an empty level");
  }
  if (static_cast<std::size_t>(std::count(given.begin(), given.end(), '/')) >= kMaxNameLevels) {
    return fail(Failure::invalid, "Mailbox name has too many levels");
  }
  std::string name(given);
  // RFC 9051 §5.1: INBOX is the same in any case; below it, its first level is.
  if (equal_nocase(given.substr(0, given.find('/')), "INBOX")) name.replace(0, 5, "INBOX");
  return name;
}

std::vector<std::string> superiors(std::string_view name) {
  std::vector<std::string> out;
  for (auto at = name.find('/'); at != std::string_view::npos; at = name.find('/', at + 1))
    out.emplace_back(name.substr(0, at));
  return out;
}

}  // namespace postern::store
