// What an account may be used for.   H09
#include <gtest/gtest.h>

#include <set>

#include "admin/left_names.h"
#include "admin/words.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

const std::string kAnn = "ann@home.test", kPassword = "quartz-Tumble-ledger-17";

class AccountTest : public OperationsTest {
 protected:
  AccountTest() {
    must("domain.create", {{"name", "home.test"}});
    must("account.create", {{"address", kAnn}, {"password", kPassword}});
  }
  Result<auth::Identity> log_in(events::Service service, const std::string& name) {
    const auto ip = IpAddress::parse("192.0.2.7").value().bytes;
    return run_here(world.authenticator.password({SessionId(1), service, ip, "192.0.2.7", true}, name, Secret(kPassword)));
  }
  bool logs_in(events::Service service) { return log_in(service, kAnn).has_value(); }
  Failure refusal(const char* operation, json::object arguments) {
    return world.call(operation, std::move(arguments)).error().kind;
  }
};

TEST_F(AccountTest, H09_what_is_not_named_is_closed) {
  EXPECT_EQ(must("account.show", {{"address", kAnn}}).at("services"), (json::array{"smtp", "imap", "pop3", "sieve", "web"}));
  const auto changed = must("account.update", {{"address", kAnn}, {"services", json::array{"pop3", "web"}}});
  EXPECT_EQ(changed.at("services"), (json::array{"pop3", "web"}));
  EXPECT_TRUE(logs_in(events::Service::pop3));
  EXPECT_FALSE(logs_in(events::Service::imap));
  EXPECT_FALSE(logs_in(events::Service::submission));
  EXPECT_EQ(must("account.update", {{"address", kAnn}, {"display_name", "Ann"}}).at("services"), (json::array{"pop3", "web"}))
      << "what is not asked for stays";
  EXPECT_EQ(refusal("account.update", {{"address", kAnn}, {"services", json::array{}}}), Failure::invalid);
  EXPECT_EQ(refusal("account.update", {{"address", kAnn}, {"services", json::array{"gopher"}}}), Failure::invalid);
}

TEST_F(AccountTest, what_is_taken_or_too_long_is_said_of_its_argument) {
  must("account.create", {{"address", "bo@home.test"}});
  struct Case {
    const char* operation;
    json::object arguments;
    const char* argument;
    Failure kind = Failure::exists;
  };
  const std::vector<Case> cases{
      {"domain.create", {{"name", "HOME.test"}}, "name"},
      {"domain.add-name", {{"name", "home.test"}, {"other_name", "home.test"}}, "other_name"},
      {"account.create", {{"address", kAnn}}, "address"},
      {"account.create",
       {{"address", "cy@home.test"}, {"display_name", std::string(300, 'x')}},
       "display_name",
       Failure::too_large},
      {"account.rename", {{"address", kAnn}, {"name", "bo"}}, "name"},
      {"alias.create", {{"alias", kAnn}, {"targets", json::array{kAnn}}}, "alias"},
  };
  for (const auto& [operation, arguments, argument, kind] : cases) {
    const auto done = world.call(operation, arguments);
    ASSERT_FALSE(done.has_value()) << operation;
    EXPECT_EQ(done.error().kind, kind) << operation << ": " << done.error().text;
    EXPECT_EQ(argument_of(done.error()), argument) << operation;
  }
}

TEST_F(AccountTest, its_owner_is_written_to_in_his_language_or_in_that_of_his_domain) {
  const auto language = [&] { return must("account.show", {{"address", kAnn}}).at("language"); };
  const auto told = [&](std::string_view password) {
    must("account.password", {{"address", kAnn}, {"password", password}});
    return world.written.back().subject;
  };
  EXPECT_EQ(language(), "domain");
  EXPECT_EQ(must("account.show", {{"address", kAnn}}).at("domain_language"), "en");
  must("domain.update", {{"name", "home.test"}, {"language", "de"}});
  EXPECT_EQ(must("account.show", {{"address", kAnn}}).at("domain_language"), "de");
  EXPECT_EQ(told("another-Horse-8-staple"), "Ein Administrator hat Ihr Passwort gesetzt");
  EXPECT_TRUE(world.written.back().text.contains("Der Administrator root hat am ")) << world.written.back().text;
  EXPECT_EQ(must("account.language", {{"address", kAnn}, {"language", "en"}}).at("language"), "en");
  EXPECT_EQ(told("third-Pelican-5-staple"), "An administrator has set your password");
  must("account.update", {{"address", kAnn}, {"language", "domain"}});
  EXPECT_EQ(language(), "domain");
  for (const auto* bad : {"", "fr", "DE"})
    EXPECT_EQ(refusal("account.language", {{"address", kAnn}, {"language", bad}}), Failure::invalid) << bad;
}

