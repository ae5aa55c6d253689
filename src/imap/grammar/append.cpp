// append = "APPEND" SP mailbox 1*append-message                  RFC 9051 §6.3.12, RFC 3502, RFC 3516, RFC 6855 §4
#include "imap/grammar/append.h"

#include "imap/grammar/datetime.h"
#include "imap/grammar/flags.h"
#include "imap/grammar/mailbox.h"

namespace postern::imap::grammar {
namespace {

// append-message = SP [flag-list SP] [date-time SP] append-data
// append-data = literal / literal8 / "UTF8" SP "(" literal8 ")"
AppendMessage message(Cursor& in, bool& open) {
  AppendMessage out;
  in.space();
  if (in.peek() == '(') {
    out.flags = flag_list(in);
    in.space();
  }
  if (in.peek() == '"') {
    out.internal_date = date_time(in);
    in.space();
  }
  out.utf8 = in.skip_word("UTF8");
  if (out.utf8) {
    in.space();
    in.expect('(');
  }
  out.literal = literal_size(in);
  if (out.utf8 && !out.literal.binary) in.fail("UTF8 takes a literal8");
  open = out.utf8 && in.ok() && in.at_end();
  if (out.utf8 && !open) in.expect(')');
  return out;
}

}  // namespace

AppendArgs append_so_far(Cursor& in) {
  AppendArgs args;
  args.mailbox = mailbox(in);
  do {
    args.messages.push_back(message(in, args.open));
    if (args.messages.size() > kMaxAppendMessages) in.fail("Too many messages in one command");
  } while (!in.at_end());
  return args;
}

AppendArgs append(Cursor& in) {
  auto args = append_so_far(in);
  if (args.open) in.fail("A parenthesis is missing");
  return args;
}

}  // namespace postern::imap::grammar
