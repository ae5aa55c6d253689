// What a session with a large mailbox selected costs of its own: the view is shared, so it is little.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "store/facts.h"
#include "support/imap_server.h"

#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
extern "C" std::size_t __sanitizer_get_current_allocated_bytes();
#else
#include <malloc.h>
#endif

namespace postern::imap {
namespace {

std::size_t allocated() {
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
  return __sanitizer_get_current_allocated_bytes();
#else
  return mallinfo2().uordblks;
#endif
}

constexpr std::uint32_t kMessages = 100'000;

void fill(test::ImapServer& server) {
  ASSERT_TRUE(server.executor.run(server.mail.set_quota(AccountId(1), 0)));
  const std::string bytes = "Subject: x\r\n\r\nBody.\r\n";
  store::NewMessage message;
  message.bytes = std::make_shared<const std::string>(bytes);
  message.facts = std::make_shared<const store::Facts>();
  for (std::uint32_t i = 0; i < kMessages; i += 10'000) {
    const std::vector<store::NewMessage> some(10'000, message);
    ASSERT_TRUE(server.executor.run(server.mail.append(AccountId(1), store::kInbox, some)));
  }
  // The thread of commits gives back a large one only after its answer: once it has taken another, it has.
  ASSERT_TRUE(server.executor.run(server.mail.set_quota(AccountId(1), 0)));
}

constexpr std::size_t kSessions = 20;

std::int64_t bytes_a_session(test::ImapServer& server) {
  const auto before = allocated();
  for (std::size_t i = 0; i < kSessions; ++i) {
    auto& c = server.session("INBOX");
    EXPECT_TRUE(
        server.ask(c, "a UID FETCH 50000,99999:* (FLAGS)\r\nb SEARCH RETURN (SAVE) UNSEEN\r\n").ends_with("b OK Searched\r\n"));
  }
  return (static_cast<std::int64_t>(allocated()) - static_cast<std::int64_t>(before)) / static_cast<std::int64_t>(kSessions);
}

TEST(SessionMemory, of_a_selected_mailbox_of_100000_messages_is_under_64_kib) {
  test::ImapServer server;
  ASSERT_NO_FATAL_FAILURE(fill(server));
  constexpr std::size_t kRounds = 3;
  server.streams.reserve(kRounds * kSessions + 1);
  server.session("INBOX");  // reads the view that all share
  // What the engine writes out and gives back meanwhile hides what sessions take, in one round and not in all.
  std::int64_t most = 0;
  for (std::size_t i = 0; i < kRounds; ++i) most = std::max(most, bytes_a_session(server));
  EXPECT_GT(most, 0);
  EXPECT_LT(most, 64 * 1024);
  RecordProperty("bytes_a_session", static_cast<int>(most));
}

}  // namespace
}  // namespace postern::imap
