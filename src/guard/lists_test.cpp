// The allow and deny lists over the memory engine.
#include "guard/lists.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "guard/ranges.h"
#include "kv/open.h"
#include "support/manual_executor.h"

namespace postern::guard {
namespace {

using events::Service;

constexpr Time kToday{1'790'000'000'000};

IpAddress ip_of(std::string_view text) { return IpAddress::parse(text).value(); }
IpNetwork net_of(std::string_view text) { return IpNetwork::parse(text).value(); }

Entry an_entry(std::string_view where, Side side, Services services = kAllServices) {
  Entry e;
  e.network = net_of(where);
  e.side = side;
  e.services = services;
  if (side == Side::allow) e.bypasses.add(Bypass::brute_force);
  e.since = kToday;
  return e;
}

class ListsTest : public testing::Test {
 protected:
  void add(Entry e) { ASSERT_TRUE(executor.run(lists.add(std::vector{std::move(e)}))); }
  std::string decides(std::string_view ip, Service service = Service::imap, Time now = kToday) {
    const auto hit = lists.find(ip_of(ip), service, now);
    return hit ? std::string(name(hit->side)) : "nothing";
  }
  std::vector<Entry> all(Lists& of) {
    return executor.run(of.list([](const Entry&) { return true; }, 1000)).value();
  }
  std::vector<Entry> all() { return all(lists); }
  Lists::Imported import(std::string_view text, Entry like) {
    auto networks = read_blocklist(text).networks;
    auto done = lists.import(std::move(networks), std::move(like), [](std::size_t, std::size_t) { return true; });
    return executor.run(std::move(done)).value();
  }

