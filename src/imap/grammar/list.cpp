// list = "LIST" [SP list-select-opts] SP mailbox SP mbox-or-pat [SP list-return-opts]
// RFC 9051 §6.3.9, RFC 5258, RFC 5819, RFC 6154, RFC 8438, RFC 8474 §4.2, RFC 7889 §4, RFC 9208 §4.3
#include "imap/grammar/list.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "imap/grammar/mailbox.h"

namespace postern::imap::grammar {
namespace {

constexpr std::array<std::string_view, 11> kStatusNames = {"MESSAGES",      "RECENT",    "UIDNEXT",         "UIDVALIDITY",
                                                           "UNSEEN",        "DELETED",   "DELETED-STORAGE", "SIZE",
                                                           "HIGHESTMODSEQ", "MAILBOXID", "APPENDLIMIT"};

// "(" status-att *(SP status-att) ")"
std::vector<StatusItem> status_items(Cursor& in) {
  std::vector<StatusItem> items;
  if (!in.open()) return items;
  do {
    const auto asked = word(in);
    const auto found = std::ranges::find_if(kStatusNames, [&](std::string_view n) { return equal_nocase(n, asked); });
    if (found == kStatusNames.end()) in.fail("Unknown status item");
    if (!in.ok()) break;
    const auto item = static_cast<StatusItem>(found - kStatusNames.begin());
    if (std::ranges::find(items, item) == items.end()) items.push_back(item);
  } while (in.skip(' '));
  in.close();
  return items;
}

// list-select-opts = "(" [list-select-opt *(SP list-select-opt)] ")"
void selection(Cursor& in, ListArgs& args) {
  args.extended = true;
  if (!in.open()) return;
  if (in.peek() != ')') {
    do {
      if (in.skip_word("SUBSCRIBED"))
        args.only_subscribed = true;
      else if (in.skip_word("REMOTE"))
        args.remote = true;
      else if (in.skip_word("RECURSIVEMATCH"))
        args.recursive_match = true;
      else if (in.skip_word("SPECIAL-USE"))
        args.only_special_use = true;
      else
        in.fail("Unknown selection option");
    } while (in.skip(' '));
  }
  in.close();
  // RFC 5258 §3.1: RECURSIVEMATCH needs a criterion to match.
  if (args.recursive_match && !args.only_subscribed && !args.only_special_use) in.fail("RECURSIVEMATCH stands alone");
}

// list-return-opts = "RETURN" SP "(" [return-option *(SP return-option)] ")"
void returns(Cursor& in, ListArgs& args) {
  args.extended = true;
  in.space();
  if (!in.open()) return;
  if (in.peek() != ')') {
    do {
      if (in.skip_word("SUBSCRIBED")) {
        args.return_subscribed = true;
      } else if (in.skip_word("CHILDREN")) {
        args.return_children = true;
      } else if (in.skip_word("SPECIAL-USE")) {
        args.return_special_use = true;
      } else if (in.skip_word("STATUS")) {
        in.space();
        args.status = status_items(in);
      } else {
        in.fail("Unknown return option");
      }
    } while (in.skip(' '));
  }
  in.close();
}

// mbox-or-pat = list-mailbox / "(" list-mailbox *(SP list-mailbox) ")"
void patterns(Cursor& in, ListArgs& args) {
  if (in.peek() != '(') {
    args.patterns.push_back(list_mailbox(in));
    return;
  }
  args.extended = true;
  in.open();
  do {
    args.patterns.push_back(list_mailbox(in));
    if (args.patterns.size() > kMaxListPatterns) in.fail("Too many patterns");
  } while (in.ok() && in.skip(' '));
  in.close();
}

}  // namespace

std::string_view name(StatusItem item) { return kStatusNames[static_cast<std::size_t>(item)]; }

ListArgs list(Cursor& in) {
  ListArgs args;
  if (in.peek() == '(') {
    selection(in, args);
    in.space();
  }
  args.reference = mailbox(in);
  in.space();
  patterns(in, args);
  if (in.skip(' ')) {
    if (!in.skip_word("RETURN")) in.fail("RETURN is missing");
    returns(in, args);
  }
  return args;
}

// lsub = "LSUB" SP mailbox SP list-mailbox                                        RFC 3501 §6.3.9
ListArgs lsub(Cursor& in) {
  ListArgs args;
  args.only_subscribed = true;
  args.reference = mailbox(in);
  in.space();
  args.patterns.push_back(list_mailbox(in));
  return args;
}

// status = "STATUS" SP mailbox SP "(" status-att *(SP status-att) ")"
StatusArgs status(Cursor& in) {
  StatusArgs args;
  args.mailbox = mailbox(in);
  in.space();
  args.items = status_items(in);
  return args;
}

}  // namespace postern::imap::grammar
