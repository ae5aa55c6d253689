// Policies that are fetched, kept, renewed, and that cannot be had.
#include "mtasts/policies.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <semaphore>
#include <thread>
#include <vector>

#include "base/run_here.h"
#include "kv/open.h"
#include "support/manual_time.h"

namespace postern::mtasts {
namespace {

using smtp::client::StsPolicy;
using Mode = StsPolicy::Mode;
using namespace std::chrono_literals;

struct Web {
  std::unique_ptr<kv::Store> kv = kv::open_memory().value();
  test::ManualTime time;
  std::vector<http::Outgoing> asked;
  Result<http::Reply> answer = http::Reply{200, "version: STSv1\nmode: enforce\nmx: mx.far.example\nmax_age: 1000\n"};
  Policies policies{{.kv = *kv, .time = time, .call = [this](const http::Outgoing& request) {
                       asked.push_back(request);
                       return answer;
                     }}};

  std::optional<StsPolicy> find(std::optional<std::string> id) {
    return run_here(policies.find(dns::parse_name("far.example").value(), std::move(id))).value();
  }
};

// RFC 8461 §3.3
TEST(Policies, are_fetched_once_and_kept) {
  Web web;
  ASSERT_TRUE(web.find("1"));
  EXPECT_EQ(web.find("1")->mode, Mode::enforce);
  ASSERT_EQ(web.asked.size(), 1u);
  EXPECT_EQ(web.asked[0].url.host, "mta-sts.far.example");
  EXPECT_EQ(web.asked[0].url.path, "/.well-known/mta-sts.txt");
  EXPECT_EQ(web.asked[0].method, "GET");
}

TEST(Policies, are_none_where_the_dns_has_no_record) {
  Web web;
  EXPECT_FALSE(web.find({}));
  EXPECT_TRUE(web.asked.empty());
}

// RFC 8461 §5.1: who can take a record out of the DNS must not be able to take the policy away.
TEST(Policies, hold_when_the_record_is_gone_or_the_web_is_away) {
  Web web;
  web.find("1");
  EXPECT_TRUE(web.find({}));
  web.answer = fail(Failure::unavailable, "away");
  EXPECT_TRUE(web.find("2"));
  web.answer = http::Reply{302, ""};
  web.time.pass(6min);
  EXPECT_TRUE(web.find("2"));
  web.answer = http::Reply{200, "nonsense"};
  web.time.pass(6min);
  EXPECT_TRUE(web.find("2"));
  EXPECT_EQ(web.asked.size(), 4u);
}

TEST(Policies, another_id_brings_another_policy) {
  Web web;
  web.find("1");
  web.answer = http::Reply{200, "version: STSv1\nmode: none\nmax_age: 1000\n"};
  EXPECT_EQ(web.find("2")->mode, Mode::none);
  EXPECT_EQ(web.find("2")->mode, Mode::none);
  EXPECT_EQ(web.asked.size(), 2u);
}

TEST(Policies, expire) {
  Web web;
  web.find("1");
  web.time.pass(1001s);
  EXPECT_FALSE(web.find({}));
  web.answer = fail(Failure::unavailable, "away");
  EXPECT_FALSE(web.find("1"));
}

// RFC 8460 §4.3
TEST(Policies, that_cannot_be_had_have_a_reason_until_they_can) {
  Web web;
  const auto trouble = [&] { return run_here(web.policies.trouble(dns::parse_name("far.example").value())); };
  EXPECT_EQ(trouble(), "");
  const auto fetched = [&](Result<http::Reply> answer) {
    web.answer = std::move(answer);
    web.time.pass(6min);
    web.find("1");
    return trouble();
  };
  EXPECT_EQ(fetched(fail(Failure::denied, "the certificate does not hold")), "sts-webpki-invalid");
  EXPECT_EQ(fetched(fail(Failure::timeout, "slow")), "sts-policy-fetch-error");
  EXPECT_EQ(fetched(http::Reply{404, ""}), "sts-policy-fetch-error");
  EXPECT_EQ(fetched(http::Reply{200, "nonsense"}), "sts-policy-invalid");
  EXPECT_EQ(fetched(http::Reply{200, "version: STSv1\nmode: none\nmax_age: 1000\n"}), "");
  web.time.pass(1001s);
  EXPECT_EQ(fetched(fail(Failure::timeout, "slow")), "sts-policy-fetch-error");
  web.time.pass(25h);
  EXPECT_EQ(trouble(), "");
}

TEST(Policies, that_cannot_be_had_are_asked_for_again_after_a_while) {
  Web web;
  web.answer = fail(Failure::timeout, "slow");
  EXPECT_FALSE(web.find("1"));
  EXPECT_FALSE(web.find("1"));
  EXPECT_EQ(web.asked.size(), 1u);
  web.time.pass(5min);
  web.answer = http::Reply{200, "version: STSv1\nmode: testing\nmx: mx.far.example\nmax_age: 1000\n"};
  EXPECT_EQ(web.find("1")->mode, Mode::testing);
  EXPECT_EQ(web.asked.size(), 2u);
}

// Web servers that take calls and say nothing, all there is place for: whose turn does not come goes without, and is asked for at the next time.
TEST(Policies, hold_up_no_mail_when_others_hang) {
  const auto kv = kv::open_memory().value();
  test::ManualTime time;
  std::counting_semaphore<> called{0}, go_on{0};
  std::atomic<int> asked = 0;
  Policies policies{{.kv = *kv, .time = time, .call = [&](const http::Outgoing& request) -> Result<http::Reply> {
                       if (request.url.host == "mta-sts.far.example") {
                         ++asked;
                         return http::Reply{200, "version: STSv1\nmode: enforce\nmx: mx.far.example\nmax_age: 1000\n"};
                       }
                       called.release();
                       go_on.acquire();
                       return fail(Failure::unavailable, "away");
                     }}};
  const auto find = [&](const std::string& domain) {
    return run_here(policies.find(dns::parse_name(domain).value(), "1")).value().has_value();
  };
  std::vector<std::jthread> callers;
  for (std::size_t i = 0; i < kMostCalls; ++i) callers.emplace_back([&, i] { find(fmt::format("slow{}.example", i)); });
  for (std::size_t i = 0; i < kMostCalls; ++i) called.acquire();
  std::atomic<bool> found = true;
  callers.emplace_back([&] { found = find("far.example"); });
  while (policies.waiting() <= kMostCalls) std::this_thread::yield();
  time.pass(1min);
  go_on.release(kMostCalls);
  callers.clear();
  EXPECT_FALSE(found);
  EXPECT_EQ(asked, 0);
  EXPECT_TRUE(find("far.example"));
  EXPECT_EQ(asked, 1);
}

TEST(Policies, a_row_that_is_damaged_is_fetched_anew) {
  Web web;
  kv::Intent damage = [](kv::Transaction& in) -> Result<void> {
    in.put(kv::Family::meta, "M sts far.example", "\x07nonsense");
    return {};
  };
  ASSERT_TRUE(run_here(web.kv->commit(kv::Shard{0}, std::move(damage))));
  EXPECT_TRUE(web.find("1"));
}

}  // namespace
}  // namespace postern::mtasts
