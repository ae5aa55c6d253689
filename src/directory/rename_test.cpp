// An account gets another name: what names it follows, and the old one stays where that is wanted.   H09
#include "support/directory_world.h"

namespace postern::directory {
namespace {

TEST_F(DirectoryTest, renaming_moves_the_name_and_keeps_the_id) {
  const auto id = account("old@home.test");
  account("taken@home.test");
  const auto rename = [&](const char* to) { return run(directory_->rename_account(id, to, false)); };
  EXPECT_EQ(rename("Taken").error().kind, Failure::exists);
  ASSERT_TRUE(rename("New"));
  EXPECT_EQ(verdict("old@home.test"), Verdict::unknown);
  EXPECT_EQ(reached("new@home.test"), std::vector{id});
  reopen();
  EXPECT_EQ(reached("new@home.test"), std::vector{id});
  EXPECT_EQ(directory_->snapshot()->address_of(*directory_->snapshot()->account(id)).text(), "New@home.test");
}

TEST_F(DirectoryTest, H09_what_names_an_account_follows_its_new_name) {
  const auto id = account("old@home.test");
  const auto other = run(directory_->create_domain(name("other.test"))).value();
  ASSERT_TRUE(run(directory_->create_domain_alias(name("home.example"), home_)));
  account("old@other.test");
  alias("team@home.test", {"Old@home.example", "old@other.test"});
  alias("team@other.test", {"old@home.test"});
  alias("lists@home.test", {"old+lists@home.test"});
  ASSERT_TRUE(run(directory_->change_recovery(account("bob@home.test"), [](Recovery& r) -> Result<void> {
    r.mailbox = box("old@home.test");
    return {};
  })));
  ASSERT_TRUE(run(directory_->update_domain(other, [](Domain& d) -> Result<void> {
    d.settings.catch_all = box("old@home.test");
    return {};
  })));
  ServiceScope scope{.senders = {{home_, "old"}, {other, "old"}, {home_, ""}}, .networks = {}, .hourly = 5, .expires = {}};
  const auto machine = run(directory_->create_account({.address = box("printer@home.test"), .service = scope})).value();

  ASSERT_TRUE(run(directory_->rename_account(id, "New", false)));
  reopen();
  EXPECT_EQ(verdict("old@home.test"), Verdict::unknown);
  EXPECT_EQ(reached("team@other.test"), std::vector{id});
  EXPECT_EQ(reached("team@home.test").size(), 2u) << "and whoever has the same name elsewhere keeps it";
  EXPECT_EQ(reached("nobody@other.test"), std::vector{id});
  EXPECT_EQ(reached("lists@home.test"), std::vector{id});
  const auto bob = directory_->snapshot()->account(box("bob@home.test"))->id;
  EXPECT_EQ(run(directory_->recovery(bob))->mailbox.text(), "New@home.test") << "or its next owner would get bob's tokens";
  const auto sends_for = directory_->snapshot()->account(machine)->service->senders;
  EXPECT_EQ(sends_for, (std::vector<ServiceScope::Sender>{{home_, "New"}, {other, "old"}, {home_, ""}}));
}

TEST_F(DirectoryTest, H09_a_name_that_is_left_is_known_until_it_is_seen_to) {
  const auto id = account("Old@home.test");
  ASSERT_TRUE(run(directory_->rename_account(id, "New", false)));
  reopen();
  const auto left = run(directory_->left_names()).value();
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].domain, home_);
  EXPECT_EQ(left[0].old, "old");
  EXPECT_EQ(left[0].fresh, "New");
  ASSERT_TRUE(run(directory_->forget_left_name(left[0])));
  EXPECT_TRUE(run(directory_->left_names())->empty());
  ASSERT_TRUE(run(directory_->rename_account(id, "newer", true)));
  EXPECT_TRUE(run(directory_->left_names())->empty()) << "an old name that is kept leads to the new one";
}

TEST_F(DirectoryTest, H09_lists_of_senders_follow_a_new_name) {
  const auto id = account("old@home.test"), bob = account("bob@home.test");
  ASSERT_TRUE(run(directory_->create_domain_alias(name("home.example"), home_)));
  const SenderLists before{.trusted = {"old@home.test", "far.example", "old@far.example", "bob@home.test"},
                           .blocked = {"old+news@home.example", "home.test"}};
  const auto set = [&](AccountId of, const SenderLists& lists) {
    return run(directory_->update_account(of, [&](Account& a) -> Result<void> {
      a.senders = lists;
      return {};
    }));
  };
  for (const auto of : {id, bob}) ASSERT_TRUE(set(of, before));
  ASSERT_TRUE(run(directory_->update_domain(home_, [&](Domain& d) -> Result<void> {
    d.settings.senders = before;
    d.settings.catch_all = box("old@home.test");
    return {};
  })));

  ASSERT_TRUE(run(directory_->rename_account(id, "New", false)));
  reopen();
  const SenderLists after{.trusted = {"far.example", "old@far.example", "bob@home.test", "new@home.test"},
                          .blocked = {"home.test", "new+news@home.example"}};
  const auto all = directory_->snapshot();
  for (const auto of : {id, bob}) EXPECT_EQ(all->account(of)->senders, after) << "or whoever is next called old is trusted";
  EXPECT_EQ(all->domain(home_)->settings.senders, after);
  EXPECT_EQ(all->domain(home_)->settings.catch_all.text(), "New@home.test");
  EXPECT_EQ(all->account(id)->local_part, "New");
}

