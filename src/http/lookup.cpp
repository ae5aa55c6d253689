// One thread a look-up, which outlives the one who asked when it has to.
#include "http/lookup.h"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>

namespace postern::http {
namespace {

IpAddress address_of(const sockaddr* from) {
  IpAddress out;
  if (from->sa_family == AF_INET6) {
    std::memcpy(out.bytes.data(), &reinterpret_cast<const sockaddr_in6*>(from)->sin6_addr, 16);
  } else {
    out.bytes[10] = out.bytes[11] = 0xFF;
    std::memcpy(out.bytes.data() + 12, &reinterpret_cast<const sockaddr_in*>(from)->sin_addr, 4);
  }
  return out;
}

}  // namespace

Result<Addresses> resolve_by_system(const std::string& host) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (const int bad = getaddrinfo(host.c_str(), nullptr, &hints, &found); bad != 0)
    return fail(Failure::unavailable, "The host is not known", gai_strerror(bad));
  Addresses out;
  for (const auto* one = found; one != nullptr; one = one->ai_next)
    if (one->ai_family == AF_INET || one->ai_family == AF_INET6) out.push_back(address_of(one->ai_addr));
  freeaddrinfo(found);
  return out;
}

struct Lookups::Shared {
  Resolve resolve;
  std::size_t most;
  std::mutex lock;  // with a condition variable, hence not a Locked
  std::condition_variable answered;
  std::size_t under_way = 0;
};

Lookups::Lookups(Resolve resolve, std::size_t most) : shared_(std::make_shared<Shared>()) {
  shared_->resolve = std::move(resolve);
  shared_->most = most;
}

Result<Addresses> Lookups::find(const std::string& host, Deadline until) const {
  const auto answer = std::make_shared<std::optional<Result<Addresses>>>();
  std::unique_lock guard(shared_->lock);
  if (shared_->under_way >= shared_->most)
    return fail(Failure::unavailable, "The resolver does not answer", "too many look-ups are under way");
  try {
    std::thread([shared = shared_, answer, host] {
      auto found = shared->resolve(host);
      const std::lock_guard ending(shared->lock);
      *answer = std::move(found);
      --shared->under_way;
      shared->answered.notify_all();
    }).detach();
  } catch (const std::system_error&) {
    return fail(Failure::unavailable, "The system has no thread to spare");
  }
  ++shared_->under_way;  // the thread waits for the lock before it takes it back
  if (!shared_->answered.wait_until(guard, until, [&] { return answer->has_value(); }))
    return fail(Failure::timeout, "The host's name cannot be looked up in time");
  return std::move(**answer);
}

}  // namespace postern::http
