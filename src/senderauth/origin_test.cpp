// All methods together over one memo.
#include "senderauth/origin.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "support/signed_message.h"

namespace postern::senderauth {
namespace {

constexpr std::string_view kLetter = "From: ann@a.example\r\nSubject: x\r\n\r\nbody\r\n";

class OriginTest : public testing::Test {
 protected:
  OriginTest() { fill({}); }
  // All that is asked for, but what stands at one name, which cannot be asked.
  void fill(std::string_view lost) {
    zone = {};
    const auto put = [&](std::string_view name, std::string text) {
      if (name == lost)
        zone.fail(name);
      else
        zone.txt(name, std::move(text));
    };
    put("a.example", "v=spf1 include:b.example -all");
    put("b.example", "v=spf1 include:c.example -all");
    put("c.example", "v=spf1 ip4:192.0.2.1 -all");
    put("s._domainkey.a.example", key_record_of(key));
    put("_dmarc.a.example", "v=DMARC1; p=reject");
  }
  Origin judge(std::string_view raw) {
    auto message = mime::parse(raw);
    const auto body = message.parts.front().body;
    Evidence evidence(std::move(message));
    for (const char c : raw.substr(body.start, body.size())) evidence.body({&c, 1});
    evidence.finish();
    OriginJudge judging(evidence, query);
    return zone.verdict(std::ref(judging));
  }
  PrivateKey key = PrivateKey::generate(KeyType::ed25519).value();
  test::FakeZone zone;
  OriginQuery query{
      .ip = IpAddress::parse("192.0.2.1").value(), .helo = "h.example", .sender = "ann@a.example", .receiver = "mx.example"};
};

TEST_F(OriginTest, each_method_has_its_say_and_none_asks_twice) {
  const std::vector<Signer> signers{{dns::parse_name("a.example").value(), "s", key}};
  const auto origin = judge(test::sign_dkim(kLetter, signers, {.now = {}}).value() + std::string(kLetter));
  ASSERT_TRUE(origin.spf);
  EXPECT_EQ(origin.spf->outcome, Outcome::pass);
  ASSERT_EQ(origin.dkim.size(), 1u);
  EXPECT_EQ(origin.dkim[0].outcome, Outcome::pass);
  EXPECT_EQ(origin.dmarc.outcome, Outcome::pass);
  EXPECT_EQ(origin.arc.outcome, Outcome::none);
  EXPECT_EQ(results_of(origin, query).size(), 5u);
  auto asked = zone.asked;
  std::ranges::sort(asked);
  EXPECT_EQ(std::ranges::unique(asked).size(), 0u);
}

TEST_F(OriginTest, without_a_client_there_is_neither_spf_nor_iprev) {
  query.ip.reset();
  const auto origin = judge(kLetter);
  EXPECT_FALSE(origin.spf || origin.iprev);
  EXPECT_EQ(origin.dmarc.outcome, Outcome::fail);
  EXPECT_EQ(origin.dmarc.disposition, DmarcPolicy::reject);
}

// Each of them is needed: a failure of the DNS is a temporary verdict, never one to refuse mail by.
TEST_F(OriginTest, a_lost_answer_is_a_temporary_error) {
  EXPECT_EQ(judge(kLetter).dmarc.outcome, Outcome::pass);
  for (const auto* name : {"a.example", "b.example", "c.example", "_dmarc.a.example"}) {
    fill(name);
    EXPECT_EQ(judge(kLetter).dmarc.outcome, Outcome::temperror) << name;
  }
}

}  // namespace
}  // namespace postern::senderauth
