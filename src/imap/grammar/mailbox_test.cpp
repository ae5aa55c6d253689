// Mailbox names: modified UTF-7 and its refusals.   RFC 3501 §5.1.3
#include "imap/grammar/mailbox.h"

#include <gtest/gtest.h>

namespace postern::imap::grammar {
namespace {

TEST(Mailbox, modified_utf7_goes_both_ways) {
  // RFC 3501 §5.1.3's own example.
  EXPECT_EQ(from_modified_utf7("~peter/mail/&U,BTFw-/&ZeVnLIqe-"), "~peter/mail/台北/日本語");
  EXPECT_EQ(to_modified_utf7("~peter/mail/台北/日本語"), "~peter/mail/&U,BTFw-/&ZeVnLIqe-");
  for (const auto* name : {"", "A & B", "Entwürfe", "😀", "a\tb", "&", "é&é"}) {
    const auto wire = to_modified_utf7(name);
    EXPECT_EQ(from_modified_utf7(wire), name) << wire;
  }
}

TEST(Mailbox, refuses_modified_utf7_that_no_encoder_writes) {
  for (const auto* wire : {"&", "&U", "&U,BTFw", "&Jjo!", "&AGE-", "&2AA-", "&3AA-", "&U-", "\xc3\xa9", "a&*-"})
    EXPECT_FALSE(from_modified_utf7(wire)) << wire;
}

TEST(Mailbox, inbox_is_inbox_in_any_case_and_only_as_the_first_level) {
  EXPECT_EQ(with_capital_inbox("iNbOx"), "INBOX");
  EXPECT_EQ(with_capital_inbox("inbox/a"), "INBOX/a");
  EXPECT_EQ(with_capital_inbox("inboxes"), "inboxes");
  EXPECT_EQ(with_capital_inbox("a/inbox"), "a/inbox");
}

bool matches(std::string_view pattern, std::string_view name) { return Pattern(pattern).matches(name); }

// RFC 9051 §6.3.9, said as simply as it can be; the time it takes is nobody's concern here.
bool matches_by_the_book(std::string_view pattern, std::string_view name) {
  if (pattern.empty()) return name.empty();
  if (pattern[0] != '*' && pattern[0] != '%')
    return !name.empty() && name[0] == pattern[0] && matches_by_the_book(pattern.substr(1), name.substr(1));
  if (matches_by_the_book(pattern.substr(1), name)) return true;
  return !name.empty() && (pattern[0] == '*' || name[0] != '/') && matches_by_the_book(pattern, name.substr(1));
}

TEST(Mailbox, every_short_pattern_matches_every_short_name_as_by_the_book) {
  const auto words = [](std::string_view letters, std::size_t longest) {
    std::vector<std::string> all{""};
    for (std::size_t at = 0; at < all.size() && all[at].size() < longest; ++at)
      for (const char c : letters) all.push_back(all[at] + c);
    return all;
  };
  const auto names = words("ab/", 4);
  for (const auto& pattern : words("a/%*", 5))
    for (const auto& name : names)
      ASSERT_EQ(matches(pattern, name), matches_by_the_book(pattern, name)) << pattern << " " << name;
}

TEST(Mailbox, wildcards_side_by_side_are_one_and_too_many_are_noticed) {
  EXPECT_FALSE(Pattern(std::string(1000, '*')).has_too_many_wildcards());
  std::string many;
  for (std::size_t i = 0; i < Pattern::kMostWildcards; ++i) many += "a%*";
  EXPECT_FALSE(Pattern(many).has_too_many_wildcards());
  EXPECT_TRUE(Pattern(many + "a%").has_too_many_wildcards());
}

TEST(Mailbox, wildcards_match_as_the_rfc_says) {
  EXPECT_TRUE(matches("*", "a/b/c"));
  EXPECT_TRUE(matches("%", "a"));
  EXPECT_FALSE(matches("%", "a/b"));
  EXPECT_TRUE(matches("a/%", "a/b"));
  EXPECT_TRUE(matches("a*c", "a/b/c"));
  EXPECT_TRUE(matches("%/%", "a/b"));
  EXPECT_FALSE(matches("a", "ab"));
  EXPECT_TRUE(matches("", ""));
  EXPECT_TRUE(matches("**%*", ""));
}

TEST(Mailbox, reads_names_by_the_mode_of_the_session) {
  Cursor rev1("\"Entw&APw-rfe\"");
  EXPECT_EQ(mailbox(rev1), "Entwürfe");
  Cursor rev2("\"Entwürfe\"", true);
  EXPECT_EQ(mailbox(rev2), "Entwürfe");
  Cursor wrong("\"Entwürfe\"");
  mailbox(wrong);
  EXPECT_FALSE(wrong.ok());
}

TEST(Mailbox, makes_no_names_with_controls_wildcards_or_empty_levels) {
  for (const auto* name : {"", "/a", "a/", "a//b", "a*", "a%b", "a\x01", "\xff"}) EXPECT_FALSE(can_be_created(name)) << name;
  EXPECT_TRUE(can_be_created("Projekte/2026/Entwürfe & mehr"));
  // RFC 9051 §5.1
  for (const auto* name : {"\xC2\x80", "a\xC2\x9F",
                           "a\xE2\x80\xA8"
                           "b",
                           "\xE2\x80\xA9"})
    EXPECT_FALSE(can_be_created(name)) << name;
  for (const auto* name : {"\xC2\xA0", "\xE2\x80\xA7", "\xE0\xB8\x80"}) EXPECT_TRUE(can_be_created(name)) << name;
}

}  // namespace
}  // namespace postern::imap::grammar
