// Arguments of every command, right and wrong.
#include <gtest/gtest.h>

#include "imap/grammar/append.h"
#include "imap/grammar/datetime.h"
#include "imap/grammar/fetch.h"
#include "imap/grammar/flags.h"
#include "imap/grammar/list.h"
#include "imap/grammar/mailbox_commands.h"
#include "imap/grammar/notify.h"
#include "imap/grammar/search.h"
#include "imap/grammar/session_commands.h"
#include "imap/grammar/store.h"

namespace postern::imap::grammar {
namespace {

template <auto parse>
auto parsed(std::string_view text) {
  Cursor in(text);
  auto args = parse(in);
  EXPECT_TRUE(in.finish()) << text << ": " << in.why();
  return args;
}

template <auto parse>
bool refuses(std::string_view text) {
  Cursor in(text);
  parse(in);
  return !in.finish();
}

std::string label(std::string_view text) {
  std::string out;
  append_section_label(out, parsed<fetch>(text).attributes.at(0));
  return out;
}

TEST(FetchArgs, read_macros_lists_and_single_items) {
  EXPECT_EQ(parsed<fetch>("1:* ALL").attributes.size(), 4u);
  EXPECT_EQ(parsed<fetch>("1 FULL").attributes.back().item, FetchItem::body);
  EXPECT_EQ(parsed<fetch>("1 (UID FLAGS RFC822.SIZE)").attributes.size(), 3u);
  EXPECT_EQ(parsed<fetch>("$ body").attributes[0].item, FetchItem::body);
  EXPECT_EQ(parsed<fetch>("1 (PREVIEW (LAZY) UID)").attributes.size(), 2u);
  EXPECT_TRUE(parsed<fetch>("1 RFC822.HEADER").attributes[0].peek);
}

TEST(FetchArgs, name_sections_in_the_answer_as_they_were_asked_for) {
  EXPECT_EQ(label("1 BODY.PEEK[]"), "BODY[]");
  EXPECT_EQ(label("1 body[1.2.mime]"), "BODY[1.2.MIME]");
}

TEST(FetchArgs, label_partial_and_header_fields) {
  EXPECT_EQ(label("1 BODY[1.HEADER.FIELDS.NOT (From To)]<10.20>"), "BODY[1.HEADER.FIELDS.NOT (From To)]<10>");
  EXPECT_EQ(label("1 BINARY[2]<0.5>"), "BINARY[2]<0>");
  EXPECT_EQ(label("1 BINARY.SIZE[2]"), "BINARY.SIZE[2]");
  EXPECT_EQ(label("1 RFC822.TEXT"), "RFC822.TEXT");
}

TEST(FetchArgs, take_condstore_and_qresync_modifiers) {
  const auto args = parsed<fetch>("1:* (FLAGS) (CHANGEDSINCE 12345 VANISHED)");
  EXPECT_EQ(args.changed_since, 12345u);
  EXPECT_TRUE(args.vanished);
}

TEST(FetchArgs, refuse_what_is_no_fetch) {
  for (const auto* text :
       {"1", "1 ", "1 ()", "1 X", "1 (ALL)", "1 BODY[", "1 BODY[0]", "1 BODY[1.]", "1 BODY[MIME]", "1 BODY[HEADER.FIELDS ()]",
        "1 BODY[]<0.0>", "1 BODY[]<1>", "1 BINARY[TEXT]", "1 (FLAGS", "1 FLAGS UID", "0 FLAGS", "1 FLAGS (X)"})
    EXPECT_TRUE(refuses<fetch>(text)) << text;
}

// RFC 5465 §8
TEST(NotifyArgs, read_groups_of_events) {
  const auto args = parsed<notify>(
      "set status (SELECTED (MessageNew (uid body.peek[header.fields (from)]) MessageExpunge FlagChange)) (subtree (Lists "
      "\"a b\") (messageNew MessageExpunge)) (personal (MailboxName SubscriptionChange)) (mailboxes INBOX NONE)");
  EXPECT_TRUE(args.status && !args.none && !args.unsupported);
  ASSERT_EQ(args.groups.size(), 4u);
  EXPECT_TRUE(args.groups[0].selected() && args.groups[0].events.messages && args.groups[0].events.flags);
  EXPECT_EQ(args.groups[0].fetch.size(), 2u);
  EXPECT_EQ(args.groups[1].mailboxes, (std::vector<std::string>{"Lists", "a b"}));
  EXPECT_TRUE(args.groups[2].events.names && args.groups[2].events.subscriptions && !args.groups[2].events.messages);
  EXPECT_FALSE(args.groups[3].events.messages || args.groups[3].events.names);
  EXPECT_TRUE(parsed<notify>("NONE").none);
  EXPECT_EQ(parsed<notify>("SET (selected-delayed NONE)").groups[0].filter, NotifyGroup::Filter::selected_delayed);
  EXPECT_TRUE(parsed<notify>("SET (inboxes (NewEvent)) (subscribed NONE)").unsupported);
}

TEST(NotifyArgs, refuse_what_does_not_go_together) {
  for (const auto* text :
       {"", "SET", "SET STATUS", "SOME", "NONE (selected NONE)", "SET selected NONE", "SET (selected)", "SET (selected ())",
        "SET (nowhere NONE)", "SET (subtree NONE)", "SET (mailboxes () NONE)", "SET (selected (MessageNew))",
        "SET (selected (MessageExpunge))", "SET (personal (FlagChange))", "SET (selected (MailboxName))",
        "SET (selected NONE) (selected NONE)", "SET (personal (MessageNew (UID) MessageExpunge))",
        "SET (selected (MessageNew () MessageExpunge))", "SET (personal NONE)(personal NONE)"})
    EXPECT_TRUE(refuses<notify>(text)) << text;
}

TEST(SearchArgs, read_long_chains_of_or_but_not_endless_ones) {
  const auto chain = [](int n) {
    std::string text;
    for (int i = 0; i < n; ++i) text += "OR FROM x ";
    return text + "SEEN";
  };
  EXPECT_FALSE(refuses<search>(chain(100)));
  EXPECT_TRUE(refuses<search>(chain(1000)));
}

TEST(SearchArgs, read_keys_as_a_tree) {
  const auto args = parsed<search>("RETURN (MIN COUNT) CHARSET utf-8 OR SEEN (FROM x NOT 1:3) UNKEYWORD $Junk");
  EXPECT_TRUE(args.result.min && args.result.count && !args.result.all);
  EXPECT_EQ(args.charset, "UTF-8");
  ASSERT_EQ(args.key.keys.size(), 2u);
  const auto& either = args.key.keys[0];
  EXPECT_EQ(either.test, SearchTest::or_);
  EXPECT_EQ(either.keys[1].keys[1].test, SearchTest::not_);
  EXPECT_TRUE(args.key.keys[1].negated);
  EXPECT_EQ(args.key.keys[1].text, "$Junk");
}

// RFC 9051 §6.4.4, RFC 5032 §3, RFC 7162 §3.1.5
TEST(SearchArgs, read_every_kind_of_argument) {
  for (const auto* text : {"ALL", "BEFORE 1-Feb-1994", "SINCE \"01-Feb-1994\"", "LARGER 10000000000", "OLDER 60", "YOUNGER 1",
                           "HEADER Message-ID \"\"", "UID 1:*,7", "$", "MODSEQ 620162338",
                           "MODSEQ \"/flags/\\\\draft\" all 620162338", "EMAILID M6d99ac3275bb4e", "SAVEDBEFORE 1-Feb-2020",
                           "RETURN () ALL", "RETURN (SAVE) UNSEEN", "NEW OLD RECENT", "TEXT {3}\r\nfoo", "BODY \"é\""})
    EXPECT_FALSE(refuses<search>(text)) << text;
}

TEST(SearchArgs, refuse_what_is_no_search) {
  for (const auto* text : {"", "X", "OR SEEN", "NOT", "()", "(SEEN", "SEEN SEEN)", "OLDER 0", "BEFORE 31-Feb-1994", "BEFORE x",
                           "RETURN (X) ALL", "SEEN  SEEN", "KEYWORD \\Seen2", "1,,2"})
    EXPECT_TRUE(refuses<search>(text)) << text;
}

TEST(SearchArgs, bound_depth_with_and_without_parentheses) {
  std::string nots, lists(1000, '(');
  for (int i = 0; i < 1000; ++i) nots += "NOT ";
  EXPECT_TRUE(refuses<search>(nots + "ALL"));
  EXPECT_TRUE(refuses<search>(lists + "ALL" + std::string(1000, ')')));
  EXPECT_FALSE(refuses<search>("NOT (NOT (OR ALL (NOT ALL)))"));
}

TEST(SortArgs, read_criteria_charset_and_keys) {
  const auto args = parsed<sort>("(REVERSE DATE SUBJECT) UTF-8 UNSEEN");
  ASSERT_EQ(args.criteria.size(), 2u);
  EXPECT_TRUE(args.criteria[0].reverse);
  EXPECT_EQ(args.criteria[1].field, SortField::subject);
  EXPECT_TRUE(refuses<sort>("() UTF-8 ALL"));
  EXPECT_EQ(parsed<thread>("references utf-8 ALL").algorithm, "REFERENCES");
}

// RFC 9051 §6.4.6, RFC 7162 §3.1.3
TEST(StoreArgs, read_all_forms) {
  const auto args = parsed<store>("1:3 (UNCHANGEDSINCE 7) -FLAGS.SILENT (\\seen Junk)");
  EXPECT_EQ(args.unchanged_since, 7u);
  EXPECT_EQ(args.change, FlagChange::remove);
  EXPECT_TRUE(args.silent);
  EXPECT_EQ(args.flags, (std::vector<std::string>{"\\Seen", "Junk"}));
  EXPECT_EQ(parsed<store>("1 FLAGS ()").flags.size(), 0u);
  EXPECT_EQ(parsed<store>("1 +FLAGS \\Deleted \\Flagged").flags.size(), 2u);
  for (const auto* text : {"1 FLAGS", "1 FLAG ()", "1 +FLAGS (\\Recent)", "1 FLAGS (a b", "1 (X 1) FLAGS ()"})
    EXPECT_TRUE(refuses<store>(text)) << text;
}

// RFC 5258 §6
TEST(ListArgs, read_basic_and_extended_forms) {
  EXPECT_FALSE(parsed<list>("\"\" *").extended);
  const auto args = parsed<list>("(SUBSCRIBED RECURSIVEMATCH) \"\" (a% \"b *\") RETURN (CHILDREN STATUS (MESSAGES UNSEEN))");
  EXPECT_TRUE(args.only_subscribed && args.recursive_match && args.return_children);
  EXPECT_EQ(args.patterns, (std::vector<std::string>{"a%", "b *"}));
  EXPECT_EQ(args.status.size(), 2u);
  for (const auto* text :
       {"\"\"", "\"\" * RETURN", "(RECURSIVEMATCH) \"\" *", "\"\" ()", "(X) \"\" *", "\"\" * RETURN (STATUS ())"})
    EXPECT_TRUE(refuses<list>(text)) << text;
}

TEST(StatusArgs, keep_each_item_once) { EXPECT_EQ(parsed<status>("inbox (MESSAGES messages SIZE)").items.size(), 2u); }

TEST(AppendArgs, read_many_messages_whose_octets_are_elsewhere) {
  const auto args = parsed<append>("Sent (\\Seen) \" 7-Feb-1994 21:52:25 -0800\" {310}\r\n UTF8 (~{5+}\r\n)");
  ASSERT_EQ(args.messages.size(), 2u);
  EXPECT_EQ(args.messages[0].internal_date->ms, 760686745000);
  EXPECT_EQ(args.messages[0].literal.size, 310u);
  EXPECT_TRUE(args.messages[1].utf8);
}

TEST(AppendArgs, know_an_announcement_from_a_whole_command) {
  Cursor in("Sent UTF8 (~{5}\r\n");
  EXPECT_TRUE(append_so_far(in).open);
  EXPECT_TRUE(in.finish());
  EXPECT_TRUE(refuses<append>("Sent UTF8 (~{5}\r\n"));
  EXPECT_TRUE(refuses<append>("Sent"));
  EXPECT_TRUE(refuses<append_so_far>("{5}\r\n"));
}

// RFC 7162 §3.2.5
TEST(SelectArgs, read_qresync) {
  const auto args = parsed<select>("INBOX (CONDSTORE QRESYNC (67890007 90060115194045000 41:211,214 (1,3 41,43)))");
  ASSERT_TRUE(args.resync);
  EXPECT_TRUE(args.condstore);
  EXPECT_EQ(args.resync->known_uids, (std::vector<Range>{{41, 211}, {214, 214}}));
  EXPECT_FALSE(refuses<select>("INBOX (QRESYNC (1 2))"));
  EXPECT_FALSE(refuses<select>("INBOX (QRESYNC (1 2 (1 1)))"));
  EXPECT_TRUE(refuses<select>("INBOX (QRESYNC (1 2 1:*))"));
}

// RFC 6154 §3
TEST(CreateArgs, read_special_use) {
  EXPECT_EQ(parsed<create>("x (USE (\\Drafts \\Sent))").uses.size(), 2u);
  EXPECT_TRUE(refuses<create>("x (USE (Drafts))"));
}

TEST(SessionArgs, read_login_authenticate_enable_and_id) {
  EXPECT_EQ(parsed<login>("\"a b\" {3}\r\nfoo").password.reveal(), "foo");
  EXPECT_EQ(parsed<authenticate>("plain AGEAYg==").initial, "AGEAYg==");
  EXPECT_FALSE(parsed<authenticate>("plain").initial);
  EXPECT_EQ(parsed<enable>("condstore x").capabilities.size(), 2u);
  EXPECT_EQ(parsed<id>("(\"name\" \"x\" \"os\" NIL)").fields.size(), 2u);
  EXPECT_FALSE(refuses<id>("NIL"));
  EXPECT_TRUE(refuses<id>("(\"name\")"));
}

TEST(DateTime, writes_what_it_reads) {
  Cursor in("\"29-Feb-2024 23:59:59 +0130\"");
  const auto t = date_time(in);
  ASSERT_TRUE(in.finish());
  std::string out;
  append_date_time(out, t);
  EXPECT_EQ(out, "29-Feb-2024 22:29:59 +0000");
  for (const auto* wrong : {"\"30-Feb-2024 00:00:00 +0000\"", "\"1-Feb-2024 00:00:00 +0000\"", "\"01-Feb-2024 24:00:00 +0000\"",
                            "\"01-Feb-2024 00:00:00\""}) {
    Cursor bad(wrong);
    date_time(bad);
    EXPECT_FALSE(bad.finish()) << wrong;
  }
}

}  // namespace
}  // namespace postern::imap::grammar
