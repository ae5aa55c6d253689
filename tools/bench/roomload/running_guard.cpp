// Starts and ends the guard, and brings it what an attack looks like.
#include "running_guard.h"

#include <fmt/format.h>

#include "base/run_here.h"
#include "kv/open.h"
#include "must.h"
#include "numbers.h"

namespace roomload {

using namespace postern;

RunningGuard::RunningGuard(const std::filesystem::path& folder)
    : kv(must(kv::open_rocksdb({.dir = folder}))),
      recorder(*kv, time),
      guard({.kv = *kv, .recorder = recorder, .time = time, .events = log, .judge = {}}, {}, 7) {
  must(run_here(guard.load()));
  reactors.start();
  guard.run_on(&reactors.executor(0));
}

RunningGuard::~RunningGuard() {
  guard.run_on(nullptr);
  ignore(run_here(guard.write()), "nobody reads it again");
  reactors.stop();
}

bool RunningGuard::fail_login(const IpAddress& from, events::Service service, std::uint64_t number, AccountId account) {
  if (!guard.enter(from, service)) return false;
  events::SecurityEvent e;
  e.at = time.now();
  e.signal = events::Signal::login;
  e.service = service;
  e.cause = account ? events::Cause::wrong_password : events::Cause::unknown_account;
  e.ip = from.bytes;
  e.account = account;
  if (!account) e.name = fmt::format("user{}@bench.test", number % 100'000);
  e.credential = mixed(number) | 1;
  guard.record(std::move(e));
  return true;
}

bool RunningGuard::refuse_recipient(const IpAddress& from) {
  if (!guard.enter(from, events::Service::smtp)) return false;
  events::SecurityEvent e;
  e.at = time.now();
  e.signal = events::Signal::recipient_refused;
  e.service = events::Service::smtp;
  e.cause = events::Cause::unknown_account;
  e.ip = from.bytes;
  e.name = "info@bench.test";
  guard.record(std::move(e));
  return true;
}

}  // namespace roomload
