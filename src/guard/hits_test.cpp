// Hits of the lists, over an engine that is held up or fails: whoever reads finds what another is writing, and reads on when none is written.
#include <gtest/gtest.h>

#include "guard/lists.h"
#include "guard/smtp_blocks.h"
#include "kv/open.h"
#include "support/held_engine.h"
#include "support/manual_executor.h"

namespace postern::guard {
namespace {

constexpr Time kThatHour{1'790'000'000'000};

// A list with one entry; what differs between the two rooms of it.
struct OfNetworks {
  explicit OfNetworks(kv::Store& kv) : of(kv, 3) {}
  Task<Result<void>> add() {
    Entry e;
    e.network = IpNetwork::parse("192.0.2.0/24").value();
    e.services = kAllServices;
    return of.add(std::vector{e});
  }
  void hit() { EXPECT_TRUE(of.find(IpAddress::parse("192.0.2.7").value(), events::Service::imap, kThatHour)); }
  Task<Result<std::vector<Entry>>> list() {
    return of.list([](const Entry&) { return true; }, 10);
  }
  Lists of;
};

struct OfNames {
  explicit OfNames(kv::Store& kv) : of(kv) {}
  Task<Result<void>> add() {
    SmtpBlock b;
    b.what = Named::domain;
    b.name = "spam.test";
    return of.add(std::move(b));
  }
  void hit() { EXPECT_TRUE(of.sender("x@spam.test", Way::inbound, kThatHour)); }
  Task<Result<std::vector<SmtpBlock>>> list() { return of.list(); }
  SmtpBlocks of;
};

template <class List>
class HitsTest : public testing::Test {
 protected:
  HitsTest() { EXPECT_TRUE(executor.run(list.add())); }
  std::uint64_t hits(auto rows) {
    EXPECT_TRUE(rows && rows->size() == 1);
    return rows && !rows->empty() ? rows->front().hits : 0;
  }

  test::EngineControls on;
  ManualExecutor executor;
  std::unique_ptr<kv::Store> kv = kv::open_on(std::make_unique<test::HeldEngine>(on), {.reader_threads = 1}).value();
  List list{*kv};
};

using Both = testing::Types<OfNetworks, OfNames>;
TYPED_TEST_SUITE(HitsTest, Both);

TYPED_TEST(HitsTest, that_another_is_writing_are_in_the_list_that_is_read_meanwhile) {
  auto& on = this->on;
  auto& executor = this->executor;
  auto& list = this->list;
  list.hit();
  on.hold_writes = true;
  executor.start(list.of.save_hits(), [](Result<void>) {});
  on.held.acquire();
  on.hold_writes = false;
  std::optional<std::uint64_t> found;
  executor.start(list.list(), [&](auto rows) { found = this->hits(std::move(rows)); });
  ASSERT_TRUE(
      executor.run(this->kv->get(kv::Family::meta, "after it")));  // by the one reader: what was read before has been read
  EXPECT_FALSE(found);
  on.go_on.release();
  executor.run_until([&] { return found.has_value(); });
  EXPECT_EQ(found, 1u);
}

TYPED_TEST(HitsTest, that_cannot_be_written_hide_no_list) {
  this->list.hit();
  this->on.fail_writes = true;
  EXPECT_FALSE(this->executor.run(this->list.of.save_hits()));
  EXPECT_EQ(this->hits(this->executor.run(this->list.list())), 0u);
}

}  // namespace
}  // namespace postern::guard
