// store = "STORE" SP sequence-set [store-modifiers] SP store-att-flags            RFC 9051 §6.4.6, RFC 7162 §3.1.3
#include "imap/grammar/store.h"

#include "imap/grammar/flags.h"
#include "imap/grammar/mailbox.h"

namespace postern::imap::grammar {

// store-att-flags = (["+" / "-"] "FLAGS" [".SILENT"]) SP (flag-list / (flag *(SP flag)))
StoreArgs store(Cursor& in) {
  StoreArgs args;
  args.set = sequence_set(in);
  in.space();
  if (in.peek() == '(') {
    in.open();
    if (!in.skip_word("UNCHANGEDSINCE")) in.fail("Unknown store modifier");
    in.space();
    args.unchanged_since = number64(in, UINT64_MAX >> 1);
    in.close();
    in.space();
  }
  if (in.skip('+'))
    args.change = FlagChange::add;
  else if (in.skip('-'))
    args.change = FlagChange::remove;
  args.silent = in.skip_word("FLAGS.SILENT");
  if (!args.silent && !in.skip_word("FLAGS")) in.fail("Unknown store item");
  in.space();
  if (in.peek() == '(') {
    args.flags = flag_list(in);
  } else {
    do args.flags.push_back(flag(in));
    while (in.skip(' '));
  }
  return args;
}

// copy = "COPY" SP sequence-set SP mailbox; move = "MOVE" SP sequence-set SP mailbox
CopyArgs copy(Cursor& in) {
  CopyArgs args;
  args.set = sequence_set(in);
  in.space();
  args.mailbox = mailbox(in);
  return args;
}

// expunge = "EXPUNGE"; uid-expunge = "UID" SP "EXPUNGE" SP sequence-set. Reads its own space, as it may end at once.
ExpungeArgs expunge(Cursor& in) {
  ExpungeArgs args;
  if (in.skip(' ')) args.uids = sequence_set(in);
  return args;
}

}  // namespace postern::imap::grammar
