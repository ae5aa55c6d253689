// How many events the guard judges and records when two threads bring them as fast as they can.
#include <chrono>
#include <thread>

#include "numbers.h"
#include "running_guard.h"
#include "workloads.h"

namespace roomload {
namespace {

using namespace postern;

constexpr std::size_t kThreads = 2;
constexpr std::size_t kAddresses = 1'000'000;
constexpr std::size_t kAccounts = 100'000;
constexpr std::size_t kAnHour = 3'600'000;

void log_in(RunningGuard& running, const IpAddress& from, AccountId account) {
  if (!running.guard.enter(from, events::Service::imap)) return;
  events::SecurityEvent e;
  e.at = running.time.now();
  e.signal = events::Signal::login;
  e.service = events::Service::imap;
  e.ip = from.bytes;
  e.account = account;
  running.guard.record(std::move(e));
}

// Visits by people, by guessers of passwords and by those who look for mailboxes; a visit is two events, or one of who is blocked.
void visit(RunningGuard& running, std::uint64_t n) {
  const auto r = mixed(n);
  const auto from = v4(static_cast<std::uint32_t>(mixed(r % kAddresses)));
  const AccountId account(1 + r / kAddresses % kAccounts);
  if (r >> 32 & 1)
    running.refuse_recipient(from);
  else if (r >> 33 & 1)
    running.fail_login(from, events::Service::submission, n, r >> 34 & 3 ? AccountId() : account);
  else
    log_in(running, from, account);
}

}  // namespace

Figures guard_events(const Options& options) {
  const std::size_t each = options.count == 0 ? 2'000'000 : options.count;
  RunningGuard running(options.folder);
  const auto begin = Clock::now();
  {
    std::vector<std::jthread> threads;
    for (std::size_t t = 0; t < kThreads; ++t)
      threads.emplace_back([&, t] {
        for (std::size_t n = 0; n < each / 2; ++n) {
          if (t == 0) running.time.set(SetTime::kStart + std::chrono::milliseconds(n * kAnHour / (each / 2)));
          visit(running, n * kThreads + t);
        }
      });
  }
  const auto took = std::chrono::duration<double>(Clock::now() - begin).count();
  return {{"guard-events", static_cast<double>(each * kThreads) / took},
          {"not_recorded", static_cast<double>(running.recorder.dropped()) / static_cast<double>(each * kThreads)}};
}

}  // namespace roomload
