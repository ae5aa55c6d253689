// What a domain declares for the accounts that are made in it.
#include "directory/domain_defaults.h"

#include <gtest/gtest.h>

#include "config/table.h"
#include "directory/directory.h"
#include "kv/open.h"
#include "support/manual_executor.h"

namespace postern::directory {
namespace {

using events::Service;
using Words = std::vector<std::string>;

TEST(DomainDefaults, everything_is_open_to_new_accounts_as_shipped) {
  EXPECT_TRUE(DomainDefaults{}.settings().closed_to_new.empty());
  EXPECT_EQ(DomainDefaults::of(DomainSettings{}).new_account_services, DomainDefaults{}.new_account_services);
}

TEST(DomainDefaults, services_of_new_accounts_are_kept_each_once_in_one_order) {
  DomainDefaults wanted{.new_account_services = {"web", "imap", "web"}};
  const auto settings = wanted.settings();
  EXPECT_EQ(settings.closed_to_new, (std::vector{Service::submission, Service::pop3, Service::sieve}));
  EXPECT_EQ(DomainDefaults::of(settings).new_account_services, (Words{"imap", "web"}));
}

TEST(DomainDefaults, a_new_account_gets_in_somewhere_and_by_words_that_are_known) {
  const auto* entry = config::table<DomainDefaults>().find("new_account_services");
  ASSERT_NE(entry, nullptr);
  EXPECT_TRUE(config::parse(*entry, "imap, smtp"));
  for (const auto* bad : {"", "gopher", "imap, admin"}) EXPECT_FALSE(config::parse(*entry, bad)) << bad;
}

TEST(DomainDefaults, the_quota_of_new_accounts_is_the_servers_as_shipped) {
  EXPECT_EQ(DomainDefaults{}.settings().quota_of_new, 0u);
  const auto settings = DomainDefaults{.new_account_quota = config::Octets(2_GiB)}.settings();
  EXPECT_EQ(settings.quota_of_new, 2_GiB);
  EXPECT_EQ(DomainDefaults::of(settings).new_account_quota, config::Octets(2_GiB));
}

TEST(DomainDefaults, the_language_is_the_servers_as_shipped) {
  EXPECT_EQ(DomainDefaults{}.settings().language, std::nullopt);
  for (const auto one : {DomainLanguage::server, DomainLanguage::en, DomainLanguage::de})
    EXPECT_EQ(DomainDefaults::of(DomainDefaults{.language = one}.settings()).language, one);
  EXPECT_EQ(DomainDefaults{.language = DomainLanguage::de}.settings().language, Language::de);
}

class NewAccountTest : public testing::Test {
 protected:
  NewAccountTest() {
    home_ = executor_
                .run(directory_->create_domain(
                    address::parse_domain("home.test").value(),
                    DomainDefaults{.new_account_services = {"imap"}, .new_account_quota = config::Octets(5000)}.settings()))
                .value();
  }
  static address::Mailbox box(const char* text) { return address::parse_mailbox(text, address::Charset::utf8).value(); }
  std::shared_ptr<const Account> made(NewAccount wanted) {
    const auto id = executor_.run(directory_->create_account(std::move(wanted))).value();
    directory_ = executor_.run(Directory::open(*store_, system_time())).value();
    return directory_->snapshot()->account(id);
  }
  std::vector<Service> closed_to(NewAccount wanted) { return made(std::move(wanted))->closed; }
  ManualExecutor executor_;
  std::unique_ptr<kv::Store> store_ = kv::open_memory().value();
  std::unique_ptr<Directory> directory_ = executor_.run(Directory::open(*store_, system_time())).value();
  DomainId home_;
};

TEST_F(NewAccountTest, has_the_services_of_its_domain_at_that_moment) {
  const std::vector all_but_imap{Service::submission, Service::pop3, Service::sieve, Service::web};
  EXPECT_EQ(closed_to({.address = box("ann@home.test")}), all_but_imap);
  ASSERT_TRUE(executor_.run(directory_->update_domain(home_, [](Domain& d) -> Result<void> {
    d.settings.closed_to_new = {};
    return {};
  })));
  EXPECT_TRUE(closed_to({.address = box("bob@home.test")}).empty());
  const auto all = directory_->snapshot();
  EXPECT_EQ(all->account(box("ann@home.test"))->closed, all_but_imap);
}

TEST_F(NewAccountTest, has_those_that_its_maker_names) {
  EXPECT_TRUE(closed_to({.address = box("ann@home.test"), .closed = std::vector<Service>()}).empty());
  EXPECT_EQ(closed_to({.address = box("bob@home.test"), .closed = std::vector{Service::web}}), std::vector{Service::web});
}

TEST_F(NewAccountTest, has_the_quota_of_its_domain_unless_its_maker_gives_it_one) {
  EXPECT_EQ(made({.address = box("ann@home.test")})->own_quota(), 5000u);
  EXPECT_EQ(made({.address = box("bob@home.test"), .quota = 7})->own_quota(), 7u);
  EXPECT_FALSE(made({.address = box("cat@home.test"), .quota = 0})->own_quota());
}

TEST_F(NewAccountTest, of_a_machine_has_its_scope_alone) {
  const ServiceScope scope{.senders = {{home_, "printer"}}, .networks = {}, .hourly = 5, .expires = {}};
  const auto printer = made({.address = box("printer@home.test"), .service = scope});
  EXPECT_TRUE(printer->closed.empty()) << "or it could not send";
  EXPECT_EQ(printer->quota, 0u);
}

}  // namespace
}  // namespace postern::directory
