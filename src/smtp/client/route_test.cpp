// Where mail for a domain goes, by what the DNS says.
#include "smtp/client/route.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "support/fake_zone.h"

namespace postern::smtp::client {
namespace {

using dns::Type;

dns::Name host_name(std::string_view text) { return dns::parse_name(text).value(); }

struct Zone : test::FakeZone {
  void mx(std::string_view domain, std::uint16_t preference, std::string_view host) {
    add(domain, Type::mx, dns::Mx{preference, host_name(host)});
  }
  Route route(std::string_view domain, const Ourselves& us = {}, std::uint64_t seed = 0, bool use_mx = true) {
    const Target target{.domain = address::parse_domain(domain).value(), .literal = {}, .use_mx = use_mx};
    return verdict([&](dns::Answers& answers) { return route_to(target, us, seed, answers); });
  }
};

std::string names(const Route& route) {
  std::string out;
  for (const auto& host : route.hosts) out += (out.empty() ? "" : " ") + host.name.text();
  return out;
}

std::string addresses(const Host& host) {
  std::string out;
  for (const auto& one : host.addresses) out += (out.empty() ? "" : " ") + one.text();
  return out;
}

// RFC 5321 §5.1
TEST(Route, goes_by_preference) {
  Zone zone;
  zone.mx("far.example", 20, "second.far.example");
  zone.mx("far.example", 10, "first.far.example");
  zone.address("first.far.example", "192.0.2.1");
  zone.address("second.far.example", "192.0.2.2");
  const auto route = zone.route("far.example");
  EXPECT_EQ(route.finding, Finding::hosts);
  EXPECT_EQ(names(route), "first.far.example second.far.example");
  EXPECT_FALSE(route.implicit);
  EXPECT_EQ(zone.rounds, 2) << "all addresses are asked for at once";
}

TEST(Route, hosts_of_one_preference_take_turns) {
  Zone zone;
  for (const auto* host : {"a.far.example", "b.far.example", "c.far.example"}) {
    zone.mx("far.example", 10, host);
    zone.address(host, "192.0.2.1");
  }
  zone.mx("far.example", 5, "z.far.example");
  zone.address("z.far.example", "192.0.2.9");
  std::set<std::string> seen;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const auto all = names(zone.route("far.example", {}, seed));
    EXPECT_TRUE(all.starts_with("z.far.example "));
    seen.insert(all);
    EXPECT_EQ(all, names(zone.route("far.example", {}, seed)));
  }
  EXPECT_EQ(seen.size(), 6u);
}

TEST(Route, without_mx_the_domain_is_its_own_host) {
  Zone zone;
  zone.address("far.example", "192.0.2.1");
  const auto route = zone.route("far.example");
  EXPECT_EQ(names(route), "far.example");
  EXPECT_TRUE(route.implicit);
}

// RFC 7505 §3
TEST(Route, null_mx_takes_no_mail) {
  Zone zone;
  zone.mx("far.example", 0, ".");
  zone.address("far.example", "192.0.2.1");
  EXPECT_EQ(zone.route("far.example").finding, Finding::null_mx);
}

TEST(Route, a_null_mx_among_others_is_none) {
  Zone zone;
  zone.mx("far.example", 0, ".");
  zone.mx("far.example", 10, "mx.far.example");
  zone.address("mx.far.example", "192.0.2.1");
  EXPECT_EQ(names(zone.route("far.example")), "mx.far.example");
}

TEST(Route, what_does_not_exist_is_told_from_what_is_not_known) {
  Zone zone;
  EXPECT_EQ(zone.route("nowhere.example").finding, Finding::no_domain);
  zone.fail("broken.example");
  EXPECT_EQ(zone.route("broken.example").finding, Finding::not_known_yet);
  zone.mx("far.example", 10, "mx.far.example");
  EXPECT_EQ(zone.route("far.example").finding, Finding::no_host);
  zone.fail("mx.far.example");
  EXPECT_EQ(zone.route("far.example").finding, Finding::not_known_yet);
  zone.txt("empty.example", "no address");
  EXPECT_EQ(zone.route("empty.example").finding, Finding::no_host);
}

TEST(Route, bogus_is_never_absent) {
  dns::Answers answers;
  answers.put({host_name("far.example"), Type::mx}, {.status = dns::Status::bogus});
  const auto route = route_to({.domain = address::parse_domain("far.example").value()}, {}, 0, answers);
  ASSERT_TRUE(route);
  EXPECT_EQ(route->finding, Finding::not_known_yet);
}

TEST(Route, goes_on_with_the_hosts_that_are_known) {
  Zone zone;
  zone.mx("far.example", 10, "broken.far.example");
  zone.mx("far.example", 20, "mx.far.example");
  zone.fail("broken.far.example");
  zone.address("mx.far.example", "192.0.2.1");
  EXPECT_EQ(names(zone.route("far.example")), "mx.far.example");
}

// RFC 5321 §5.1: mail must not go round.
TEST(Route, ourselves_and_all_that_is_no_better_are_left_out) {
  Zone zone;
  zone.mx("far.example", 5, "best.far.example");
  zone.mx("far.example", 10, "us.example");
  zone.mx("far.example", 10, "equal.far.example");
  zone.mx("far.example", 20, "backup.far.example");
  for (const auto* host : {"best.far.example", "equal.far.example", "backup.far.example"}) zone.address(host, "192.0.2.1");
  zone.address("us.example", "192.0.2.9");
  EXPECT_EQ(names(zone.route("far.example", {.names = {host_name("us.example")}})), "best.far.example");
  EXPECT_EQ(names(zone.route("far.example", {.addresses = {IpAddress::parse("192.0.2.9").value()}})), "best.far.example");
}

TEST(Route, when_the_best_is_ourselves_it_is_a_loop) {
  Zone zone;
  zone.mx("far.example", 10, "us.example");
  zone.mx("far.example", 20, "backup.far.example");
  zone.address("us.example", "192.0.2.9");
  zone.address("backup.far.example", "192.0.2.1");
  EXPECT_EQ(zone.route("far.example", {.names = {host_name("us.example")}}).finding, Finding::loop);
}

TEST(Route, addresses_of_both_kinds_come_by_turns_and_are_bounded) {
  Zone zone;
  zone.mx("far.example", 10, "mx.far.example");
  for (const auto* one : {"192.0.2.1", "192.0.2.2", "192.0.2.3", "2001:db8::1", "2001:db8::2", "2001:db8::3"})
    zone.address("mx.far.example", one);
  EXPECT_EQ(addresses(zone.route("far.example").hosts[0]), "2001:db8::1 192.0.2.1 2001:db8::2 192.0.2.2");
}

TEST(Route, many_hosts_are_bounded) {
  Zone zone;
  for (std::uint16_t i = 0; i < 30; ++i) {
    const auto host = "h" + std::to_string(i) + ".far.example";
    zone.mx("far.example", i, host);
    zone.address(host, "192.0.2.1");
  }
  EXPECT_EQ(zone.route("far.example").hosts.size(), kMostHosts);
  EXPECT_EQ(zone.asked.size(), 1 + 2 * kMostHosts);
}

TEST(Route, a_smart_host_has_no_mx) {
  Zone zone;
  zone.mx("smart.example", 10, "mx.smart.example");
  zone.address("smart.example", "192.0.2.1");
  zone.address("mx.smart.example", "192.0.2.2");
  EXPECT_EQ(names(zone.route("smart.example", {}, 0, false)), "smart.example");
}

// RFC 5321 §4.1.3
TEST(Route, an_address_literal_is_its_own_host) {
  dns::Answers answers;
  const auto address = IpAddress::parse("2001:db8::7").value();
  const auto route = route_to({.domain = {}, .literal = address}, {}, 0, answers);
  ASSERT_TRUE(route);
  ASSERT_EQ(route->hosts.size(), 1u);
  EXPECT_TRUE(route->hosts[0].name.is_root());
  EXPECT_EQ(addresses(route->hosts[0]), "2001:db8::7");
  EXPECT_EQ(route_to({.domain = {}, .literal = address}, {.addresses = {address}}, 0, answers)->finding, Finding::loop);
}

// RFC 7672 §2.2: DANE only where the way to the host was proven.
TEST(Route, a_host_is_secure_when_all_that_was_answered_is) {
  for (int insecure = 0; insecure < 4; ++insecure) {
    dns::Answers answers;
    const auto domain = host_name("far.example"), host = host_name("mx.far.example");
    answers.put({domain, Type::mx}, {.status = dns::Status::found, .secure = insecure != 1, .records = {dns::Mx{10, host}}});
    answers.put({host, Type::a},
                {.status = dns::Status::found, .secure = insecure != 2, .records = {IpAddress::parse("192.0.2.1").value()}});
    answers.put({host, Type::aaaa}, {.status = dns::Status::no_data, .secure = insecure != 3});
    const auto route = route_to({.domain = address::parse_domain("far.example").value()}, {}, 0, answers);
    ASSERT_TRUE(route);
    EXPECT_EQ(route->hosts[0].secure, insecure == 0) << insecure;
    EXPECT_EQ(route->mx_secure, insecure != 1);
  }
}

}  // namespace
}  // namespace postern::smtp::client
