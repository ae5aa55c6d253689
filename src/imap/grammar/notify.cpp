// notify = "NOTIFY" SP ("SET" [SP "STATUS"] SP event-groups / "NONE")                                    RFC 5465 §8
#include "imap/grammar/notify.h"

#include <array>

#include "base/text.h"
#include "imap/grammar/mailbox.h"

namespace postern::imap::grammar {
namespace {

using Filter = NotifyGroup::Filter;

// one-or-more-mailbox = mailbox / "(" mailbox *(SP mailbox) ")"
std::vector<std::string> mailboxes(Cursor& in) {
  std::vector<std::string> names;
  if (in.peek() != '(') {
    names.push_back(mailbox(in));
    return names;
  }
  in.open();
  do names.push_back(mailbox(in));
  while (in.ok() && in.skip(' '));
  in.close();
  return names;
}

// filter-mailboxes = "selected" / "selected-delayed" / "inboxes" / "personal" / "subscribed" /
//   ("subtree" SP one-or-more-mailbox) / ("mailboxes" SP one-or-more-mailbox)
void filter(Cursor& in, NotifyGroup& group) {
  constexpr std::array<std::string_view, 7> kFilters = {"SELECTED",   "SELECTED-DELAYED", "INBOXES",  "PERSONAL",
                                                        "SUBSCRIBED", "SUBTREE",          "MAILBOXES"};
  const auto name = word(in);
  for (std::size_t i = 0; i < kFilters.size(); ++i) {
    if (!equal_nocase(kFilters[i], name)) continue;
    group.filter = static_cast<Filter>(i);
    if (group.filter < Filter::subtree) return;
    in.space();
    group.mailboxes = mailboxes(in);
    return;
  }
  in.fail("Unknown set of mailboxes");
}

// What was named in one group, before it is judged.
struct Named {
  bool message_new = false, message_expunge = false, flag_change = false, annotation_change = false, mailbox_event = false;
};

// event = "MessageNew" [SP "(" fetch-att *(SP fetch-att) ")"] / "MessageExpunge" / "FlagChange" / "AnnotationChange" /
//   "MailboxName" / "SubscriptionChange" / "MailboxMetadataChange" / "ServerMetadataChange" / atom
void event(Cursor& in, NotifyArgs& args, NotifyGroup& group, Named& named) {
  const auto name = atom(in);
  if (equal_nocase(name, "MessageNew")) {
    named.message_new = true;
    if (!in.rest().starts_with(" (")) return;
    in.space();
    group.fetch = fetch_attributes(in);
  } else if (equal_nocase(name, "MessageExpunge")) {
    named.message_expunge = true;
  } else if (equal_nocase(name, "FlagChange")) {
    named.flag_change = true;
  } else if (equal_nocase(name, "AnnotationChange")) {
    named.annotation_change = args.unsupported = true;
  } else if (equal_nocase(name, "MailboxName")) {
    named.mailbox_event = group.events.names = true;
  } else if (equal_nocase(name, "SubscriptionChange")) {
    named.mailbox_event = group.events.subscriptions = true;
  } else {
    named.mailbox_event = args.unsupported = true;  // events of METADATA, and those of the future
  }
}

// RFC 5465 §5 and §6.1: which events may stand beside which.
void judge(Cursor& in, NotifyGroup& group, const Named& named) {
  const bool either = named.message_new || named.message_expunge || named.flag_change || named.annotation_change;
  if (either && !(named.message_new && named.message_expunge)) in.fail("MessageNew and MessageExpunge come together");
  if (group.selected() && named.mailbox_event) in.fail("The selected mailbox has message events only");
  if (!group.selected() && !group.fetch.empty()) in.fail("Items of new messages are for the selected mailbox only");
  group.events.messages = named.message_new;
  group.events.flags = named.flag_change;
}

// event-group = "(" filter-mailboxes SP events ")"; events = "(" event *(SP event) ")" / "NONE"
void event_group(Cursor& in, NotifyArgs& args) {
  NotifyGroup group;
  if (!in.open()) return;
  filter(in, group);
  in.space();
  Named named;
  if (in.peek() != '(') {
    if (!in.skip_word("NONE")) in.fail("Events are missing");
  } else {
    in.open();
    do event(in, args, group, named);
    while (in.ok() && in.skip(' '));
    in.close();
  }
  in.close();
  judge(in, group, named);
  args.groups.push_back(std::move(group));
}

}  // namespace

NotifyArgs notify(Cursor& in) {
  NotifyArgs args;
  args.none = in.skip_word("NONE");
  if (args.none) return args;
  if (!in.skip_word("SET")) in.fail("SET or NONE is missing");
  in.space();
  args.status = in.skip_word("STATUS");
  if (args.status) in.space();
  int selected = 0;
  do {
    event_group(in, args);
    if (!in.ok()) return {};
    if (args.groups.back().selected() && ++selected > 1) in.fail("The selected mailbox is named twice");
  } while (in.ok() && in.skip(' '));
  return args;
}

}  // namespace postern::imap::grammar