  ManualExecutor executor;
  std::unique_ptr<kv::Store> kv = kv::open_memory().value();
  Lists lists{*kv, 3};
};

TEST_F(ListsTest, begin_empty_and_know_nobody_not_even_loopback) {
  ASSERT_TRUE(executor.run(lists.load(kToday)));
  for (const auto* ip : {"127.0.0.1", "::1", "10.0.0.1", "192.168.1.1", "fe80::1"}) EXPECT_EQ(decides(ip), "nothing");
  EXPECT_EQ(lists.size(), 0u);
}

TEST(Entries, are_read_with_every_exemption_and_with_none_that_there_is_not) {
  auto entry = an_entry("192.0.2.0/24", Side::allow);
  for (unsigned bits = 0; bits <= 127; ++bits) {
    entry.bypasses.bits = static_cast<std::uint8_t>(bits);
    EXPECT_EQ(decode_entry(encode(entry)).value(), entry) << bits;
  }
  entry.bypasses.bits = 128;
  EXPECT_FALSE(decode_entry(encode(entry)));
}

// As they were written when there were four exemptions.
TEST(Entries, that_were_stored_before_there_were_more_exemptions_spare_what_they_spared) {
  auto entry = an_entry("192.0.2.0/24", Side::allow);
  entry.bypasses.bits = 15;
  const auto old = encode(entry);
  const auto read = decode_entry(old).value();
  for (const auto b : {Bypass::brute_force, Bypass::smtp_authentication, Bypass::spam_checks, Bypass::greylisting})
    EXPECT_TRUE(read.bypasses.has(b)) << name(b);
  for (const auto b : {Bypass::connections, Bypass::harvesting, Bypass::password_resets})
    EXPECT_FALSE(read.bypasses.has(b)) << name(b);
}

TEST_F(ListsTest, the_most_specific_network_decides_and_a_tie_denies) {
  add(an_entry("192.0.2.0/24", Side::deny));
  add(an_entry("192.0.2.64/26", Side::allow));
  add(an_entry("192.0.2.65", Side::deny));
  add(an_entry("198.51.100.0/24", Side::allow));
  add(an_entry("198.51.100.0/24", Side::deny));
  EXPECT_EQ(decides("192.0.2.1"), "deny");
  EXPECT_EQ(decides("192.0.2.64"), "allow");
  EXPECT_EQ(decides("192.0.2.65"), "deny");
  EXPECT_EQ(decides("192.0.3.1"), "nothing");
  EXPECT_EQ(decides("198.51.100.1"), "deny");
  EXPECT_EQ(executor.run(lists.remove({net_of("198.51.100.0/24")}, Side::deny)).value(), 1u);
  EXPECT_EQ(decides("198.51.100.1"), "allow") << "the other side of the network is still there";
}

TEST_F(ListsTest, an_entry_is_about_its_services_and_a_wider_one_about_the_others) {
  add(an_entry("192.0.2.7", Side::allow, Services::of(Service::imap)));
  add(an_entry("192.0.2.0/24", Side::deny));
  EXPECT_EQ(decides("192.0.2.7", Service::imap), "allow");
  EXPECT_EQ(decides("192.0.2.7", Service::smtp), "deny");
}

TEST_F(ListsTest, what_has_run_out_holds_no_more_and_is_swept_away) {
  auto e = an_entry("192.0.2.7", Side::deny);
  e.until = kToday + std::chrono::hours(1);
  add(e);
  add(an_entry("192.0.2.8", Side::deny));
  EXPECT_EQ(decides("192.0.2.7"), "deny");
  EXPECT_EQ(decides("192.0.2.7", Service::imap, e.until), "nothing");
  EXPECT_EQ(executor.run(lists.sweep(kToday)).value(), 0u);
  EXPECT_EQ(executor.run(lists.sweep(e.until)).value(), 1u);
  EXPECT_EQ(lists.size(), 1u);
  EXPECT_EQ(all().size(), 1u);
}

TEST_F(ListsTest, each_is_swept_at_its_end_whatever_came_first_and_after_a_restart) {
  auto late = an_entry("192.0.2.0/24", Side::deny), soon = an_entry("198.51.100.0/24", Side::deny);
  late.until = kToday + std::chrono::hours(5);
  soon.until = kToday + std::chrono::hours(1);
  add(late);
  EXPECT_EQ(executor.run(lists.sweep(kToday)).value(), 0u);
  add(soon);
  EXPECT_EQ(executor.run(lists.sweep(soon.until)).value(), 1u);
  EXPECT_EQ(executor.run(lists.sweep(soon.until)).value(), 0u);
  Lists again(*kv, 3);
  ASSERT_TRUE(executor.run(again.load(late.until)));
  EXPECT_EQ(executor.run(again.sweep(late.until)).value(), 1u);
  EXPECT_TRUE(all(again).empty());
}

TEST_F(ListsTest, entries_and_their_hits_are_there_after_a_restart) {
  auto e = an_entry("192.0.2.0/24", Side::allow, Services::of(Service::smtp));
  e.bypasses.add(Bypass::smtp_authentication);
  e.senders = {"ann@home.test", "@forms.test"};
  e.hourly = 40;
  e.owner = "ann";
  e.description = "the printer";
  e.until = kToday + std::chrono::hours(5);
  add(e);
  add(an_entry("2001:db8::/32", Side::deny));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(decides("192.0.2.9", Service::smtp, kToday + std::chrono::seconds(i)), "allow");
  EXPECT_TRUE(lists.look(ip_of("192.0.2.9"), Service::smtp, kToday)) << "which is no hit";
  ASSERT_TRUE(executor.run(lists.save_hits()));
  e.hits = 3;
  e.last_hit = kToday + std::chrono::seconds(2);
  Lists again(*kv, 9);
  ASSERT_TRUE(executor.run(again.load(kToday)));
  EXPECT_EQ(again.size(), 2u);
  const auto hit = again.look(ip_of("192.0.2.9"), Service::smtp, kToday);
  ASSERT_TRUE(hit);
  EXPECT_TRUE(hit->bypasses.has(Bypass::smtp_authentication));
  EXPECT_FALSE(hit->bypasses.has(Bypass::greylisting));
  EXPECT_THAT(all(again), testing::Contains(e));
}

TEST_F(ListsTest, hits_of_more_networks_than_are_noted_are_counted_and_written_later) {
  std::vector<Entry> many;
  for (std::size_t i = 0; i < Lists::kMostNoted + 1; ++i)
    many.push_back(an_entry("10.0." + std::to_string(i / 256) + "." + std::to_string(i % 256), Side::deny));
  ASSERT_TRUE(executor.run(lists.add(many)));
  for (const auto& e : many) ASSERT_TRUE(lists.find(e.network.base(), Service::imap, kToday));
  ASSERT_TRUE(executor.run(lists.save_hits()));
  ASSERT_TRUE(lists.find(many.back().network.base(), Service::imap, kToday));
  const auto found = executor.run(lists.list([&](const Entry& e) { return e.network == many.back().network; }, 1)).value();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].hits, 2u);
}

