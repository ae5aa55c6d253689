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

class NewAccountTest : public testing::Test {
 protected:
  NewAccountTest() {
    home_ = executor_
                .run(directory_->create_domain(address::parse_domain("home.test").value(),
                                               DomainDefaults{.new_account_services = {"imap"}}.settings()))
                .value();
  }
  static address::Mailbox box(const char* text) { return address::parse_mailbox(text, address::Charset::utf8).value(); }
  std::vector<Service> closed_to(NewAccount wanted) {
    const auto id = executor_.run(directory_->create_account(std::move(wanted))).value();
    directory_ = executor_.run(Directory::open(*store_, system_time())).value();
    return directory_->snapshot()->account(id)->closed;
  }
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

TEST_F(NewAccountTest, of_a_machine_has_its_scope_alone) {
  const ServiceScope scope{.senders = {{home_, "printer"}}, .networks = {}, .hourly = 5, .expires = {}};
  EXPECT_TRUE(closed_to({.address = box("printer@home.test"), .service = scope}).empty()) << "or it could not send";
}

}  // namespace
}  // namespace postern::directory
