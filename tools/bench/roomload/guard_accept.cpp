// The question at every door: who may come in, among a million networks on the lists and ten thousand blocks; and a million blocks.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <new>
#include <set>

#include "base/run_here.h"
#include "kv/open.h"
#include "must.h"
#include "numbers.h"
#include "running_guard.h"
#include "workloads.h"

namespace {
thread_local std::uint64_t allocations = 0;
}  // namespace

// Counts for this program alone; what the standard library offers beside these ends here, too.
void* operator new(std::size_t size) {
  ++allocations;
  if (void* p = std::malloc(size == 0 ? 1 : size)) return p;
  throw std::bad_alloc();
}
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }

namespace roomload {
namespace {

using namespace postern;

constexpr std::size_t kBlocks = 10'000;
constexpr std::size_t kAsked = 1'000'000;
constexpr std::size_t kRounds = 5;

// As published lists have them: mostly single addresses, and networks of every size from /12 on.
IpNetwork network(std::uint64_t n) {
  const auto r = mixed(n);
  const auto address = static_cast<std::uint32_t>(r >> 32);
  const auto kind = r % 1000;
  const auto pick = static_cast<unsigned>(r / 1000 % 8);
  if (kind < 640) return {v4(address), 128};
  if (kind < 760) return {v4(address), 120};
  if (kind < 840) return {v4(address), 121 + pick % 7};
  if (kind < 929) return {v4(address), 112 + pick};
  if (kind < 930) return {v4(address), 108 + pick % 4};
  if (kind < 980) return {v6(r, 0), 64};
  if (kind < 990) return {v6(r, 0), 56};
  return {v6(r, 0), 48};
}

std::vector<IpNetwork> networks(std::size_t count) {
  std::set<IpNetwork> all;
  for (std::uint64_t n = 0; all.size() < count; ++n) all.insert(network(n));
  return {all.begin(), all.end()};
}

// One in ten is allowed.
void fill_lists(guard::Guard& guard, const std::vector<IpNetwork>& all) {
  std::array<std::vector<IpNetwork>, 2> sides;
  for (std::size_t i = 0; i < all.size(); ++i) sides[i % 10 == 0 ? 1 : 0].push_back(all[i]);
  for (const auto side : {guard::Side::deny, guard::Side::allow}) {
    guard::Entry like;
    like.side = side;
    like.list = "bench";
    if (side == guard::Side::allow) like.bypasses.add(guard::Bypass::brute_force);
    const auto go_on = [](std::size_t, std::size_t) { return true; };
    must(run_here(guard.lists().import(std::move(sides[static_cast<std::size_t>(side)]), like, go_on)));
  }
}

void fill_blocks(RunningGuard& running) {
  for (std::uint64_t n = 0; n < kBlocks; ++n)
    for (std::uint64_t attempt = 0; attempt < 5; ++attempt)
      running.fail_login(v4(static_cast<std::uint32_t>(mixed(n))), events::Service::imap, 5 * n + attempt);
  run_here(running.guard.settle());
}

// Half of those who ask are somewhere on the lists, a tenth is blocked.
std::vector<IpAddress> who_asks(const std::vector<IpNetwork>& all) {
  std::vector<IpAddress> out;
  for (std::uint64_t n = 0; n < kAsked; ++n) {
    const auto r = mixed(~n);
    if (r % 10 < 5)
      out.push_back(all[r / 10 % all.size()].base());
    else if (r % 10 < 6)
      out.push_back(v4(static_cast<std::uint32_t>(mixed(r / 10 % kBlocks))));
    else
      out.push_back(r % 10 < 9 ? v4(static_cast<std::uint32_t>(r >> 32)) : v6(r, r));
  }
  return out;
}

struct Asked {
  double took = 0;         // nanoseconds a question, the median of the rounds
  double allocations = 0;  // of a question
  double yes = 0;          // share of those who were answered so
};

template <class Question>
Asked ask(const std::vector<IpAddress>& asking, Question question) {
  std::array<double, kRounds> took{};
  std::uint64_t yes = 0;
  const auto before = allocations;
  for (auto& round : took) {
    const auto begin = Clock::now();
    for (const auto& address : asking) yes += question(address) ? 1 : 0;
    round = std::chrono::duration<double, std::nano>(Clock::now() - begin).count() / static_cast<double>(asking.size());
  }
  const auto after = allocations;
  std::ranges::sort(took);
  const auto questions = static_cast<double>(asking.size() * kRounds);
  return {took[kRounds / 2], static_cast<double>(after - before) / questions, static_cast<double>(yes) / questions};
}

}  // namespace

Figures guard_accept(const Options& options) {
  const auto all = networks(options.count == 0 ? guard::Lists::kMost : options.count);
  RunningGuard running(options.folder);
  fill_blocks(running);
  fill_lists(running.guard, all);
  const auto asked =
      ask(who_asks(all), [&](const IpAddress& address) { return running.guard.admit(address, events::Service::imap); });
  return {{"guard-accept", asked.took}, {"guard-accept-allocations", asked.allocations}, {"admitted", asked.yes}};
}

Figures guard_accept_blocks(const Options& options) {
  const auto all = networks(options.count == 0 ? guard::Blocks::kMost : options.count);
  const auto kv = must(kv::open_memory());
  guard::Blocks blocks(*kv, 7);
  guard::Block block;
  block.services = guard::kAllServices;
  block.until = SetTime::kStart + std::chrono::hours(1);
  for (const auto& network : all) {
    block.network = network;
    blocks.add(block);
  }
  const auto asked = ask(who_asks(all), [&](const IpAddress& address) {
    return blocks.find(address, events::Service::imap, SetTime::kStart).has_value();
  });
  return {{"guard-accept-blocks", asked.took}, {"blocked", asked.yes}};
}

}  // namespace roomload
