// Mail for an alias that leads elsewhere, and what comes back by a reverse-path of ours.
#include "support/elsewhere_world.h"

namespace postern::delivery {
namespace {

class FakeOnward final : public Onward {
 public:
  Task<Forward> forward(const queue::Envelope& envelope, address::Domain by, store::Content, const mime::Message&) override {
    co_return Forward{.reverse_path = envelope.reverse_path ? std::optional(at("fwd@" + by.ascii())) : std::nullopt,
                      .fields = "Seal: " + by.ascii() + "\r\n"};
  }
  [[nodiscard]] std::optional<address::Mailbox> sender_behind(const address::Mailbox& mailbox) const override {
    if (mailbox.local() != "fwd") return {};
    return at("ann@example.net");
  }
  [[nodiscard]] bool may_forward(const address::Domain&, const address::Mailbox& to) const override {
    return to.domain().ascii() != "never.test";
  }
};

class Forwarding : public ElsewhereTest {
 protected:
  Forwarding() {
    stop();
    auto with = ports();
    with.onward = &onward_;
    delivery_.emplace(with);
    dispatch_.emplace(*delivery_, with, &elsewhere_);
    dispatch_->start(executor_);
    pass(10s);
    must(directory_->create_alias(at("away@example.org"), {at("bob@good.test"), at("u1@example.org")}));
    must(directory_->create_alias(at("never@example.org"), {at("eve@never.test")}));
    from_ = at("ann@example.net");
  }
  FakeOnward onward_;
};

TEST_F(Forwarding, it_goes_on_in_an_envelope_of_its_own_and_other_mail_as_it_is) {
  for (const auto* who : {"bob@good.test", "zoe@example.com"}) elsewhere_.answers[who] = kFull;
  ASSERT_TRUE(deliver({"away@example.org", "zoe@example.com"}));
  pass(5s);
  EXPECT_EQ(count(accounts_[0]), 1u);
  const auto all = waiting();
  ASSERT_EQ(all.size(), 2u);
  for (const auto& entry : all) {
    const bool forwarded = entry.leg.hop == "good.test";
    EXPECT_EQ(entry.message.envelope.reverse_path->text(), forwarded ? "fwd@example.org" : "ann@example.net");
    EXPECT_EQ(entry.message.envelope.fields, forwarded ? "Seal: example.org\r\n" : "");
    EXPECT_EQ(must(queued_text(queue_, *blobs_, entry.id)), kWaitingMessage);
  }
}

TEST_F(Forwarding, what_was_held_goes_on_the_same_way_and_nobody_has_it_twice) {
  wishes_.hold_until = time_.now() + 1h;
  elsewhere_.answers["bob@good.test"] = kFull;
  ASSERT_TRUE(deliver({"away@example.org"}));
  pass(2h, 1min);
  EXPECT_EQ(count(accounts_[0]), 1u);
  const auto all = waiting();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].message.envelope.fields, "Seal: example.org\r\n");
  EXPECT_EQ(all[0].leg.hop, "good.test");
}

// It would be given up at its first failure, were its days those since it came in.
TEST_F(Forwarding, what_was_held_for_weeks_is_tried_as_long_as_other_mail) {
  held_ = time_.now() + 20 * 24h;  // by the guard
  elsewhere_.answers["bob@good.test"] = kFull;
  ASSERT_TRUE(deliver({"away@example.org"}, kWaitingMessage, AccountId(9)));
  pass(20 * 24h, 6h);
  pass(2h, 1min);
  EXPECT_EQ(waiting().size(), 1u);
  EXPECT_GE(waiting().at(0).message.queued, time_.now() - 3h);
}

TEST_F(Forwarding, a_report_finds_the_sender_behind_our_path) {
  from_ = {};
  ASSERT_TRUE(deliver({"fwd@example.org"}));
  pass(5s);
  EXPECT_EQ(elsewhere_.order, (std::vector<std::string>{"ann@example.net"}));
}

TEST_F(Forwarding, where_nothing_may_be_forwarded_the_sender_has_a_report) {
  from_ = at("u2@example.org");
  ASSERT_TRUE(deliver({"never@example.org"}));
  pass(5s);
  EXPECT_TRUE(elsewhere_.order.empty());
  EXPECT_NE(report().find("Final-Recipient: rfc822; eve@never.test\r\nAction: failed\r\nStatus: 5.7.1"), std::string::npos)
      << report();
}

}  // namespace
}  // namespace postern::delivery
