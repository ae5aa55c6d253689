// Who may send as an alias, and who may write to it.
#include "base/codec.h"
#include "support/directory_world.h"

namespace postern::directory {
namespace {

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

TEST_F(DirectoryTest, the_record_of_an_alias_says_who_may_write_to_it) {
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

}  // namespace
}  // namespace postern::directory
