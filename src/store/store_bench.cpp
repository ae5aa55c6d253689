// Prints how fast the store is on one engine: appends, opening and walking a mailbox of 100,000, memory of its view.
// Use: store_bench [folder]   with a folder: RocksDB there, else the memory engine.
#include <fmt/format.h>

#include "base/run_here.h"
#include "kv/open.h"
#include "store/latch.h"
#include "store/store.h"

namespace {

using namespace postern;
using namespace postern::store;

constexpr AccountId kAccount{1};

double ms_since(Deadline start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

NewMessage message() {
  static const auto bytes = std::make_shared<const std::string>(std::string(5000, 'x'));
  static const auto facts = [] {
    Facts f;
    f.envelope = std::string(350, 'e');
    f.body_structure = std::string(120, 's');
    f.headers = std::string(300, 'h');
    f.preview = std::string(100, 'p');
    f.message_id = 1;
    return std::make_shared<const Facts>(std::move(f));
  }();
  NewMessage m;
  m.bytes = bytes;
  m.facts = facts;
  m.internal_date = Time{1'790'000'000'000};
  return m;
}

Task<void> one_writer(Store& mail, MailboxId mailbox, int n) {
  for (int i = 0; i < n; ++i) {
    std::vector<NewMessage> one;
    one.push_back(message());
    auto done = co_await mail.append(kAccount, mailbox, std::move(one));
    if (!done) fmt::print("{}\n", done.error().text);
  }
}

Task<void> writers(Store& mail, MailboxId mailbox, int n, int each) {
  Latch latch(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) spawn(one_writer(mail, mailbox, each), [&] { latch.count_down(); });
  co_await latch;
}

Task<void> fill(Store& mail, MailboxId mailbox, int n) {
  for (int i = 0; i < n; i += 500) {
    std::vector<NewMessage> many(500, message());
    auto done = co_await mail.append(kAccount, mailbox, std::move(many));
    if (!done) fmt::print("{}\n", done.error().text);
  }
}

Task<void> measure(Store& mail, Store& cold) {
  std::vector<Store::NewAccount> accounts;
  for (std::uint64_t i = 1; i <= 200; ++i) accounts.push_back({AccountId(i)});
  auto start = Clock::now();
  auto made = co_await mail.create_accounts(accounts);
  fmt::print("200 accounts: {:.1f} ms, {}\n", ms_since(start), made.has_value());
  made = co_await mail.set_quota(kAccount, 0);
  auto small = co_await mail.create(kAccount, "small");
  start = Clock::now();
  co_await one_writer(mail, *small, 1000);
  fmt::print("append, 1 writer: {:.0f}/s\n", 1000 / ms_since(start) * 1000);
  start = Clock::now();
  co_await writers(mail, *small, 20, 500);
  fmt::print("append, 20 writers, one mailbox: {:.0f}/s\n", 10'000 / ms_since(start) * 1000);
  auto big = co_await mail.create(kAccount, "big");
  start = Clock::now();
  co_await fill(mail, *big, 100'000);
  fmt::print("append, 500 a commit: {:.0f}/s\n", 100'000 / ms_since(start) * 1000);
  start = Clock::now();
  auto view = co_await cold.open(kAccount, *big);
  fmt::print("open 100,000: {:.1f} ms, {:.1f} bytes a message\n", ms_since(start),
             static_cast<double>((*view)->bytes()) / (*view)->exists());
  std::uint64_t sum = 0;
  start = Clock::now();
  (*view)->each(1, (*view)->exists(), [&](std::uint32_t seq, const Row& row) { sum += seq ^ row.uid.value ^ row.flags; });
  fmt::print("walk 100,000 rows: {:.2f} ms ({})\n", ms_since(start), sum);
  std::vector<SeqRange> all{{1, (*view)->exists()}};
  for (int round = 0; round < 2; ++round) {
    FactsVisitor visit = [&](const StoredFacts& f) { return sum += f.envelope.size(), true; };
    start = Clock::now();
    auto read = co_await cold.facts(*view, all, std::move(visit));
    fmt::print("facts of 100,000: {:.1f} ms, {}\n", ms_since(start), read.has_value());
  }
  FixedVisitor fixed = [&](std::uint32_t, const Row&, const Fixed& f) { return sum += f.size, true; };
  start = Clock::now();
  auto read = co_await cold.fixed(*view, all, std::move(fixed));
  fmt::print("fixed columns of 100,000: {:.1f} ms, {}\n", ms_since(start), read.has_value());
  start = Clock::now();
  FlagEdit edit{{{Uid(1), Uid(100'000)}}, FlagChange::add, {kSeen, {}}, {}};
  auto stored = co_await cold.store_flags(kAccount, *big, std::move(edit));
  fmt::print("flags of 100,000: {:.1f} ms\n", ms_since(start));
  start = Clock::now();
  for (std::uint32_t i = 1; i <= 1000; ++i) {
    FlagEdit one{{{Uid(i * 90), Uid(i * 90)}}, FlagChange::add, {kFlagged, {}}, {}};
    stored = co_await cold.store_flags(kAccount, *big, std::move(one));
  }
  fmt::print("flags of one, 1 writer: {:.0f}/s\n", 1000 / ms_since(start) * 1000);
}

}  // namespace

int main(int argc, char** argv) {
  auto kv = argc > 1 ? kv::open_rocksdb({.dir = argv[1]}) : kv::open_memory();
  if (!kv) {
    fmt::print("{} {}\n", kv.error().text, kv.error().detail);
    return 1;
  }
  auto blobs = blobs_in_memory(system_random(), system_time());
  Store mail({}, **kv, *blobs, system_time());
  Store cold({}, **kv, *blobs, system_time());  // a cache of its own, so that it reads
  run_here(measure(mail, cold));
  return 0;
}
