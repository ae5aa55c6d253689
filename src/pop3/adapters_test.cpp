// The maildrop over a real store.
#include "pop3/adapters.h"

#include <fmt/format.h>

#include "support/mail_store.h"

namespace postern::pop3 {
namespace {

class StoreMaildropsTest : public store::StoreTest {
 protected:
  std::unique_ptr<Maildrop> opened() {
    StoreMaildrops maildrops(store);
    return must(maildrops.open(kAccount));
  }
  std::string text(Maildrop& drop, std::uint32_t number) {
    const auto body = must(drop.open(number));
    std::string out;
    while (out.size() < body->size()) out += must(body->read(out.size(), 1000)).bytes;
    return out;
  }
};

TEST_F(StoreMaildropsTest, shows_inbox_as_it_was_at_login) {
  const auto inbox = named("INBOX");
  put(inbox, "Subject: one\r\n\r\n1\r\n");
  put(inbox, "Subject: two\r\n\r\n" + std::string(5000, 'x') + "\r\n");
  const auto drop = opened();
  put(inbox, "later");
  ASSERT_EQ(drop->count(), 2u);
  EXPECT_EQ(drop->size_of(1), 19u);
  EXPECT_EQ(text(*drop, 1), "Subject: one\r\n\r\n1\r\n");
  EXPECT_EQ(text(*drop, 2).size(), drop->size_of(2));
}

// RFC 1939 §7
TEST_F(StoreMaildropsTest, unique_ids_stay_the_same_and_are_never_given_twice) {
  const auto inbox = named("INBOX");
  put(inbox, "one");
  put(inbox, "two");
  auto drop = opened();
  const auto first = drop->unique_id(1);
  const auto second = drop->unique_id(2);
  must(drop->remove({2}));
  put(inbox, "three");
  drop = opened();
  EXPECT_EQ(drop->unique_id(1), first);
  EXPECT_NE(drop->unique_id(2), second);
  EXPECT_LE(first.size(), 70u);
}

TEST_F(StoreMaildropsTest, removes_what_is_named_and_nothing_else) {
  const auto inbox = named("INBOX");
  for (const auto* bytes : {"a", "bb", "ccc", "dddd", "eeeee"}) put(inbox, bytes);
  const auto drop = opened();
  must(drop->remove({1, 2, 4}));
  const auto after = opened();
  ASSERT_EQ(after->count(), 2u);
  EXPECT_EQ(text(*after, 1), "ccc");
  EXPECT_EQ(text(*after, 2), "eeeee");
}

TEST_F(StoreMaildropsTest, gives_each_message_in_whatever_order_they_are_asked_for) {
  const auto inbox = named("INBOX");
  std::vector<std::string> sent;
  for (int i = 0; i < 80; ++i)
    sent.push_back(fmt::format("Subject: {}\r\n\r\n{}\r\n", i, std::string(i % 7 == 0 ? 40'000 : 900, 'x')));
  sent[20] = "large: " + std::string(100'000, 'y');  // a blob
  for (const auto& bytes : sent) put(inbox, bytes);
  const auto drop = opened();
  for (std::uint32_t n = 1; n <= 80; ++n) ASSERT_EQ(text(*drop, n), sent[n - 1]) << n;
  for (const std::uint32_t n : {1u, 2u, 2u, 1u, 3u, 80u, 21u, 22u, 4u, 5u}) ASSERT_EQ(text(*drop, n), sent[n - 1]) << n;
}

TEST_F(StoreMaildropsTest, an_empty_inbox_is_a_maildrop_too) { EXPECT_EQ(opened()->count(), 0u); }

}  // namespace
}  // namespace postern::pop3
