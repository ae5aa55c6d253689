// What an inspector is shown, and what becomes of what it finds.
#include <gtest/gtest.h>

#include <algorithm>

#include "events/table.h"
#include "support/smtp_bare_session.h"

namespace postern::smtp {
namespace {

constexpr std::string_view kStranger = "EHLO c\r\nMAIL FROM:<a@far.example>\r\nRCPT TO:<joe@here.example>\r\nDATA\r\n";

class InspectionTest : public testing::Test {
 protected:
  std::string send(std::string_view message, std::string_view dialogue = kStranger, bool logs_in = false) {
    Dialogue d(world, {}, logs_in ? submission_listener() : exchange_listener(), logs_in);
    d.give(dialogue);
    return d.give(std::string(message) + "\r\n.\r\n");
  }
  World world;
};

TEST_F(InspectionTest, what_it_finds_goes_into_the_header_and_with_the_envelope) {
  world.looker.finds = [](const Inspected& m) {
    EXPECT_EQ(m.client.text(), "192.0.2.7");
    EXPECT_EQ(m.service, events::Service::smtp);
    EXPECT_EQ(m.envelope->recipients.size(), 1u);
    EXPECT_EQ(m.message->parsed->unfolded(0, "Subject"), "x");
    EXPECT_TRUE(run_now(m.message->body->read(0, 1000)).value().ends_with("Subject: x\r\n\r\nbody\r\n"));
    return Findings{
        .refusal = {}, .reason = {}, .fields = "X-Spam-Verdict: ours\r\n", .judged = {queue::Level::medium, 1050, "look"}};
  };
  EXPECT_EQ(codes(send("From: a@far.example\r\nSubject: x\r\n\r\nbody")), Codes{250});
  const auto& got = world.delivered.at(0);
  EXPECT_TRUE(got.bytes.starts_with("X-Spam-Verdict: ours\r\nReceived: ")) << got.bytes;
  EXPECT_EQ(got.envelope.judged.level, queue::Level::medium);
  EXPECT_EQ(got.envelope.judged.score, 1050);
  EXPECT_EQ(got.envelope.judged.quarantine, "look");
}

TEST_F(InspectionTest, its_refusal_is_the_reply_and_its_reason_is_for_the_log) {
  world.looker.finds = [](const Inspected&) {
    return Findings{.refusal = Reply{550, "5.7.1", "This looks like spam"}, .reason = "gtube", .fields = {}, .judged = {}};
  };
  EXPECT_EQ(send("From: a@far.example\r\n\r\nbody"), "550 5.7.1 This looks like spam\r\n");
  EXPECT_TRUE(world.delivered.empty());
  EXPECT_TRUE(std::ranges::any_of(world.log, [](const auto& one) {
    return one.event == events::Event::smtp_message_refused && one.text.contains("gtube") &&
           one.text.contains("a@far.example") && one.text.contains("joe@here.example") && one.text.ends_with(".1|");
  })) << "by both its ends, and by the id under which all else is told of it";
}

TEST_F(InspectionTest, mail_of_ours_is_looked_at_as_well_and_knows_no_origin) {
  std::vector<bool> known;
  world.judges = true;
  world.looker.finds = [&](const Inspected& m) {
    known.push_back(m.origin != nullptr);
    EXPECT_EQ(m.ours, m.origin == nullptr);
    return Findings{};
  };
  send("From: a@far.example\r\n\r\nbody");
  send("From: joe@here.example\r\n\r\nbody",
       "EHLO c\r\nAUTH PLAIN AGpvZUBoZXJlLmV4YW1wbGUAc2VjcmV0\r\nMAIL FROM:<joe@here.example>\r\nRCPT "
       "TO:<a@far.example>\r\nDATA\r\n",
       true);
  EXPECT_EQ(known, (std::vector<bool>{true, false}));
  EXPECT_EQ(world.delivered.size(), 2u);
}

TEST_F(InspectionTest, it_knows_what_a_server_in_front_has_brought) {
  std::vector<bool> relayed;
  world.looker.finds = [&](const Inspected& m) {
    relayed.push_back(m.relayed);
    return Findings{};
  };
  send("From: a@far.example\r\n\r\nbody");
  auto front = exchange_listener();
  front.role = Role::lmtp;
  Dialogue d(world, {}, front, false);
  d.give("LHLO front\r\nMAIL FROM:<a@far.example>\r\nRCPT TO:<joe@here.example>\r\nDATA\r\n");
  d.give("From: a@far.example\r\n\r\nbody\r\n.\r\n");
  EXPECT_EQ(relayed, (std::vector<bool>{false, true}));
}

TEST_F(InspectionTest, who_may_not_come_in_is_not_looked_at) {
  world.looker.finds = [](const Inspected&) -> Findings { throw std::logic_error("looked at"); };
  EXPECT_EQ(codes(send("From: joe@here.example\r\n\r\nbody")), Codes{550});
}

TEST_F(InspectionTest, its_field_is_nobody_elses_to_write) {
  send("X-Spam-Verdict: none\r\nx-spam-verdict : none\r\nX-Spam-Verdicts: y\r\nFrom: a@far.example\r\n\r\nbody");
  EXPECT_EQ(mime::parse(world.delivered.at(0).bytes).count(0, "X-Spam-Verdict"), 0u);
  EXPECT_TRUE(world.delivered.at(0).bytes.contains("X-Spam-Verdicts: y"));
  send("X-Attachments-Removed: all\r\nFrom: a@far.example\r\n\r\nbody");
  EXPECT_FALSE(world.delivered.at(1).bytes.contains("X-Attachments-Removed"));
}

}  // namespace
}  // namespace postern::smtp
