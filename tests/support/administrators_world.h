// For tests: an owner, and whoever else is made beside her, logging in with passwords and codes.
#pragma once
#include <gtest/gtest.h>

#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "admin/administrators.h"
#include "auth/totp.h"
#include "events/table.h"
#include "support/admin_world.h"

namespace postern::admin {

class AdministratorsTest : public OperationsTest {
 protected:
  static inline const std::string kPassword = "gravel-Lantern-pickle-sonnet-42";

  AdministratorsTest() { add("ann", {Role::owner}); }
  void add(const std::string& name, Roles roles, const char* network = "192.0.2.0/24") {
    auto sealed = run_here(people().sealed_password(name, Secret(kPassword))).value();
    Administrator fresh{
        .name = name, .roles = roles, .password = std::move(sealed), .rules = {{IpNetwork::parse(network).value(), "office"}}};
    change([&](Roster& all) { all.administrators.push_back(fresh); });
  }
  void change(const std::function<void(Roster&)>& how) {
    const auto done = run_here(people().change([&](Roster& all) -> Result<void> {
      how(all);
      return {};
    }));
    if (!done) throw std::runtime_error(done.error().text);
  }
  Administrators& people() { return world.administrators; }
  static auth::Peer peer(const std::string& ip = "192.0.2.7") {
    return {SessionId(1), events::Service::admin, IpAddress::parse(ip).value().bytes, ip, true};
  }
  Result<Entry> login(const std::string& name, const std::string& password, const std::string& code = {},
                      const std::string& ip = "192.0.2.7") {
    return run_here(people().login(peer(ip), name, Secret(password), code));
  }
  // Gives a second factor to who has none, through a session of his.
  Visitor enrol(const std::string& name) {
    const auto entry = login(name, kPassword).value();
    seed = run_here(people().begin_second_factor(entry.visitor)).value();
    recovery = run_here(people().confirm_second_factor(peer(), entry.visitor, code())).value();
    cookie = std::string(entry.cookie.reveal());
    next_code();
    return people().who_has_session(cookie, peer()).value();
  }
  std::string code() const { return auth::totp_code(seed, auth::totp_step(world.time.now())); }
  void next_code() { world.time.pass(std::chrono::seconds(30)); }
  void refused(const Result<Entry>& entry, events::Cause cause) {
    ASSERT_FALSE(entry);
    EXPECT_EQ(entry.error().kind, Failure::denied);
    EXPECT_EQ(entry.error().text, "Authentication failed");
    EXPECT_EQ(world.events.last(events::Event::login_failed, events::Key::cause), events::name(cause));
    EXPECT_EQ(world.events.last(events::Event::login_failed, events::Key::service), "admin");
  }
  Secret seed;
  std::vector<Secret> recovery;
  std::string cookie;
};

}  // namespace postern::admin
