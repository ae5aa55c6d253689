// Trusted and blocked senders of accounts and domains, by the operations.
#include <gtest/gtest.h>

#include "support/admin_world.h"

namespace postern::admin {
namespace {

class SenderOperations : public OperationsTest {
 protected:
  SenderOperations() {
    must("domain.create", {{"name", "home.test"}});
    must("account.create", {{"address", "ann@home.test"}});
  }
  std::string said(std::string_view operation, json::object arguments) {
    arguments["owner"] = owner;
    return json::serialize(must(operation, arguments));
  }

  std::string owner = "ann@home.test";
};

TEST_F(SenderOperations, who_is_trusted_is_not_blocked_and_the_other_way_round) {
  EXPECT_EQ(said("sender.trust", {{"senders", {"Bob@Far.Example", "far.example", ".far.example"}}}),
            R"({"owner":"ann@home.test","trusted":["bob@far.example","far.example",".far.example"],"blocked":[]})");
  EXPECT_EQ(said("sender.block", {{"senders", {"far.example", "far.example"}}}),
            R"({"owner":"ann@home.test","trusted":["bob@far.example",".far.example"],"blocked":["far.example"]})");
  EXPECT_EQ(said("sender.forget", {{"sender", "FAR.example"}}),
            R"({"owner":"ann@home.test","trusted":["bob@far.example",".far.example"],"blocked":[]})");
  EXPECT_EQ(refusal("sender.forget", {{"owner", owner}, {"sender", "far.example"}}), Failure::not_found);
}

TEST_F(SenderOperations, many_are_changed_at_once_or_none) {
  said("sender.trust", {{"senders", {"a.example", "b.example"}}});
  said("sender.block", {{"senders", {"c.example"}}});
  EXPECT_EQ(said("sender.change",
                 {{"forget", {"A.example", "gone.example"}}, {"trust", {"c.example", "d.example"}}, {"block", {"b.example"}}}),
            R"({"owner":"ann@home.test","trusted":["c.example","d.example"],"blocked":["b.example"]})");
  for (const json::object& wrong :
       {json::object{{"forget", {"d.example"}}, {"trust", {"a b"}}}, json::object{{"forget", json::array()}}, json::object{}}) {
    auto arguments = wrong;
    arguments["owner"] = owner;
    EXPECT_EQ(refusal("sender.change", arguments), Failure::invalid) << json::serialize(wrong);
  }
  const json::array many(SenderLists::kMost + 1, "x.example");
  EXPECT_EQ(refusal("sender.change", {{"owner", owner}, {"block", many}}), Failure::too_large);
  EXPECT_EQ(said("sender.list", {}),
            R"({"owner":"ann@home.test","trusted":["c.example","d.example"],"blocked":["b.example"]})");
  EXPECT_EQ(said("sender.change", {{"forget", {"d.example"}}, {"trust", {"a.example", "b.example"}}, {"block", {"c.example"}}}),
            R"({"owner":"ann@home.test","trusted":["a.example","b.example"],"blocked":["c.example"]})")
      << "taken back whole";
}

TEST_F(SenderOperations, a_domain_has_lists_of_its_own_and_keeps_them_beside_its_settings) {
  owner = "home.test";
  said("sender.block", {{"senders", {"b\u00fccher.example"}}});
  must("domain.update", {{"name", "home.test"}, {"spam_blocked", "refuse"}});
  EXPECT_EQ(said("sender.list", {}), R"({"owner":"home.test","trusted":[],"blocked":["xn--bcher-kva.example"]})");
  EXPECT_EQ(must("domain.show", {{"name", "home.test"}}).at("spam_blocked"), "refuse");
  owner = "ann@home.test";
  EXPECT_EQ(said("sender.list", {}), R"({"owner":"ann@home.test","trusted":[],"blocked":[]})");
}

TEST_F(SenderOperations, what_is_no_sender_and_what_is_too_much_change_nothing) {
  EXPECT_EQ(refusal("sender.trust", {{"owner", owner}, {"senders", {"good.example", "a b"}}}), Failure::invalid);
  EXPECT_EQ(refusal("sender.trust", {{"owner", "nobody@home.test"}, {"senders", {"good.example"}}}), Failure::not_found);
  EXPECT_EQ(refusal("sender.trust", {{"owner", "nopes.test"}, {"senders", {"good.example"}}}), Failure::not_found);
  EXPECT_EQ(said("sender.list", {}), R"({"owner":"ann@home.test","trusted":[],"blocked":[]})");
}

// A list of 1001 reads no account: nobody else's commit waits for it.
TEST_F(SenderOperations, more_than_a_list_holds_is_refused_before_anything_is_looked_up) {
  const auto names = [](std::size_t count, const std::string& word) {
    json::array out;
    for (std::size_t i = 0; i < count; ++i) out.emplace_back(word + std::to_string(i) + ".example");
    return out;
  };
  const auto many = names(SenderLists::kMost + 1, "n");
  EXPECT_EQ(refusal("sender.block", {{"owner", "nobody@home.test"}, {"senders", many}}), Failure::too_large);
  EXPECT_EQ(refusal("sender.block", {{"owner", owner}, {"senders", many}}), Failure::too_large);
  EXPECT_EQ(said("sender.list", {}), R"({"owner":"ann@home.test","trusted":[],"blocked":[]})");

  const auto full = said("sender.block", {{"senders", names(SenderLists::kMost, "n")}});
  EXPECT_EQ(refusal("sender.block", {{"owner", owner}, {"senders", {"n1.example", "one.more.example"}}}), Failure::too_large);
  EXPECT_EQ(said("sender.list", {}), full);
  EXPECT_EQ(said("sender.block", {{"senders", {"n1.example", "n1.example"}}}), full) << "what is there takes no room";
  EXPECT_TRUE(said("sender.trust", {{"senders", names(SenderLists::kMost, "n")}}).ends_with(R"("blocked":[]})"));
}

}  // namespace
}  // namespace postern::admin