TEST_F(AccountTest, H09_its_owner_is_told_what_an_administrator_does_to_what_protects_it) {
  const auto last = [&] { return world.written.empty() ? WrittenMail() : world.written.back(); };
  must("account.password", {{"address", kAnn}, {"password", "another-Horse-8-staple"}});
  EXPECT_EQ(last().to, kAnn);
  EXPECT_EQ(last().subject, "An administrator has set your password");
  EXPECT_TRUE(last().text.contains("root")) << last().text;
  EXPECT_FALSE(last().text.contains("another-Horse")) << "not which";
  must("password.reset-link", {{"address", kAnn}});
  EXPECT_EQ(last().subject, "An administrator has made a way to a new password");
  EXPECT_EQ(refusal("second-factor.remove", {{"address", kAnn}}), Failure::not_found);
  EXPECT_EQ(world.written.size(), 2u) << "nothing was taken away";
  must("second-factor.begin", {{"address", kAnn}});
  must("second-factor.remove", {{"address", kAnn}});
  EXPECT_EQ(last().subject, "An administrator has taken away your second factor");
  must("domain.update", {{"name", "home.test"}, {"tell_impersonation", "off"}});
  must("account.password", {{"address", kAnn}, {"password", "third-Pelican-5-staple"}});
  EXPECT_EQ(world.written.size(), 3u) << "as its domain says";
}

TEST_F(AccountTest, H13_who_takes_his_own_second_factor_away_is_told_nothing) {
  const auto account = world.directory->snapshot()->account(mailbox_of(kAnn).value());
  const Caller ann{.name = kAnn, .account = account->id};
  must("second-factor.begin", {{"address", kAnn}});
  EXPECT_TRUE(world.call("second-factor.remove", {{"address", kAnn}}, ann));
  EXPECT_TRUE(world.written.empty());
}

// One that opens nothing would be taken for one that does.
TEST_F(AccountTest, H13_application_passwords_are_made_for_what_is_open) {
  must("account.update", {{"address", kAnn}, {"services", json::array{"pop3"}}});
  const auto made = must("app-password.add", {{"address", kAnn}, {"label", "phone"}});
  EXPECT_EQ(made.at("protocols"), (json::array{"pop3"}));
  EXPECT_EQ(refusal("app-password.add", {{"address", kAnn}, {"label", "phone"}, {"protocols", json::array{"imap"}}}),
            Failure::invalid);
}

TEST_F(AccountTest, H09_an_account_that_only_receives_comes_back_as_it_was) {
  EXPECT_EQ(must("account.update", {{"address", kAnn}, {"receive_only", true}}).at("status"), "receiving");
  EXPECT_FALSE(logs_in(events::Service::imap));
  EXPECT_EQ(must("account.update", {{"address", kAnn}, {"enable", true}}).at("status"), "active");
  EXPECT_TRUE(logs_in(events::Service::imap));
}

TEST_F(AccountTest, H09_a_renamed_account_is_logged_in_to_by_its_new_name) {
  const auto before = log_in(events::Service::imap, kAnn).value();
  must("app-password.add", {{"address", kAnn}, {"label", "phone"}});
  EXPECT_EQ(must("account.rename", {{"address", kAnn}, {"name", "anna@home.test"}}).at("address"), "anna@home.test");
  EXPECT_FALSE(world.authenticator.still_holds(before)) << "what was open by the old name ends";
  EXPECT_FALSE(logs_in(events::Service::imap));
  EXPECT_TRUE(log_in(events::Service::imap, "anna@home.test"));
  EXPECT_EQ(must("app-password.list", {{"address", "anna@home.test"}}).as_array().size(), 1u);
  EXPECT_EQ(must("alias.list", {}).as_array().size(), 1u) << "the old address leads to it";
  must("account.rename", {{"address", "anna@home.test"}, {"name", "ann"}, {"drop_old", true}});
  EXPECT_EQ(must("alias.list", {}).as_array().size(), 0u);
  EXPECT_TRUE(logs_in(events::Service::imap));
  EXPECT_EQ(refusal("account.rename", {{"address", kAnn}, {"name", "ann@elsewhere.test"}}), Failure::invalid);
}

