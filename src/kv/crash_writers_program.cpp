// The program that the crash test ends: sixteen threads write messages and acknowledge each that is durable.
// crash_writers FOLDER ROUND: the store's folder, and which numbers the messages of this run have.
#include <unistd.h>

#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "base/run_here.h"
#include "base/text.h"
#include "kv/open.h"
#include "support/crash_writers.h"

namespace postern::kv {
namespace {

constexpr std::uint32_t kWriters = 16;
constexpr std::uint32_t kMostRounds = 1000;

// A delivery in small: the next UID from the head, the body under it, the head put back.
Result<void> deliver(Transaction& t, std::uint32_t account, const std::string& body) {
  auto head = t.get(Family::meta, test::head_key(account));
  if (!head) return pass_on(head);
  const auto uid = *head ? Decoder(**head).big32() + 1 : 1;
  t.put(Family::body, test::body_key(account, uid), body);
  t.put(Family::meta, test::head_key(account), Encoder().big32(uid).view());
  return {};
}

void write_messages(Store& store, std::uint32_t round, std::uint32_t writer) {
  for (std::uint32_t n = round << 20;; ++n) {
    const auto body = Encoder().big32(writer).big32(n).raw(std::string(1000 + n % 3000, 'm')).take();
    const auto account = (writer + n) % test::kAccounts;
    auto done = run_here(store.commit({account}, [&](Transaction& t) { return deliver(t, account, body); }));
    const test::Ack ack{writer, n};
    if (!done || write(test::kAckPipe, &ack, sizeof ack) != sizeof ack) _exit(3);
  }
}

int run(const char* folder, std::uint32_t round) {
  auto store = open_rocksdb({.dir = folder, .low_disk_bytes = 0});
  if (!store) return 2;
  std::vector<std::jthread> threads;
  for (std::uint32_t writer = 0; writer < kWriters; ++writer)
    threads.emplace_back([&, writer] { write_messages(**store, round, writer); });
  return 0;
}

}  // namespace
}  // namespace postern::kv

int main(int argc, char** argv) {
  const auto round = argc == 3 ? postern::number<std::uint32_t>(argv[2], postern::kv::kMostRounds) : std::nullopt;
  return round ? postern::kv::run(argv[1], *round) : 1;
}
