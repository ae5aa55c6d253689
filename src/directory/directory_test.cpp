// Changes of the directory and what the snapshot answers after them.
#include "directory/directory.h"

#include <gtest/gtest.h>

#include <chrono>

#include "base/codec.h"
#include "kv/open.h"
#include "support/manual_executor.h"

namespace postern::directory {
namespace {

using address::Mailbox;

Mailbox box(std::string_view text) { return address::parse_mailbox(text, address::Charset::utf8).value(); }
address::Domain name(std::string_view text) { return address::parse_domain(text).value(); }

class DirectoryTest : public testing::Test {
 protected:
  void SetUp() override {
    store_ = kv::open_memory().value();
    reopen();
    home_ = run(directory_->create_domain(name("home.test"))).value();
  }
  void reopen() { directory_ = run(Directory::open(*store_, system_time())).value(); }

  template <class T>
  T run(Task<T> task) {
    return executor_.run(std::move(task));
  }
  AccountId account(std::string_view address) {
    return run(directory_->create_account(NewAccount{.address = box(address)})).value();
  }
  void alias(std::string_view from, std::vector<std::string> to, bool members_may_send = false) {
    std::vector<Mailbox> targets;
    for (const auto& t : to) targets.push_back(box(t));
    const auto made = run(directory_->create_alias(box(from), std::move(targets), members_may_send));
    ASSERT_TRUE(made) << made.error().text;
  }
  Resolution resolve(std::string_view to) { return directory_->resolve(box(to)); }
  std::vector<AccountId> reached(std::string_view to) {
    std::vector<AccountId> out;
    for (const auto& t : resolve(to).accounts) out.push_back(t.account);
    return out;
  }
  Verdict verdict(std::string_view to) { return resolve(to).verdict; }
  void disable(AccountId id) {
    ASSERT_TRUE(run(directory_->update_account(id, [](Account& a) -> Result<void> {
      a.status = Status::disabled;
      return {};
    })));
  }
  void settings(DomainSettings wanted) {
    ASSERT_TRUE(run(directory_->update_domain(home_, [&](Domain& d) -> Result<void> {
      d.settings = wanted;
      return {};
    })));
  }