TEST_F(AccountTest, H09_mail_that_waits_for_a_name_that_is_given_up_is_his_who_had_it) {
  must("domain.add-name", {{"name", "home.test"}, {"other_name", "home.example"}});
  std::vector<queue::Recipient> to;
  for (const auto* one : {"Ann@home.test", "ann+x@home.example", "ann@far.test"})
    to.push_back({.mailbox = mailbox_of(one).value(), .notify = {}, .orcpt_type = {}, .orcpt = {}});
  run_here(world.queue.add({}, std::make_shared<const std::string>("x\r\n"), queue::legs_of(to, world.time.now()))).value();
  const auto waiting = [&] {
    std::set<std::string> out;
    for (const auto& entry : must("queue.list").as_array())
      for (const auto& one : entry.at("to").as_array()) out.emplace(one.as_string());
    return out;
  };
  using Names = std::set<std::string>;
  must("account.rename", {{"address", kAnn}, {"name", "anna"}});
  EXPECT_EQ(waiting(), (Names{"Ann@home.test", "ann+x@home.example", "ann@far.test"})) << "the old name leads to it";
  must("account.rename", {{"address", "anna@home.test"}, {"name", "ann"}, {"drop_old", true}});
  must("account.rename", {{"address", kAnn}, {"name", "anna"}, {"drop_old", true}});
  must("account.create", {{"address", kAnn}});
  EXPECT_EQ(waiting(), (Names{"anna@home.test", "anna+x@home.example", "ann@far.test"})) << "not his who has the name now";
}

TEST_F(AccountTest, H09_mail_that_waits_follows_a_rename_that_was_interrupted) {
  const auto id = world.directory->snapshot()->account(mailbox_of(kAnn).value())->id;
  const auto add = [&](Time received) {
    std::vector<queue::Recipient> to;
    to.push_back({.mailbox = mailbox_of(kAnn).value(), .notify = {}, .orcpt_type = {}, .orcpt = {}});
    queue::Envelope envelope;
    envelope.origin.received = received;
    run_here(world.queue.add(std::move(envelope), std::make_shared<const std::string>("x\r\n"),
                             queue::legs_of(to, world.time.now())))
        .value();
  };
  const auto waiting = [&] {
    std::multiset<std::string> out;
    for (const auto& entry : must("queue.list").as_array())
      for (const auto& one : entry.at("to").as_array()) out.emplace(one.as_string());
    return out;
  };
  using Names = std::multiset<std::string>;
  add(world.time.now());
  ASSERT_TRUE(run_here(world.directory->rename_account(id, "anna", false)));
  ASSERT_TRUE(run_here(world.directory->rename_account(id, "annette", false)));
  EXPECT_EQ(waiting(), Names{kAnn}) << "as the server ends between the two commits";
  must("account.create", {{"address", kAnn}});
  add(world.time.now() + std::chrono::hours(1));

  ASSERT_TRUE(run_here(follow_left_names(*world.directory, world.queue)));
  EXPECT_EQ(waiting(), (Names{"annette@home.test", kAnn})) << "and not what came since for whoever has the name now";
  EXPECT_TRUE(run_here(world.directory->left_names())->empty());
}

TEST_F(AccountTest, what_is_open_to_a_new_account_is_said_by_its_domain_unless_its_maker_says_it) {
  must("domain.update", {{"name", "home.test"}, {"new_account_services", json::array{"web", "imap"}}});
  EXPECT_EQ(must("account.create", {{"address", "bob@home.test"}}).at("services"), (json::array{"imap", "web"}));
  EXPECT_EQ(must("account.create", {{"address", "cat@home.test"}, {"services", json::array{"pop3"}}}).at("services"),
            json::array{"pop3"});
  for (const auto& none : {json::array{}, json::array{"gopher"}})
    EXPECT_EQ(refusal("account.create", {{"address", "dan@home.test"}, {"services", none}}), Failure::invalid);
  EXPECT_EQ(must("account.show", {{"address", kAnn}}).at("services").as_array().size(), 5u) << "who is there already keeps all";
  must("service-account.create", {{"address", "printer@home.test"}, {"networks", json::array{"192.0.2.0/24"}}});
  EXPECT_EQ(must("account.show", {{"address", "printer@home.test"}}).at("services").as_array().size(), 5u);
}

TEST_F(AccountTest, H08_a_service_account_has_services_of_its_own) {
  must("service-account.create", {{"address", "printer@home.test"}, {"networks", json::array{"192.0.2.0/24"}}});
  const std::string printer = "printer@home.test";
  EXPECT_EQ(refusal("account.update", {{"address", printer}, {"services", json::array{"imap"}}}), Failure::invalid);
  EXPECT_EQ(refusal("account.update", {{"address", printer}, {"receive_only", true}}), Failure::invalid);
}

}  // namespace
}  // namespace postern::admin
