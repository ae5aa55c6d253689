// The steps of RFC 5256 §3 (REFERENCES), one by one.
#include "imap/threading.h"

#include <gtest/gtest.h>

namespace postern::imap {
namespace {

ThreadMessage message(std::uint32_t n, std::string id, std::vector<std::string> references, std::string subject = "",
                      bool is_reply = false) {
  return {n, Time{static_cast<std::int64_t>(n) * 1000}, std::move(id), std::move(references), std::move(subject), is_reply};
}

TEST(Threading, answers_stand_under_what_they_answer) {
  EXPECT_EQ(references_threads({message(1, "a", {}), message(2, "b", {"a"}), message(3, "c", {"a", "b"}), message(4, "d", {})}),
            "(1 2 3)(4)");
  EXPECT_EQ(references_threads({message(1, "a", {}), message(2, "b", {"a"}), message(3, "c", {"a"})}), "(1 (2)(3))");
}

TEST(Threading, a_missing_first_message_keeps_its_answers_together) {
  EXPECT_EQ(references_threads({message(1, "b", {"gone"}), message(2, "c", {"gone"})}), "((1)(2))");
  EXPECT_EQ(references_threads({message(1, "b", {"gone"})}), "(1)");
}

TEST(Threading, a_ring_of_references_is_cut) {
  const auto text = references_threads({message(1, "a", {"b"}), message(2, "b", {"a"})});
  EXPECT_TRUE(text == "(2 1)" || text == "(1 2)" || text == "(1)(2)") << text;
}

TEST(Threading, messages_of_one_name_stand_for_themselves) {
  EXPECT_EQ(references_threads({message(1, "a", {}), message(2, "a", {})}), "(1)(2)");
}

TEST(Threading, subjects_join_what_identifiers_do_not) {
  EXPECT_EQ(references_threads({message(1, "a", {}, "x"), message(2, "b", {}, "x", true)}), "(1 2)");
  EXPECT_EQ(references_threads({message(1, "a", {}, "x"), message(2, "b", {}, "x")}), "((1)(2))");
  EXPECT_EQ(references_threads({message(1, "a", {}, ""), message(2, "b", {}, "")}), "(1)(2)");
}

TEST(Threading, ordered_subjects_put_all_later_ones_under_the_first) {
  EXPECT_EQ(ordered_subject_threads({message(4, "", {}, "x"), message(1, "", {}, "y"), message(2, "", {}, "x"),
                                     message(3, "", {}, "x"), message(5, "", {}, "y")}),
            "(1 5)(2 (3)(4))");
  EXPECT_EQ(ordered_subject_threads({message(1, "", {}, ""), message(2, "", {}, "z")}), "(1)(2)");
  EXPECT_EQ(ordered_subject_threads({}), "");
}

TEST(Threading, hostile_chains_and_lists_stay_cheap) {
  std::vector<ThreadMessage> many;
  for (std::uint32_t i = 1; i <= 20'000; ++i)
    many.push_back(message(i, std::to_string(i), {std::to_string(i - 1), std::to_string(i + 1)}));
  EXPECT_FALSE(references_threads(many).empty());
  std::vector<std::string> all;
  for (int i = 0; i < 20'000; ++i) all.push_back(std::to_string(i));
  EXPECT_FALSE(references_threads({message(1, "x", all)}).empty());
}

}  // namespace
}  // namespace postern::imap