TEST_F(ListsTest, an_imported_list_holds_what_its_text_holds_and_leaves_alone_what_was_made_by_hand) {
  auto by_hand = an_entry("203.0.113.7", Side::deny);
  by_hand.description = "by hand";
  add(by_hand);
  auto like = an_entry("::/0", Side::deny);
  like.list = "drop";
  const auto first = import("192.0.2.0/25\n192.0.2.128/25\n198.51.100.0/24\n203.0.113.7\n", like);
  EXPECT_EQ(first.added, 2u);
  EXPECT_EQ(first.by_hand, 1u);
  EXPECT_EQ(decides("192.0.2.200"), "deny");
  EXPECT_EQ(decides("198.51.100.1"), "deny");
  const auto second = import("192.0.2.0/24\n203.0.113.0/30\n", like);
  EXPECT_EQ(second.added, 1u);
  EXPECT_EQ(second.kept, 1u);
  EXPECT_EQ(second.removed, 1u);
  EXPECT_EQ(decides("198.51.100.1"), "nothing");
  EXPECT_THAT(all(), testing::Contains(by_hand));
  EXPECT_EQ(all().size(), 3u);
  const auto kept = executor.run(lists.list([](const Entry& e) { return e.network == net_of("192.0.2.0/24"); }, 1)).value();
  EXPECT_EQ(kept.at(0).hits, 1u) << "importing again forgets no hits";
}

TEST_F(ListsTest, an_import_tells_how_far_it_is_and_can_be_given_up) {
  std::vector<IpNetwork> many;
  for (std::size_t i = 0; i < Lists::kInOneStep * 2; ++i) {
    auto at = ip_of("10.0.0.0");
    at.bytes[13] = static_cast<std::uint8_t>(i >> 8);
    at.bytes[14] = static_cast<std::uint8_t>(i);
    many.emplace_back(at, 128);
  }
  auto like = an_entry("::/0", Side::deny);
  like.list = "big";
  std::vector<std::size_t> told;
  const auto watch = [&](std::size_t done, std::size_t of) {
    EXPECT_EQ(of, many.size());
    told.push_back(done);
    return done == 0;
  };
  EXPECT_EQ(executor.run(lists.import(many, like, watch)).error().kind, Failure::closed);
  EXPECT_THAT(told, testing::ElementsAre(0, Lists::kInOneStep));
  EXPECT_EQ(lists.size(), Lists::kInOneStep);
}

TEST_F(ListsTest, a_network_sends_in_listed_names_so_often_an_hour_until_its_entry_ends) {
  auto e = an_entry("192.0.2.0/24", Side::allow);
  e.bypasses.add(Bypass::smtp_authentication);
  e.senders = {"Printer@home.test", "@forms.test"};
  e.hourly = 2;
  e.until = kToday + std::chrono::hours(3);
  add(e);
  add(an_entry("192.0.2.9", Side::deny));
  const auto may = [&](std::string_view sender, std::string_view ip = "192.0.2.1", Time now = kToday) {
    return lists.sends_as(ip_of(ip), Service::smtp, sender, now);
  };
  EXPECT_TRUE(may("printer@HOME.test"));
  EXPECT_TRUE(may("anybody@forms.test"));
  EXPECT_FALSE(may("ann@home.test"));
  EXPECT_FALSE(may("x@sub.forms.test"));
  EXPECT_FALSE(may("forms.test"));
  EXPECT_FALSE(may(""));
  EXPECT_FALSE(may("printer@home.test", "192.0.2.9")) << "which is denied";
  EXPECT_FALSE(may("printer@home.test", "192.0.3.1"));
  EXPECT_FALSE(may("printer@home.test", "192.0.2.1", e.until));
  const auto turn = [&](Time now, std::string_view ip = "192.0.2.1") { return lists.take_turn(ip_of(ip), Service::smtp, now); };
  EXPECT_TRUE(turn(kToday));
  EXPECT_TRUE(turn(kToday + std::chrono::minutes(30), "192.0.2.2"));
  EXPECT_FALSE(turn(kToday + std::chrono::minutes(59))) << "the rate is of the whole network";
  EXPECT_TRUE(turn(kToday + std::chrono::minutes(60)));
  EXPECT_FALSE(turn(kToday + std::chrono::minutes(61)));
  EXPECT_FALSE(turn(kToday, "192.0.3.1"));
  ASSERT_TRUE(executor.run(lists.remove({net_of("192.0.2.0/24")}, Side::allow)));
  EXPECT_FALSE(may("printer@home.test"));
}

TEST(Entries, that_were_cut_short_or_are_of_another_version_are_refused) {
  auto e = an_entry("192.0.2.0/24", Side::allow);
  e.senders = {"@home.test"};
  const auto whole = encode(e);
  ASSERT_EQ(decode_entry(whole).value(), e);
  for (std::size_t n = 0; n < whole.size(); ++n) EXPECT_FALSE(decode_entry(std::string_view(whole).substr(0, n))) << n;
  EXPECT_FALSE(decode_entry(whole + "x"));
  EXPECT_FALSE(decode_entry("\x7F" + whole.substr(1)));
}

}  // namespace
}  // namespace postern::guard