  ManualExecutor executor_;
  std::unique_ptr<kv::Store> store_;
  std::unique_ptr<Directory> directory_;
  DomainId home_;
};

TEST_F(DirectoryTest, an_account_is_found_as_soon_as_it_is_durable) {
  const auto id = account("u1@home.test");
  EXPECT_EQ(verdict("u1@home.test"), Verdict::deliver);
  EXPECT_EQ(reached("u1@home.test"), std::vector{id});
  EXPECT_EQ(reached("U1@HOME.test"), std::vector{id});
  EXPECT_EQ(verdict("u2@home.test"), Verdict::unknown);
  EXPECT_EQ(verdict("u1@elsewhere.test"), Verdict::elsewhere);
}

TEST_F(DirectoryTest, an_address_literal_is_elsewhere) { EXPECT_EQ(verdict("u1@[192.0.2.1]"), Verdict::elsewhere); }

TEST_F(DirectoryTest, everything_is_there_again_after_opening_anew) {
  const auto id = account("u1@home.test");
  alias("all@home.test", {"u1@home.test", "x@remote.test"});
  ASSERT_TRUE(run(directory_->create_domain_alias(name("other.test"), home_)));
  reopen();
  EXPECT_EQ(reached("all@other.test"), std::vector{id});
  EXPECT_EQ(resolve("all@home.test").remote, std::vector{box("x@remote.test")});
  EXPECT_EQ(directory_->snapshot()->domain_aliases().size(), 1U);
  EXPECT_EQ(directory_->snapshot()->domain(home_)->name, name("home.test"));
}

TEST_F(DirectoryTest, ids_are_never_used_twice) {
  const auto first = account("u1@home.test");
  ASSERT_TRUE(run(directory_->delete_account(first)));
  EXPECT_EQ(verdict("u1@home.test"), Verdict::unknown);
  reopen();
  EXPECT_GT(account("u1@home.test"), first);
}

TEST_F(DirectoryTest, a_change_asked_again_is_refused_and_changes_nothing) {
  const auto id = account("u1@home.test");
  EXPECT_EQ(run(directory_->create_account(NewAccount{.address = box("U1@home.test")})).error().kind, Failure::exists);
  EXPECT_EQ(run(directory_->create_domain(name("HOME.test"))).error().kind, Failure::exists);
  EXPECT_EQ(run(directory_->create_alias(box("u1@home.test"), {box("a@b.test")})).error().kind, Failure::exists);
  ASSERT_TRUE(run(directory_->delete_account(id)));
  EXPECT_EQ(run(directory_->delete_account(id)).error().kind, Failure::not_found);
  EXPECT_EQ(run(directory_->delete_alias(box("u1@home.test"))).error().kind, Failure::not_found);
}

TEST_F(DirectoryTest, accounts_are_created_all_or_none) {
  std::vector<NewAccount> accounts(2);
  accounts[0].address = box("u1@home.test");
  accounts[1].address = box("u2@nowhere.test");
  EXPECT_EQ(run(directory_->create_accounts(std::move(accounts))).error().kind, Failure::not_found);
  EXPECT_EQ(verdict("u1@home.test"), Verdict::unknown);
}

TEST_F(DirectoryTest, two_hundred_accounts_are_one_commit) {
  std::vector<NewAccount> accounts;
  for (int i = 1; i <= 200; ++i) {
    accounts.push_back({.address = box("u" + std::to_string(i) + "@home.test"),
                        .credentials = [](AccountId) { return SealedCredentials{"sealed", {}}; }});
  }
  const auto ids = run(directory_->create_accounts(std::move(accounts))).value();
  EXPECT_EQ(ids.size(), 200U);
  EXPECT_EQ(reached("u200@home.test"), std::vector{ids[199]});
}

TEST_F(DirectoryTest, what_is_listed_stands_by_domain_and_by_name) {
  const auto other = run(directory_->create_domain(name("elder.test"))).value();
  const auto b = account("b@home.test"), a = account("a@home.test"), z = account("z@elder.test");
  alias("info@home.test", {"a@home.test"});
  const auto all = directory_->snapshot();
  const auto ids = [](const auto& accounts) {
    std::vector<AccountId> out;
    for (const auto& one : accounts) out.push_back(one->id);
    return out;
  };
  EXPECT_EQ(ids(all->accounts(Snapshot::all)), (std::vector{z, a, b}));
  EXPECT_EQ(ids(all->accounts([&](DomainId id) { return id == other; })), std::vector{z});
  EXPECT_EQ(ids(all->accounts(home_)), (std::vector{a, b}));
  EXPECT_EQ(all->aliases(Snapshot::all).size(), 1U);
  EXPECT_EQ(all->counts().at(home_).accounts, 2U);
  EXPECT_EQ(all->counts().at(home_).aliases, 1U);
  EXPECT_EQ(all->counts().at(other).aliases, 0U);
}

TEST_F(DirectoryTest, plus_detail_reaches_the_account_unless_the_domain_says_otherwise) {
  const auto id = account("u1@home.test");
  EXPECT_EQ(resolve("u1+lists@home.test").accounts, (std::vector{LocalTarget{id, "lists"}}));
  EXPECT_EQ(verdict("+lists@home.test"), Verdict::unknown);
  settings({.plus_addressing = false, .catch_all = {}});
  EXPECT_EQ(verdict("u1+lists@home.test"), Verdict::unknown);
}

TEST_F(DirectoryTest, an_exact_name_with_a_plus_goes_before_the_detail) {
  account("u1@home.test");
  const auto exact = account("u1+x@home.test");
  EXPECT_EQ(resolve("u1+x@home.test").accounts, (std::vector{LocalTarget{exact, ""}}));
}

TEST_F(DirectoryTest, a_catch_all_takes_what_nobody_has) {
  const auto id = account("u1@home.test");
  settings({.catch_all = box("u1@home.test")});
  EXPECT_EQ(reached("nobody@home.test"), std::vector{id});
  settings({.catch_all = box("box@remote.test")});
  EXPECT_EQ(resolve("nobody@home.test").remote, std::vector{box("box@remote.test")});
}

TEST_F(DirectoryTest, a_catch_all_that_leads_to_itself_ends_as_unknown) {
  settings({.catch_all = box("also-nobody@home.test")});
  EXPECT_EQ(verdict("nobody@home.test"), Verdict::unknown);
}

TEST_F(DirectoryTest, aliases_reach_each_target_once) {
  const auto u1 = account("u1@home.test");
  const auto u2 = account("u2@home.test");
  alias("some@home.test", {"u1@home.test", "u2@home.test", "x@remote.test"});
  alias("all@home.test", {"some@home.test", "u1@home.test", "X@remote.test"});
  EXPECT_EQ(reached("all@home.test"), (std::vector{u1, u2}));
  EXPECT_EQ(resolve("all@home.test").remote.size(), 1U);
}

TEST_F(DirectoryTest, an_alias_loop_ends) {
  const auto u1 = account("u1@home.test");
  alias("a@home.test", {"b@home.test"});
  alias("b@home.test", {"a@home.test"});
  EXPECT_EQ(verdict("a@home.test"), Verdict::unknown);
  ASSERT_TRUE(run(directory_->update_alias(box("b@home.test"), [&](Alias& b) -> Result<void> {
    b.targets.push_back(box("u1@home.test"));
    return {};
  })));
  EXPECT_EQ(reached("a@home.test"), std::vector{u1});
}

TEST_F(DirectoryTest, a_chain_deeper_than_the_limit_is_too_many) {
  account("u1@home.test");
  alias("a0@home.test", {"u1@home.test"});
  for (int i = 1; i <= 12; ++i) alias("a" + std::to_string(i) + "@home.test", {"a" + std::to_string(i - 1) + "@home.test"});
  EXPECT_EQ(verdict("a9@home.test"), Verdict::deliver);
  EXPECT_EQ(verdict("a12@home.test"), Verdict::too_many);
}

TEST_F(DirectoryTest, a_fan_out_over_the_limit_is_too_many) {
  std::vector<std::string> names;
  for (int i = 0; i < 900; ++i) names.push_back("r" + std::to_string(i) + "@remote.test");
  for (const char* half : {"one@home.test", "two@home.test", "three@home.test"}) {
    for (auto& n : names) n[0] = half[0];
    alias(half, names);
  }
  for (auto& n : names) n[0] = 'z';
  alias("pair@home.test", {"one@home.test", "two@home.test"});
  alias("all@home.test", {"one@home.test", "two@home.test", "three@home.test"});
  EXPECT_EQ(resolve("one@home.test").remote.size(), 900U);
  EXPECT_EQ(verdict("all@home.test"), Verdict::too_many);
}

TEST_F(DirectoryTest, disabled_accounts_and_domains_receive_nothing) {
  const auto u1 = account("u1@home.test");
  const auto u2 = account("u2@home.test");
  alias("both@home.test", {"u1@home.test", "u2@home.test"});
  disable(u1);
  EXPECT_EQ(verdict("u1@home.test"), Verdict::disabled);
  EXPECT_EQ(reached("both@home.test"), std::vector{u2});
  ASSERT_TRUE(run(directory_->update_domain(home_, [](Domain& d) -> Result<void> {
    d.status = Status::disabled;
    return {};
  })));
  EXPECT_EQ(verdict("u2@home.test"), Verdict::disabled);
  EXPECT_EQ(verdict("nobody@home.test"), Verdict::disabled);
}

// Who has left, and is still written to.
TEST_F(DirectoryTest, H09_an_account_that_only_receives_takes_mail_and_lets_nobody_in) {
  const auto u1 = account("u1@home.test");
  ASSERT_TRUE(run(directory_->update_account(u1, [](Account& a) -> Result<void> {
    a.status = Status::receiving;
    return {};
  })));
  EXPECT_EQ(verdict("u1@home.test"), Verdict::deliver);
  const auto all = directory_->snapshot();
  EXPECT_FALSE(all->may_log_in(*all->account(u1)));
}

TEST_F(DirectoryTest, an_account_may_send_as_itself_and_its_own_aliases_only) {
  const auto u1 = account("u1@home.test");
  const auto u2 = account("u2@home.test");
  ASSERT_TRUE(run(directory_->create_domain_alias(name("other.test"), home_)));
  alias("own@home.test", {"u1@home.test"});
  alias("shared@home.test", {"u1@home.test", "u2@home.test"});
  alias("team@home.test", {"u1@home.test", "u2@home.test"}, true);
  alias("copy@home.test", {"u1@home.test", "x@remote.test"});
  const auto may = [&](AccountId id, std::string_view as) { return directory_->may_send_as(id, box(as)); };
  EXPECT_TRUE(may(u1, "u1@home.test"));
  EXPECT_TRUE(may(u1, "U1+shop@other.test"));
  EXPECT_TRUE(may(u1, "own@home.test"));
  EXPECT_TRUE(may(u2, "team@home.test"));
  EXPECT_FALSE(may(u2, "u1@home.test"));
  EXPECT_FALSE(may(u2, "own@home.test"));
  EXPECT_FALSE(may(u1, "shared@home.test"));
  EXPECT_FALSE(may(u1, "copy@home.test"));
  EXPECT_FALSE(may(u1, "nobody@home.test"));
  EXPECT_FALSE(may(u1, "x@remote.test"));
  disable(u2);
  EXPECT_FALSE(may(u1, "shared@home.test")) << "a disabled member is a member still";
  const std::vector expected{box("u1@home.test"),   box("own@home.test"),   box("own@other.test"),
                             box("team@home.test"), box("team@other.test"), box("u1@other.test")};
  EXPECT_EQ(directory_->snapshot()->addresses_of(u1), expected);
}

TEST_F(DirectoryTest, an_alias_is_written_to_by_those_whom_it_is_open_to) {
  const auto u1 = account("u1@home.test"), u2 = account("u2@home.test"), nobody = AccountId(0);
  ASSERT_TRUE(run(directory_->create_domain_alias(name("other.test"), home_)));
  alias("all@home.test", {"u1@home.test"});
  alias("nested@home.test", {"all@home.test", "x@remote.test"});
  const auto open = [&](std::string_view alias, OpenTo who) {
    const auto change = [who](Alias& a) -> Result<void> {
      a.open_to = who;
      return {};
    };
    return run(directory_->update_alias(box(alias), change)).has_value();
  };
  const auto may = [&](AccountId id, std::string_view to) { return directory_->snapshot()->may_write_to(id, box(to)); };
  for (const auto id : {nobody, u1, u2}) EXPECT_TRUE(may(id, "nested@home.test")) << "as it is made";
  ASSERT_TRUE(open("nested@home.test", OpenTo::people_here));
  reopen();
  for (const char* to : {"nested@home.test", "NESTED+x@other.test"}) {
    EXPECT_FALSE(may(nobody, to)) << to;
    EXPECT_TRUE(may(u2, to)) << to;
  }
  ASSERT_TRUE(open("nested@home.test", OpenTo::members));
  EXPECT_FALSE(may(nobody, "nested@home.test"));
  EXPECT_FALSE(may(u2, "nested@home.test"));
  EXPECT_TRUE(may(u1, "Nested@other.test")) << "by an alias within it";
  for (const char* to : {"u1@home.test", "all@home.test", "no@home.test", "x@remote.test"}) EXPECT_TRUE(may(nobody, to)) << to;
}

TEST_F(DirectoryTest, a_closed_alias_may_be_made_at_once_and_stays_closed_within_an_open_one) {
  const auto u1 = account("u1@home.test");
  ASSERT_TRUE(run(directory_->create_alias(box("staff@home.test"), {box("u1@home.test")}, false, OpenTo::people_here)));
  alias("info@home.test", {"staff@home.test"});
  const auto all = directory_->snapshot();
  EXPECT_FALSE(all->may_write_to(AccountId(0), box("staff@home.test")));
  EXPECT_TRUE(all->may_write_to(AccountId(0), box("info@home.test")));
  EXPECT_EQ(reached("info@home.test"), std::vector{u1});
}

TEST_F(DirectoryTest, a_closed_alias_of_a_disabled_domain_is_disabled_like_every_name_there) {
  account("u1@home.test");
  ASSERT_TRUE(run(directory_->create_alias(box("staff@home.test"), {box("u1@home.test")}, false, OpenTo::people_here)));
  ASSERT_TRUE(run(directory_->update_domain(home_, [](Domain& d) -> Result<void> {
    d.status = Status::disabled;
    return {};
  })));
  EXPECT_TRUE(directory_->snapshot()->may_write_to(AccountId(0), box("staff@home.test")));
  EXPECT_EQ(verdict("staff@home.test"), Verdict::disabled);
}

TEST(NameRecord, says_who_may_write_to_an_alias) {
  Alias made{DomainId(1), "all", {box("u1@home.test")}, true, Time{5}};
  Encoder old;  // version 1, which knew of nobody who might not
  old.u8(1).u8(2).varint(1).bytes("all").u8(1).zigzag(5).varint(1).bytes("u1@home.test");
  const auto before = decode_name(old.view());
  ASSERT_TRUE(before);
  EXPECT_EQ(std::get<Alias>(*before).open_to, OpenTo::everybody);
  EXPECT_FALSE(decode_name(std::string(old.view()) + '\1')) << "version 1 ends there";
  for (const auto who : {OpenTo::everybody, OpenTo::people_here, OpenTo::members}) {
    made.open_to = who;
    const auto again = decode_name(encode(NameRecord{made}));
    ASSERT_TRUE(again);
    EXPECT_EQ(std::get<Alias>(*again).open_to, who);
    EXPECT_TRUE(std::get<Alias>(*again).members_may_send);
  }
  auto bad = encode(NameRecord{made});
  bad.back() = '\3';
  EXPECT_FALSE(decode_name(bad)) << "there is nobody else";
  Encoder account;
  account.u8(1).u8(1).varint(7);
  EXPECT_EQ(std::get<AccountId>(decode_name(account.view()).value()), AccountId(7));
}

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

TEST_F(DirectoryTest, a_domain_goes_only_when_its_accounts_have_gone) {
  const auto id = account("u1@home.test");
  alias("a@home.test", {"u1@home.test"});
  ASSERT_TRUE(run(directory_->create_domain_alias(name("other.test"), home_)));
  EXPECT_EQ(run(directory_->delete_domain(home_)).error().kind, Failure::conflict);
  ASSERT_TRUE(run(directory_->delete_account(id)));
  ASSERT_TRUE(run(directory_->delete_domain(home_)));
  EXPECT_EQ(verdict("a@home.test"), Verdict::elsewhere);
  EXPECT_EQ(verdict("a@other.test"), Verdict::elsewhere);
  const auto again = run(directory_->create_domain(name("home.test"))).value();
  EXPECT_GT(again, home_);
  EXPECT_EQ(verdict("a@home.test"), Verdict::unknown);
}

TEST_F(DirectoryTest, of_a_closed_domain_nobody_logs_in_or_gets_mail) {
  const auto id = account("u1@home.test");
  ASSERT_TRUE(run(directory_->close_domain(home_)));
  EXPECT_EQ(verdict("u1@home.test"), Verdict::disabled);
  const auto all = directory_->snapshot();
  EXPECT_FALSE(all->may_log_in(*all->account(id)));
  EXPECT_EQ(run(directory_->close_domain(DomainId(77))).error().kind, Failure::not_found);
}

// Else its mail would go to whoever has the name afterwards.
TEST_F(DirectoryTest, a_domain_goes_only_when_nothing_leads_into_it_any_more) {
  const auto gone = run(directory_->create_domain(name("gone.test"))).value();
  ASSERT_TRUE(run(directory_->create_domain_alias(name("other.test"), gone)));
  for (const auto* target : {"x@gone.test", "x@OTHER.test"}) {
    alias("a@home.test", {"u@remote.test", target});
    const auto refused = run(directory_->delete_domain(gone));
    ASSERT_EQ(refused.error().kind, Failure::conflict) << target;
    EXPECT_NE(refused.error().text.find("a@home.test"), std::string::npos) << refused.error().text;
    EXPECT_EQ(run(directory_->close_domain(gone)).error().kind, Failure::conflict) << target;
    ASSERT_TRUE(run(directory_->delete_alias(box("a@home.test"))));

    settings({.catch_all = box(target)});
    EXPECT_EQ(run(directory_->delete_domain(gone)).error().kind, Failure::conflict) << target;
    settings({});
  }
  alias("b@gone.test", {"c@gone.test"});  // its own go with it
  ASSERT_TRUE(run(directory_->delete_domain(gone)));
}

TEST_F(DirectoryTest, another_name_of_a_domain_goes_only_when_nothing_leads_into_it) {
  ASSERT_TRUE(run(directory_->create_domain_alias(name("other.test"), home_)));
  alias("a@home.test", {"x@other.test"});
  EXPECT_EQ(run(directory_->delete_domain_alias(name("other.test"))).error().kind, Failure::conflict);
  ASSERT_TRUE(run(directory_->delete_alias(box("a@home.test"))));
  ASSERT_TRUE(run(directory_->delete_domain_alias(name("other.test"))));
}

TEST_F(DirectoryTest, credentials_have_a_version_that_grows_at_each_change) {
  const auto id = account("u1@home.test");
  EXPECT_EQ(run(directory_->credentials(id)).error().kind, Failure::not_found);
  EXPECT_EQ(directory_->snapshot()->account(id)->credential_version, 0U);
  ASSERT_TRUE(run(directory_->set_credentials(id, {"one", {}})));
  ASSERT_TRUE(run(directory_->set_credentials(id, {"two", "scram"})));
  EXPECT_EQ(directory_->snapshot()->account(id)->credential_version, 2U);
  const auto stored = run(directory_->credentials(id)).value();
  EXPECT_EQ(stored.password, "two");
  EXPECT_EQ(stored.scram, "scram");
}

TEST_F(DirectoryTest, a_snapshot_in_hand_does_not_change) {
  const auto before = directory_->snapshot();
  account("u1@home.test");
  EXPECT_EQ(before->resolve(box("u1@home.test")).verdict, Verdict::unknown);
  EXPECT_EQ(verdict("u1@home.test"), Verdict::deliver);
}

TEST_F(DirectoryTest, settings_of_a_domain_are_kept) {
  settings({.require_smtp_auth = false, .plus_addressing = false, .catch_all = box("Catch@remote.test")});
  reopen();
  const auto kept = directory_->snapshot()->domain(home_)->settings;
  EXPECT_FALSE(kept.require_smtp_auth);
  EXPECT_FALSE(kept.plus_addressing);
  EXPECT_EQ(kept.catch_all.text(), "Catch@remote.test");
}

// H08
TEST_F(DirectoryTest, a_service_account_sends_as_its_senders_and_receives_nothing) {
  account("u1@home.test");
  const auto other = run(directory_->create_domain(name("other.test"))).value();
  ASSERT_TRUE(run(directory_->create_domain_alias(name("alias.test"), home_)));
  const ServiceScope scope{.senders = {{home_, "Web"}, {other}}, .networks = {"192.0.2.0/24"}, .hourly = 10};
  const auto id = run(directory_->create_account({.address = box("form@home.test"), .service = scope})).value();
  settings({.catch_all = box("u1@home.test")});
  for (int opened = 0; opened < 2; ++opened) {
    EXPECT_EQ(verdict("form@home.test"), Verdict::disabled) << "not even by the catch-all";
    for (const char* mine : {"web@home.test", "web@alias.test", "anybody@other.test"})
      EXPECT_TRUE(directory_->may_send_as(id, box(mine))) << mine;
    for (const char* foreign : {"form@home.test", "u1@home.test", "web+x@home.test", "web@elsewhere.test"})
      EXPECT_FALSE(directory_->may_send_as(id, box(foreign))) << foreign;
    EXPECT_EQ(directory_->snapshot()->addresses_of(id), (std::vector{box("Web@home.test"), box("Web@alias.test")}));
    EXPECT_EQ(directory_->snapshot()->account(id)->service->senders, scope.senders);
    reopen();
  }
  ASSERT_TRUE(run(directory_->delete_domain(other)));
  ASSERT_TRUE(run(directory_->create_domain(name("other.test"))));
  EXPECT_FALSE(directory_->may_send_as(id, box("anybody@other.test"))) << "it is another domain now";
}

TEST_F(DirectoryTest, a_service_account_stays_one_and_keeps_within_what_can_be) {
  const ServiceScope scope{.senders = {{home_}}, .networks = {}, .hourly = 10};
  const auto id = run(directory_->create_account({.address = box("form@home.test"), .service = scope})).value();
  const auto person = account("u1@home.test");
  const auto change = [&](AccountId whose, auto edit) {
    return run(directory_->update_account(whose, [&](Account& a) -> Result<void> {
      edit(a);
      return {};
    }));
  };
  ASSERT_TRUE(change(id, [](Account& a) { a.service.reset(); }));
  ASSERT_TRUE(change(person, [&](Account& a) { a.service = scope; }));
  EXPECT_TRUE(directory_->snapshot()->account(id)->service);
  EXPECT_FALSE(directory_->snapshot()->account(person)->service);
  EXPECT_EQ(change(id, [](Account& a) { a.service->senders.clear(); }).error().kind, Failure::invalid);
  EXPECT_EQ(change(id, [](Account& a) { a.service->hourly = 0; }).error().kind, Failure::invalid);
  const AppPasswordUse use{0, {5}, {}};
  ASSERT_TRUE(run(directory_->note_use(id, use)));
  EXPECT_EQ(run(directory_->app_password_uses(id))->at(0).at, Time{5});
  ASSERT_TRUE(run(directory_->delete_account(id)));
  ASSERT_TRUE(run(directory_->note_use(id, use)));
  EXPECT_TRUE(run(directory_->app_password_uses(id))->empty()) << "nothing is written of what is gone";
}

}  // namespace
}  // namespace postern::directory
