// SELECT, CREATE, RENAME and plain mailbox arguments: RFC 9051 §6.3, RFC 7162 §3.2.5, RFC 6154 §3.
#include "imap/grammar/mailbox_commands.h"

#include "imap/grammar/mailbox.h"

namespace postern::imap::grammar {
namespace {

// "(" uidvalidity SP mod-sequence-value [SP known-uids] [SP seq-match-data] ")"
Resync resync(Cursor& in) {
  Resync out;
  if (!in.open()) return out;
  out.uid_validity = nz_number(in);
  in.space();
  out.mod_seq = number64(in, UINT64_MAX >> 1);
  bool more = in.skip(' ');
  if (more && in.peek() != '(') {
    out.known_uids = plain_set(in).resolve(0);
    more = in.skip(' ');
  }
  if (more) {
    in.open();
    out.numbers = plain_set(in);
    in.space();
    out.uids = plain_set(in);
    in.close();
  }
  in.close();
  return out;
}

// CREATE and SELECT take their parameters in a list behind the name.
template <class Parameter>
void parameters(Cursor& in, Parameter parameter) {
  if (!in.skip(' ') || !in.open()) return;
  do parameter();
  while (in.skip(' '));
  in.close();
}

}  // namespace

MailboxArgs mailbox_name(Cursor& in) { return {mailbox(in)}; }

// select = "SELECT" SP mailbox [SP "(" select-param *(SP select-param) ")"]
SelectArgs select(Cursor& in) {
  SelectArgs args;
  args.mailbox = mailbox(in);
  parameters(in, [&] {
    if (in.skip_word("CONDSTORE")) {
      args.condstore = true;
    } else if (in.skip_word("QRESYNC")) {
      in.space();
      args.resync = resync(in);
    } else {
      in.fail("Unknown parameter");
    }
  });
  return args;
}

// create = "CREATE" SP mailbox [SP "(" "USE" SP "(" [use-attr *(SP use-attr)] ")" ")"]
CreateArgs create(Cursor& in) {
  CreateArgs args;
  args.mailbox = mailbox(in);
  parameters(in, [&] {
    if (!in.skip_word("USE")) in.fail("Unknown parameter");
    in.space();
    if (!in.open()) return;
    if (in.peek() != ')') {
      do {
        in.expect('\\');
        args.uses.push_back("\\" + std::string(atom(in)));
      } while (in.skip(' '));
    }
    in.close();
  });
  return args;
}

// rename = "RENAME" SP mailbox SP mailbox
RenameArgs rename(Cursor& in) {
  RenameArgs args;
  args.from = mailbox(in);
  in.space();
  args.to = mailbox(in);
  return args;
}

MailboxArgs quota_root(Cursor& in) { return {astring(in)}; }

}  // namespace postern::imap::grammar
