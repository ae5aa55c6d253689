// Changes of the directory and what the snapshot answers after them.
#include "directory/directory.h"

#include <chrono>

#include "support/directory_world.h"

namespace postern::directory {
namespace {

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

TEST_F(DirectoryTest, an_accounts_language_goes_before_its_domains_and_that_before_the_servers) {
  const auto id = account("u1@home.test");
  const auto written_in = [&](std::string_view to, Language server) {
    return directory_->snapshot()->language_of(box(to), server);
  };
  const auto set = [&](std::optional<Language> of_domain, std::optional<Language> own) {
    const auto in_domain = [=](Domain& d) -> Result<void> {
      d.settings.language = of_domain;
      return {};
    };
    const auto in_account = [=](Account& a) -> Result<void> {
      a.language = own;
      return {};
    };
    ASSERT_TRUE(run(directory_->update_domain(home_, in_domain)));
    ASSERT_TRUE(run(directory_->update_account(id, in_account)));
    reopen();
  };
  EXPECT_EQ(written_in("u1@home.test", Language::de), Language::de);
  EXPECT_EQ(written_in("u1@home.test", Language::en), Language::en);
  set(Language::de, {});
  EXPECT_EQ(written_in("u1@home.test", Language::en), Language::de);
  EXPECT_EQ(written_in("nobody@home.test", Language::en), Language::de) << "an alias, perhaps";
  set(Language::de, Language::en);
  EXPECT_EQ(written_in("u1@home.test", Language::de), Language::en);
  set({}, Language::de);
  EXPECT_EQ(directory_->snapshot()->language_of(*directory_->snapshot()->account(id), Language::en), Language::de);
  EXPECT_EQ(written_in("x@elsewhere.test", Language::de), Language::de) << "strangers have the server's";
}

TEST_F(DirectoryTest, an_alias_is_written_to_in_the_language_of_those_behind_it_if_they_have_one) {
  const auto of = [&](AccountId id, std::optional<Language> own) {
    const auto speak = [=](Account& a) -> Result<void> {
      a.language = own;
      return {};
    };
    ASSERT_TRUE(run(directory_->update_account(id, speak)));
  };
  const auto is_german = [&](std::string_view to) {
    return directory_->snapshot()->language_of(box(to), Language::en) == Language::de;
  };
  const auto ann = account("ann@home.test"), bob = account("bob@home.test");
  alias("postmaster@home.test", {"ann@home.test"});
  alias("admins@home.test", {"postmaster@home.test", "bob@home.test", "eve@remote.test"});
  alias("away@home.test", {"eve@remote.test"});
  of(ann, Language::de);
  EXPECT_TRUE(is_german("postmaster@home.test")) << "she alone reads it";
  EXPECT_FALSE(is_german("admins@home.test")) << "both read one mail: their domain's";
  of(bob, Language::de);
  EXPECT_TRUE(is_german("admins@home.test"));
  EXPECT_FALSE(is_german("away@home.test"));
  EXPECT_FALSE(is_german("nobody@home.test"));
  settings({.plus_addressing = true, .catch_all = box("bob@home.test")});
  EXPECT_TRUE(is_german("ann+alerts@home.test"));
  EXPECT_TRUE(is_german("nobody@home.test")) << "bob gets that";
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
