// What is said in which language, and that the German table fits the English texts.
#include "base/language.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "base/heard.h"
#include "base/writing.h"

namespace postern {
namespace {

constexpr Time kAt{1'795'680'000'000};  // 2026-11-26T08:00:00Z

// The places of a form in the order of their values, and where a word goes by a number.
std::vector<std::string> places_of(std::string_view form) {
  std::vector<std::string> out;
  for (auto at = form.find('{'); at != form.npos; at = form.find('{', at + 1)) {
    const auto inside = form.substr(at + 1, form.find('}', at) - at - 1);
    out.emplace_back(inside.contains('|') ? "|" : inside.empty() ? std::to_string(out.size()) : inside);
  }
  std::ranges::sort(out);
  std::erase(out, "|");
  return out;
}

TEST(Language, is_named_as_settings_have_it) {
  EXPECT_EQ(name(Language::de), "de");
  EXPECT_EQ(language_named("en"), Language::en);
  EXPECT_FALSE(language_named("fr") || language_named("") || language_named("DE"));
}

TEST(Language, a_date_is_written_as_its_readers_do) {
  EXPECT_EQ(date_in(Language::en, kAt), "Thu, 26 Nov 2026 08:00:00 +0000");
  EXPECT_EQ(date_in(Language::de, kAt), "Donnerstag, 26. November 2026, 08:00 Uhr (UTC)");
  EXPECT_EQ(date_in(Language::de, Time{1'772'319'599'000}), "Samstag, 28. Februar 2026, 22:59 Uhr (UTC)");
}

TEST(Language, a_sentence_is_said_with_its_values_whatever_their_order) {
  const auto said =
      postern::said<"An administrator, {}, {}, on {}.">("ann", postern::said<"has taken away your second factor">(), kAt);
  EXPECT_EQ(say(Language::en, said),
            "An administrator, ann, has taken away your second factor, on Thu, 26 Nov 2026 08:00:00 +0000.");
  EXPECT_EQ(say(Language::de, said),
            "Der Administrator ann hat am Donnerstag, 26. November 2026, 08:00 Uhr (UTC) Ihren zweiten Faktor entfernt.");
  EXPECT_EQ(say(Language::de, Said::declared("said by nobody {}")), "said by nobody {}") << "English is better than nothing";
  EXPECT_EQ(say(Language::de, Said::value("English")), "English") << "a value is the same everywhere";
}

TEST(Language, each_german_form_has_the_places_of_its_english) {
  const auto all = german_words();
  EXPECT_GT(all.size(), 1000u);
  EXPECT_TRUE(std::ranges::is_sorted(all, {}, &Translated::english));
  for (const auto& [english, german] : all) {
    EXPECT_EQ(places_of(german), places_of(english)) << english;
    EXPECT_FALSE(german.empty()) << english;
  }
}

TEST(Language, a_sentence_that_comes_as_text_is_heard_by_its_form) {
  EXPECT_EQ(heard("There is no such mailbox.", Language::de), "Dieses Postfach gibt es nicht.");
  EXPECT_EQ(heard("mx.far.test has no address.", Language::de), "mx.far.test hat keine Adresse.");
  const auto within = said<"{}: it cannot be looked into, for it {}">("a b.zip", said<"is encrypted">());
  EXPECT_EQ(heard(within.english(), Language::de), say(Language::de, within));
  EXPECT_TRUE(say(Language::de, within).contains("verschl\u00FCsselt"));
  EXPECT_EQ(heard("mx.far.test: There is no other server.", Language::de), "mx.far.test: Es gibt keinen anderen Server.");
  EXPECT_EQ(heard("Not ours. There is no other server.", Language::de), "Not ours. Es gibt keinen anderen Server.");
  EXPECT_EQ(heard("550 go away", Language::de), "550 go away");
  EXPECT_EQ(heard("There is no such mailbox.", Language::en), "There is no such mailbox.");
  const std::string long_one(2000, 'x');
  EXPECT_EQ(heard(long_one, Language::de), long_one);
}

TEST(Writing, is_lines_of_76_columns_that_end_where_blanks_are) {
  std::string words;
  for (int i = 0; i < 40; ++i) words += (i == 0 ? "" : " ") + std::string("w\u00F6rter");
  const Writing what{Said::value("s"),
                     {Said::value(words), Said::value("    " + std::string(100, 'x')), Said::value("a\n  b")}};
  const auto text = what.text_in(Language::en);
  EXPECT_TRUE(text.ends_with("\r\n\r\n    " + std::string(100, 'x') + "\r\n\r\na\r\n  b\r\n")) << text;
  for (std::size_t from = 0, end = text.find("\r\n"); end > from; from = end + 2, end = text.find("\r\n", from)) {
    const auto line = text.substr(from, end - from);
    const auto inner = std::ranges::count_if(line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; });
    EXPECT_LE(line.size() - static_cast<std::size_t>(inner), 76u);
    EXPECT_TRUE(line.ends_with("w\u00F6rter")) << line;
  }
}

TEST(Writing, what_stands_in_does_so_on_all_its_lines) {
  std::string words = "  ";
  for (int i = 0; i < 30; ++i) words += "word ";
  const auto text = Writing{Said::value("s"), {Said::value(words + "end")}}.text_in(Language::en);
  EXPECT_EQ(text.find("\r\nw"), text.npos);
  EXPECT_NE(text.find("\r\n  word"), text.npos);
}

TEST(Writing, is_in_the_language_of_who_reads_it) {
  const Writing what{written<"Your password was set anew">(), {written<"If it is not, do nothing.">()}};
  EXPECT_EQ(what.subject_in(Language::de), "Ihr Passwort wurde neu gesetzt");
  EXPECT_EQ(what.text_in(Language::de), "Wenn nicht, tun Sie nichts.\r\n");
  EXPECT_EQ(std::ranges::count(letter_forms(), "If it is not, do nothing."), 1);
  EXPECT_EQ(std::ranges::count(forms(), "If it is not, do nothing."), 0) << "no page has to know it";
}

}  // namespace
}  // namespace postern
