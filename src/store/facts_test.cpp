// Facts made from real messages.
#include "store/facts.h"

#include <gtest/gtest.h>

namespace postern::store {
namespace {

TEST(FactsOfMessage, a_reply_names_what_it_answers) {
  const auto first =
      facts_of("Message-ID: <a@x>\r\nSubject: Plan\r\nDate: Sun, 22 Nov 2026 01:38:10 +0000\r\n\r\nhello\r\n", Time{5});
  const auto reply = facts_of("Message-ID: <b@x>\r\nIn-Reply-To: <a@x>\r\nSubject: Re: plan\r\n\r\nhi\r\n", Time{5000});
  EXPECT_EQ(reply->references, std::vector{first->message_id});
  EXPECT_EQ(reply->subject, first->subject);
  EXPECT_EQ(first->sent.ms, 1'795'311'490'000);
  EXPECT_EQ(reply->sent.ms, 5000);
  EXPECT_EQ(first->header_size, 75u);
  EXPECT_FALSE(first->envelope.empty());
}

TEST(FactsOfMessage, no_message_has_no_facts_but_does_not_fail) { EXPECT_EQ(facts_of("", Time{1})->message_id, 0u); }

}  // namespace
}  // namespace postern::store