TEST_F(DirectoryTest, H09_lists_of_senders_have_both_names_where_the_old_one_stays) {
  const auto id = account("old@home.test"), bob = account("bob@home.test");
  const auto listed = [&](SenderLists lists, const char* to, bool keep_old) {
    EXPECT_TRUE(run(directory_->update_account(bob, [&](Account& a) -> Result<void> {
      a.senders = std::move(lists);
      return {};
    })));
    EXPECT_TRUE(run(directory_->rename_account(id, to, keep_old)));
    return directory_->snapshot()->account(bob)->senders;
  };
  EXPECT_EQ(listed({.trusted = {"old@home.test"}}, "second", true),
            (SenderLists{.trusted = {"old@home.test", "second@home.test"}}));
  EXPECT_EQ(listed({.trusted = {"second@home.test"}, .blocked = {"third@home.test"}}, "third", true),
            (SenderLists{.trusted = {"second@home.test"}, .blocked = {"third@home.test"}}))
      << "what was said of the new name stays";
  EXPECT_EQ(listed({.trusted = {"third@home.test"}, .blocked = {"fourth@home.test"}}, "fourth", false),
            (SenderLists{.blocked = {"fourth@home.test"}}));

  SenderLists full{.trusted = {"fourth@home.test"}};
  for (std::size_t i = 1; i < SenderLists::kMost; ++i) full.trusted.push_back("d" + std::to_string(i) + ".example");
  const auto now = listed(full, "fifth", true).trusted;
  EXPECT_EQ(now.size(), SenderLists::kMost);
  EXPECT_EQ(now.back(), "fifth@home.test") << "the name that he writes under";
}

TEST_F(DirectoryTest, H09_an_old_name_stays_as_an_alias_and_is_taken_back) {
  const auto id = account("old@home.test");
  account("taken@home.test");
  alias("both@home.test", {"old@home.test", "taken@home.test"});
  const auto rename = [&](const char* to) { return run(directory_->rename_account(id, to, true)); };
  for (const auto* taken : {"taken", "both"}) EXPECT_EQ(rename(taken).error().kind, Failure::exists) << taken;
  EXPECT_FALSE(rename(""));
  const ServiceScope scope{.senders = {{home_, "old"}}, .networks = {}, .hourly = 5, .expires = {}};
  const auto machine = run(directory_->create_account({.address = box("printer@home.test"), .service = scope})).value();
  ASSERT_TRUE(rename("new"));
  for (const auto* own : {"old@home.test", "new@home.test"}) EXPECT_TRUE(directory_->may_send_as(machine, box(own))) << own;
  EXPECT_EQ(reached("old@home.test"), std::vector{id});
  EXPECT_TRUE(directory_->may_send_as(id, box("old@home.test")));
  ASSERT_TRUE(rename("old")) << "the way back";
  EXPECT_EQ(directory_->snapshot()->address_of(*directory_->snapshot()->account(id)).text(), "old@home.test");
  EXPECT_EQ(reached("new@home.test"), std::vector{id});
  ASSERT_TRUE(rename("OLD")) << "the same, written otherwise";
  EXPECT_EQ(reached("old@home.test"), std::vector{id});
}

TEST_F(DirectoryTest, H09_an_alias_that_is_kept_needs_room) {
  const auto id = account("old@home.test");
  ASSERT_TRUE(run(directory_->update_domain(home_, [](Domain& d) -> Result<void> {
    d.settings.ceilings.aliases = 1;
    return {};
  })));
  alias("only@home.test", {"old@home.test"});
  EXPECT_EQ(run(directory_->rename_account(id, "new", true)).error().kind, Failure::conflict);
  EXPECT_EQ(reached("old@home.test"), std::vector{id}) << "all or nothing";
  ASSERT_TRUE(run(directory_->rename_account(id, "new", false)));
  EXPECT_EQ(reached("only@home.test"), std::vector{id});
}

}  // namespace
}  // namespace postern::directory
