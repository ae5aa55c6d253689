// flag and flag-list of RFC 9051 §9.
#include "imap/grammar/flags.h"

#include <array>

#include "base/text.h"

namespace postern::imap::grammar {
namespace {

constexpr std::array<std::string_view, 5> kSystemFlags = {"\\Answered", "\\Flagged", "\\Deleted", "\\Seen", "\\Draft"};

}  // namespace

std::string flag(Cursor& in) {
  if (!in.skip('\\')) {
    const auto keyword = atom(in);
    if (keyword.size() > kMaxFlag) in.fail("A keyword is too long");
    return std::string(keyword);
  }
  const auto name = "\\" + std::string(atom(in));
  for (const auto known : kSystemFlags)
    if (equal_nocase(name, known)) return std::string(known);
  in.fail("No such system flag");
  return {};
}

std::vector<std::string> flag_list(Cursor& in) {
  std::vector<std::string> flags;
  if (!in.open()) return flags;
  if (in.peek() != ')') {
    do flags.push_back(flag(in));
    while (in.skip(' '));
  }
  in.close();
  return flags;
}

}  // namespace postern::imap::grammar
