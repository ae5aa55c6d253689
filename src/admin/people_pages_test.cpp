// Where people's pages are, of all that listens.
#include "admin/people_pages.h"

#include <gtest/gtest.h>

#include "support/admin_world.h"

namespace postern::admin {
namespace {

using audit::Door;

Door door(std::string address, std::uint16_t port, bool people = true) {
  return {.service = "api", .address = std::move(address), .port = port, .console = !people, .people = people};
}

audit::Surroundings around(std::vector<Door> doors) {
  audit::Surroundings out;
  out.host_name = "mail.test";
  out.running = audit::Running{std::move(doors)};
  return out;
}

std::string pages(std::vector<Door> doors) { return people_pages(around(std::move(doors))); }

TEST(PeoplePages, are_where_people_come_and_not_where_an_administrator_sits) {
  EXPECT_EQ(pages({door("127.0.0.1", 9998, false), door("::", 443)}), "https://mail.test");
  EXPECT_EQ(pages({door("127.0.0.1", 9998), door("0.0.0.0", 8443)}), "https://mail.test:8443");
  EXPECT_EQ(pages({door("192.0.2.1", 8443), door("192.0.2.1", 443)}), "https://mail.test")
      << "the port that nobody has to name";
  EXPECT_EQ(pages({door("127.0.0.1", 9998)}), "https://127.0.0.1:9998");
  EXPECT_EQ(pages({door("::1", 443)}), "https://[::1]");
}

TEST(PeoplePages, have_the_name_of_their_listener) {
  auto own = door("::", 443);
  own.host_name = "webmail.test";
  EXPECT_EQ(pages({own}), "https://webmail.test");
}

TEST(PeoplePages, are_asked_for_by_name_where_a_proxy_stands_before_them) {
  auto inside = door("127.0.0.1", 8443);
  inside.proxies = {"127.0.0.1/32"};
  EXPECT_EQ(pages({door("127.0.0.1", 9998), inside}), "https://mail.test");
}

TEST(PeoplePages, are_nowhere_where_no_listener_serves_them) {
  EXPECT_EQ(pages({door("::", 443, false)}), "");
  EXPECT_EQ(pages({{.service = "smtp", .address = "::", .port = 25}}), "");
  EXPECT_EQ(people_pages(audit::Surroundings{}), "") << "the server is stopped";
}

using ResetLink = OperationsTest;

// H20
TEST_F(ResetLink, leads_to_the_page_that_takes_the_token) {
  must("domain.create", {{"name", "home.test"}});
  must("account.create", {{"address", "ann@home.test"}});
  auto here = world.world();
  const auto account =
      here.directory.snapshot()->account(address::parse_mailbox("ann@home.test", address::Charset::ascii).value());
  here.surroundings = [] { return around({door("::", 443)}); };
  const auto made = run_here(reset_link_of(here, account->id));
  ASSERT_TRUE(made);
  const std::string token(made->at("token").as_string());
  EXPECT_EQ(made->at("link"), json::value("https://mail.test/login#reset=" + token));
  here.surroundings = {};
  EXPECT_EQ(run_here(reset_link_of(here, account->id))->at("link"), "") << "none is made up";
}

}  // namespace
}  // namespace postern::admin
