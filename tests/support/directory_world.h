// A directory in memory with one domain, home.test; what it says of an address, and changes to it that have to succeed.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "directory/directory.h"
#include "kv/open.h"
#include "support/manual_executor.h"

namespace postern::directory {

class DirectoryTest : public testing::Test {
 protected:
  static address::Mailbox box(std::string_view text) { return address::parse_mailbox(text, address::Charset::utf8).value(); }
  static address::Domain name(std::string_view text) { return address::parse_domain(text).value(); }

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
    std::vector<address::Mailbox> targets;
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

}  // namespace postern::directory
