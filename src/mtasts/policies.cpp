// What is kept, what is fetched, and the threads that wait for other people's web servers.
#include "mtasts/policies.h"

#include <fmt/format.h>

#include <atomic>
#include <coroutine>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "base/codec.h"
#include "base/inbox.h"

namespace postern::mtasts {
namespace {

using smtp::client::StsPolicy;

constexpr kv::Shard kShard{0};
constexpr std::uint8_t kVersion = 2;
constexpr std::chrono::seconds kPatience{20};  // RFC 8461 §3.3 lets it be a minute; whoever stops the server waits for it
constexpr std::chrono::milliseconds kRemembered =
    std::chrono::hours(24);  // by then the record has been asked for again, or is gone
constexpr std::chrono::milliseconds kPause = std::chrono::minutes(5);  // likewise

std::string key_of(const dns::Name& domain) { return "M sts " + domain.text(); }

// A row of the store.
struct Kept {
  std::string id, text;  // of the policy that was fetched last; empty: none was
  Time fetched;
  std::string failed_id;  // the one that could not be fetched last
  Time failed;
  std::string why;  // in the words of RFC 8460
};

std::string encode(const Kept& kept) {
  return Encoder()
      .u8(kVersion)
      .bytes(kept.id)
      .bytes(kept.text)
      .zigzag(kept.fetched.ms)
      .bytes(kept.failed_id)
      .zigzag(kept.failed.ms)
      .bytes(kept.why)
      .take();
}

// A row that cannot be read is as good as none: it is fetched anew.
Kept decode(const std::optional<std::string>& stored) {
  Kept out;
  if (!stored) return out;
  Decoder in(*stored);
  const bool good = in.u8() == kVersion;
  out.id = in.bytes();
  out.text = in.bytes();
  out.fetched = Time{in.zigzag()};
  out.failed_id = in.bytes();
  out.failed = Time{in.zigzag()};
  out.why = in.bytes();
  return good && in.done() ? out : Kept{};
}

// The policy that holds.
std::optional<StsPolicy> in_force(const Kept& kept, Time now) {
  if (kept.text.empty()) return {};
  auto policy = smtp::client::parse_sts_policy(kept.text);
  if (!policy || now >= kept.fetched + policy->max_age || now < kept.fetched) return {};
  return std::move(*policy);
}

// What was fetched, or why it is none.   RFC 8460 §4.3
std::expected<StsPolicy, std::string> policy_in(const Result<http::Reply>& reply) {
  if (!reply && reply.error().kind == Failure::denied) return std::unexpected("sts-webpki-invalid");
  if (!reply || reply->status != 200) return std::unexpected("sts-policy-fetch-error");
  auto policy = smtp::client::parse_sts_policy(reply->body);
  if (!policy) return std::unexpected("sts-policy-invalid");
  return policy;
}

// Redirections are not followed: §3.3.
http::Outgoing request_of(const dns::Name& domain, const Policies::Ports& ports) {
  return {.method = "GET",
          .url = {.host = "mta-sts." + domain.text(), .port = ports.port, .path = "/.well-known/mta-sts.txt"},
          .headers = {},
          .body = {},
          .extra_ca = ports.ca,
          .may_be_inside = ports.may_be_inside,
          .patience = kPatience,
          .most = smtp::client::kLongestPolicy};
}

}  // namespace

struct Policies::Threads {
  // One call. It lives in the caller's coroutine frame.
  struct Call {
    http::Outgoing request;
    Deadline begin_by;
    std::optional<Result<http::Reply>> reply = {};  // none: too many are waited for
    Executor* home = nullptr;
    std::coroutine_handle<> caller = {};
  };
  struct Done {
    Threads& threads;
    Call& call;
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> caller) {
      call.home = Executor::here();
      call.caller = caller;
      if (threads.waiting.fetch_add(1) < kMostWaiting && threads.inbox.put(&call)) return true;
      threads.waiting.fetch_sub(1);
      return false;
    }
    void await_resume() const noexcept {}
  };

  explicit Threads(const Ports& ports) {
    for (std::size_t i = 0; i < kMostCalls; ++i)
      all.emplace_back([this, &ports] {
        while (auto call = inbox.take()) {
          if (ports.time.steady() < (*call)->begin_by) (*call)->reply = ports.call((*call)->request);
          waiting.fetch_sub(1);
          (*call)->home->resume((*call)->caller);
        }
      });
  }
  ~Threads() {
    inbox.close();
    for (auto& thread : all) thread.join();
  }
  Done done(Call& call) { return {*this, call}; }

  Inbox<Call*> inbox;
  std::atomic<std::size_t> waiting = 0;
  std::vector<std::thread> all;
};

Policies::Policies(Ports ports) : ports_(std::move(ports)), threads_(std::make_unique<Threads>(ports_)) {}
Policies::~Policies() = default;

std::size_t Policies::waiting() const { return threads_->waiting; }

Task<Result<std::optional<StsPolicy>>> Policies::look_up(dns::Resolver& resolver, dns::Name domain) {
  const auto name = dns::parse_name("_mta-sts." + domain.text());
  if (!name) co_return std::optional<StsPolicy>();
  const auto record = co_await resolver.ask({*name, dns::Type::txt});
  co_return co_await find(std::move(domain), smtp::client::sts_id_in(record));
}

Task<std::string> Policies::trouble(dns::Name domain) {
  auto stored = co_await ports_.kv.get(kv::Family::meta, key_of(domain));
  if (!stored) co_return std::string();
  auto kept = decode(*stored);
  const auto now = ports_.time.now();
  const bool lately = now >= kept.failed && now < kept.failed + kRemembered;
  co_return lately ? std::move(kept.why) : std::string();
}

Task<Result<std::optional<StsPolicy>>> Policies::find(dns::Name domain, std::optional<std::string> id) {
  auto stored = co_await ports_.kv.get(kv::Family::meta, key_of(domain));
  if (!stored) co_return pass_on(stored);
  auto kept = decode(*stored);
  const auto now = ports_.time.now();
  auto policy = in_force(kept, now);
  const bool known = !id || (policy && kept.id == *id);
  const bool failed_lately = id && kept.failed_id == *id && now < kept.failed + kPause && now >= kept.failed;
  if (known || failed_lately) co_return policy;

  Threads::Call call{.request = request_of(domain, ports_), .begin_by = ports_.time.steady() + kPatience};
  co_await threads_->done(call);
  if (!call.reply) co_return policy;  // nobody was asked: it is nobody's fault, and the next message asks
  auto fetched = policy_in(*call.reply);
  if (fetched) {
    kept = {.id = *id, .text = std::move((*call.reply)->body), .fetched = now, .failed_id = {}, .failed = {}, .why = {}};
    policy = std::move(*fetched);
  } else {
    kept.failed_id = *id;
    kept.failed = now;
    kept.why = fetched.error();
  }
  kv::Intent write = [key = key_of(domain), row = encode(kept)](kv::Transaction& in) -> Result<void> {
    in.put(kv::Family::meta, key, row);
    return {};
  };
  auto written = co_await ports_.kv.commit(kShard, std::move(write));
  if (!written) co_return pass_on(written);
  co_return policy;
}

}  // namespace postern::mtasts
