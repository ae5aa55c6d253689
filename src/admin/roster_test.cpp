// The roster as it is stored, by this release and by those before.
#include <gtest/gtest.h>

#include "admin/administrator.h"

namespace postern::admin {
namespace {

TEST(Roster, comes_back_as_it_was_written) {
  Roster roster{.version = 7, .next_token = 3};
  roster.administrators.push_back({.name = "ann",
                                   .roles = {Role::owner, Role::queue},
                                   .created = {1},
                                   .password = "sealed",
                                   .password_changed = {2},
                                   .second_factor = {.totp = "seed", .on = true, .last_step = 4, .recovery = {"a"}},
                                   .passkeys = {{{"id", {auth::CoseKey::Algorithm::ed25519, "x", ""}, 6}, "desk", {7}, {8}}},
                                   .rules = {{IpNetwork::parse("192.0.2.0/24").value(), "office"}},
                                   .version = 5,
                                   .invited_until = {9},
                                   .invited_by = "eve"});
  roster.administrators.push_back(
      {.name = "bob", .roles = {Role::domains}, .domains = std::vector{DomainId(9)}, .disabled = true});
  roster.tokens.push_back({.number = 2,
                           .administrator = "ann",
                           .label = "x",
                           .hash = "h",
                           .roles = {Role::reader},
                           .networks = {IpNetwork::parse("::1").value()},
                           .created = {3},
                           .expires = {4}});
  const auto stored = encode(roster);
  const auto again = decode_roster(stored);
  ASSERT_TRUE(again);
  EXPECT_EQ(encode(*again), stored);
  EXPECT_EQ(again->find("ann")->passkeys.at(0).key, roster.administrators[0].passkeys[0].key);
  EXPECT_EQ(again->find("ann")->passkeys[0].label, "desk");
  EXPECT_EQ(again->find("ann")->invited_by, "eve");
  EXPECT_EQ(again->find("bob")->domains->at(0), DomainId(9));
  EXPECT_EQ(again->tokens[0].networks[0].text(), "::1/128");
  for (std::size_t cut = 0; cut < stored.size(); ++cut) EXPECT_FALSE(decode_roster(stored.substr(0, cut))) << cut;
}

TEST(Roster, of_version_1_knew_no_passkeys_and_is_read) {
  Roster roster{.version = 7};
  roster.administrators.push_back({.name = "ann", .roles = {Role::owner}, .version = 5});
  auto stored = encode(roster);  // at its end: no passkeys, no tokens
  stored.front() = '\x01';
  stored.erase(stored.size() - 4, 3);  // nor whether he is invited
  const auto read = decode_roster(stored);
  ASSERT_TRUE(read);
  EXPECT_EQ(encode(*read), encode(roster));
}

TEST(Roster, of_version_2_knew_no_invitations_and_is_read) {
  Roster roster{.version = 7};
  roster.administrators.push_back({.name = "ann", .roles = {Role::owner}, .version = 5});
  auto stored = encode(roster);
  stored.front() = '\x02';
  stored.erase(stored.size() - 3, 2);
  const auto read = decode_roster(stored);
  ASSERT_TRUE(read);
  EXPECT_FALSE(read->find("ann")->is_invited()) << "who was there before is no guest";
  EXPECT_EQ(encode(*read), encode(roster));
}

}  // namespace
}  // namespace postern::admin
