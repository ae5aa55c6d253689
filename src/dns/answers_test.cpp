// Names in one form, and a memo that bounds what is asked.
#include "dns/answers.h"

#include <gtest/gtest.h>

namespace postern::dns {
namespace {

Name name_of(std::string_view text) { return parse_name(text).value(); }

// RFC 1035 §2.3.4
TEST(Name, has_one_form) {
  EXPECT_EQ(name_of("Mail.EXAMPLE.").text(), "mail.example");
  EXPECT_EQ(name_of("_dmarc.example").text(), "_dmarc.example");
  EXPECT_TRUE(name_of("").is_root());
  EXPECT_TRUE(name_of(".").is_root());
  EXPECT_TRUE(parse_name(std::string(63, 'a') + ".example"));
  EXPECT_FALSE(parse_name(std::string(64, 'a') + ".example"));
  const std::string label = std::string(62, 'a') + ".";
  EXPECT_TRUE(parse_name(label + label + label + label + "b"));
  EXPECT_TRUE(parse_name(label + label + label + label + "b."));
  EXPECT_FALSE(parse_name(label + label + label + label + "bc"));
  for (const auto* bad : {"a..b", ".a", "..", "a.b..", "b\xC3\xBC.example", "a\nb.example", "a\\.b.example"})
    EXPECT_FALSE(parse_name(bad)) << bad;
}

TEST(Name, knows_its_labels) {
  EXPECT_EQ(name_of("a.b.c").labels(), 3U);
  EXPECT_EQ(Name{}.labels(), 0U);
  EXPECT_EQ(name_of("a.b.c").last(2).text(), "b.c");
  EXPECT_EQ(name_of("a.b.c").last(3).text(), "a.b.c");
  EXPECT_EQ(name_of("a.b.c").last(9).text(), "a.b.c");
  EXPECT_EQ(name_of("a.b.c").last(0).text(), "");
  EXPECT_EQ(name_of("a.b.c").parent().text(), "b.c");
  EXPECT_TRUE(name_of("c").parent().is_root());
  EXPECT_EQ(join("_dmarc", name_of("b.c"))->text(), "_dmarc.b.c");
  EXPECT_EQ(join("a", Name{})->text(), "a");
}

TEST(Name, is_within_itself_and_what_is_above_it) {
  EXPECT_TRUE(name_of("a.b.c").is_within(name_of("b.c")));
  EXPECT_TRUE(name_of("b.c").is_within(name_of("b.c")));
  EXPECT_TRUE(name_of("b.c").is_within(Name{}));
  EXPECT_FALSE(name_of("ab.c").is_within(name_of("b.c")));
  EXPECT_FALSE(name_of("b.c").is_within(name_of("a.b.c")));
}

TEST(Answers, want_each_question_once_and_in_order) {
  Answers answers;
  const Question first{name_of("b.example"), Type::txt}, second{name_of("a.example"), Type::a};
  EXPECT_EQ(answers.ask(first), nullptr);
  EXPECT_EQ(answers.ask(second), nullptr);
  EXPECT_EQ(answers.ask(first), nullptr);
  EXPECT_EQ(answers.take_wanted(), (std::vector{first, second}));
  EXPECT_TRUE(answers.take_wanted().empty());
  answers.put(first, {.status = Status::no_name});
  ASSERT_NE(answers.ask(first), nullptr);
  EXPECT_TRUE(answers.ask(first)->empty());
  EXPECT_EQ(answers.ask(second), nullptr);
}

TEST(Answers, beyond_the_number_of_questions_all_fail) {
  Answers answers(Limits{.questions = 2});
  EXPECT_EQ(answers.ask({name_of("a"), Type::a}), nullptr);
  answers.put({name_of("a"), Type::a}, {.status = Status::no_data});
  EXPECT_EQ(answers.ask({name_of("b"), Type::a}), nullptr);
  ASSERT_NE(answers.ask({name_of("c"), Type::a}), nullptr);
  EXPECT_EQ(answers.ask({name_of("c"), Type::a})->status, Status::failed);
  EXPECT_EQ(answers.take_wanted().size(), 1U);
  EXPECT_EQ(answers.ask({name_of("a"), Type::a})->status, Status::no_data);
}

TEST(Answers, beyond_the_number_of_octets_an_answer_has_failed) {
  Answers answers(Limits{.octets = 1000});
  const Question small{name_of("small"), Type::txt}, large{name_of("large"), Type::txt}, more{name_of("more"), Type::txt};
  answers.put(small, {.status = Status::found, .records = {std::string(400, 'x')}});
  answers.put(large, {.status = Status::found, .records = {std::string(700, 'x')}});
  answers.put(more, {.status = Status::found, .records = {std::string(400, 'x')}});
  EXPECT_EQ(answers.ask(small)->status, Status::found);
  EXPECT_EQ(answers.ask(large)->status, Status::failed);
  EXPECT_TRUE(answers.ask(large)->records.empty());
  EXPECT_EQ(answers.ask(more)->status, Status::found);
}

TEST(Answers, records_are_taken_by_kind) {
  const Answer answer{.status = Status::found, .records = {Mx{10, name_of("mx.example")}, std::string("text"), Mx{0, {}}}};
  EXPECT_EQ(records_of<Mx>(answer).size(), 2U);
  EXPECT_EQ(records_of<std::string>(answer), std::vector<std::string>{"text"});
  EXPECT_TRUE(records_of<IpAddress>(answer).empty());
}

}  // namespace
}  // namespace postern::dns
