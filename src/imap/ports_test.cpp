// Each call of the engine fails in turn: every command is still answered, and the session goes on.
#include <gtest/gtest.h>

#include <atomic>

#include "support/imap_server.h"

namespace postern::imap {
namespace {

using test::ImapServer;

// Passes all on until the n-th call, which fails; later ones work again.
class FailingKv final : public kv::Store {
 public:
  explicit FailingKv(std::unique_ptr<kv::Store> inner) : inner_(std::move(inner)) {}
  void fail_at(int call) { left_ = call; }
  [[nodiscard]] bool has_failed() const { return left_ == 0; }

  Task<Result<std::optional<std::string>>> get(kv::Family family, std::string key) override {
    if (fails()) co_return fail(Failure::io, "The disk is gone");
    co_return co_await inner_->get(family, std::move(key));
  }
  Task<Result<std::vector<std::optional<std::string>>>> get_many(kv::Family family, std::vector<std::string> keys) override {
    if (fails()) co_return fail(Failure::io, "The disk is gone");
    co_return co_await inner_->get_many(family, std::move(keys));
  }
  Task<Result<void>> scan(kv::Family family, std::string from, std::string to, kv::Visitor visit,
                          kv::ScanOptions how) override {
    if (fails()) co_return fail(Failure::io, "The disk is gone");
    co_return co_await inner_->scan(family, std::move(from), std::move(to), std::move(visit), how);
  }
  Task<Result<void>> commit(kv::Shard shard, kv::Intent intent, kv::Durability durability, kv::Purpose purpose) override {
    if (fails()) co_return fail(Failure::io, "The disk is gone");
    co_return co_await inner_->commit(shard, std::move(intent), durability, purpose);
  }
  void observe(std::function<void(std::span<const std::shared_ptr<const kv::Notice>>)> observer) override {
    inner_->observe(std::move(observer));
  }
  [[nodiscard]] bool accepts_writes() const override { return inner_->accepts_writes(); }
  [[nodiscard]] kv::Disk disk() const override { return inner_->disk(); }

 private:
  bool fails() { return left_ > 0 && --left_ == 0; }

  std::unique_ptr<kv::Store> inner_;
  std::atomic<int> left_{-1};
};

const std::vector<std::string> kScript = {
    "SELECT INBOX",
    "LIST \"\" * RETURN (STATUS (MESSAGES))",
    "FETCH 1:* (FLAGS INTERNALDATE)",
    "FETCH 1 (ENVELOPE)",
    "FETCH 1 BODY[]",
    "SEARCH TEXT body",
    "SORT (SUBJECT) UTF-8 ALL",
    "STORE 1 +FLAGS (\\Deleted)",
    "COPY 1 Sent",
    "STATUS Sent (MESSAGES SIZE)",
    "EXPUNGE",
    "APPEND INBOX {14+}\r\nSubject: x\r\n\r\n",
    "CREATE New",
    "RENAME New Newer",
    "SUBSCRIBE Newer",
    "DELETE Newer",
    "GETQUOTAROOT INBOX",
    "CLOSE",
};

// True when the failing call was reached.
bool run_with_failure_at(int call) {
  auto failing = std::make_unique<FailingKv>(std::move(*kv::open_memory({.low_disk_bytes = 0})));
  auto* engine = failing.get();
  ImapServer server(std::move(failing));
  auto& c = server.session();
  server.append(c, "INBOX", "Subject: x\r\n\r\nbody\r\n");
  c.take_output();
  engine->fail_at(call);
  for (const auto& command : kScript) {
    const auto answer = server.ask(c, "t " + command + "\r\n");
    const auto last = answer.rfind("t ");
    EXPECT_NE(last, answer.npos) << command << " got no answer: " << answer;
    EXPECT_TRUE(!c.closed()) << command;
    if (c.closed()) break;
  }
  return engine->has_failed();
}

TEST(Ports, each_failing_call_of_the_engine_is_answered_and_survived) {
  int call = 1;
  while (call < 200 && !testing::Test::HasFailure() && run_with_failure_at(call)) ++call;
  EXPECT_GT(call, 15);
}

}  // namespace
}  // namespace postern::imap
