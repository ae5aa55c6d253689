// COPY and MOVE: RFC 9051 §6.4.7 and §6.4.8, RFC 4315 §3, RFC 6851.
#include "imap/commands/commands.h"
#include "imap/messages.h"

namespace postern::imap::commands {
namespace {

struct Target {
  MailboxId mailbox;
  store::UidRanges uids;
};

// "[COPYUID 38505 304,319:320 3956:3958]", or nothing where nothing was copied.
std::string copy_uid(const store::Copied& copied) {
  if (copied.to.empty()) return {};
  std::string out = "[COPYUID ";
  grammar::append_number(out, copied.uidvalidity);
  out += ' ';
  grammar::append_ranges(out, as_ranges(copied.from));
  out += ' ';
  grammar::append_ranges(out, as_ranges(copied.to));
  return out + "] ";
}

Task<std::expected<Target, Outcome>> target(Context& c, const grammar::CopyArgs& args) {
  auto seqs = named(c, args.set);
  if (!seqs) co_return std::unexpected(bad("No such message"));
  auto to = co_await c.store().find(c.account(), args.mailbox);
  if (!to) co_return std::unexpected(refused_target(to.error()));
  co_return Target{to->id, uids_of(*c.selected().view, *seqs)};
}

Task<void> tell(Context& c, MailboxId to, const store::UidRanges& uids) {
  if (c.session.watch) c.session.watch->own_messages(to, uids);
  if (!c.services.moved || uids.empty()) co_return;
  Moved moved{c.account(), c.selected().mailbox, to, uids};
  co_await c.services.moved(std::move(moved));
}

}  // namespace

Task<Outcome> copy(Context& c, grammar::CopyArgs args) {
  auto to = co_await target(c, args);
  if (!to) co_return to.error();
  if (to->uids.empty()) co_return ok("Nothing to copy");
  auto copied = co_await c.store().copy(c.account(), c.selected().mailbox, std::move(to->uids), to->mailbox);
  if (!copied) co_return refused(copied.error());
  co_await tell(c, to->mailbox, copied->to);
  co_return ok(copy_uid(*copied) + "Copied");
}

// COPYUID comes untagged, before the EXPUNGE answers that follow the command (RFC 6851 §4.3).
Task<Outcome> move(Context& c, grammar::CopyArgs args) {
  auto to = co_await target(c, args);
  if (!to) co_return to.error();
  if (to->uids.empty()) co_return ok("Nothing to move");
  auto moved = co_await c.store().move(c.account(), c.selected().mailbox, std::move(to->uids), to->mailbox);
  if (!moved) co_return refused(moved.error());
  co_await tell(c, to->mailbox, moved->to);
  if (!moved->to.empty()) c.writer().text("* OK ").text(copy_uid(*moved)).text("Moved").end();
  co_return ok("Moved");
}

}  // namespace postern::imap::commands
