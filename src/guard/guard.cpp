// Events to the recorder and the judge; verdicts to blocks and logs.
#include "guard/guard.h"

#include <algorithm>
#include <utility>

#include "events/table.h"

namespace postern::guard {
namespace {

using events::Event;
using events::Key;

// An IPv4 address stands for itself, an IPv6 one for its /64; a prefix that addresses were folded into is a /24 or a /48.
net::Network network_of(const Verdict& v) {
  const bool v4 = is_v4(v.key);
  if (v.subject == Subject::prefix) return {net::Address{v.key}, v4 ? 120u : 48u};
  return {net::Address{v.key}, v4 ? 128u : 64u};
}

AccountId account_of(const TallyKey& key) {
  std::uint64_t id = 0;
  for (std::size_t i = 8; i < 16; ++i) id = id << 8 | key[i];
  return AccountId(id);
}

Block block_of(const Verdict& v) {
  Block b{.network = network_of(v),
          .rule = v.rule->id,
          .kind = v.rule->kind,
          .action = v.rule->action,
          .services = blocked_services(*v.rule),
          .since = v.at,
          .until = v.at + v.rule->lasts,
          .delay = v.rule->delay,
          .sum = v.sum,
          .marks = v.marks,
          .earlier = {},
          .description = v.rule->description};
  if (b.marks.size() > Block::kMostMarks) b.marks.resize(Block::kMostMarks);
  return b;
}

}  // namespace

Guard::Guard(Ports ports, config::Live<Settings> settings, std::uint64_t seed)
    : ports_(std::move(ports)), settings_(std::move(settings)), seed_(seed), blocks_(ports_.kv, seed) {
  apply(*settings_.current());
  rules_changed_ = settings_.observe([this, rules = settings_.current()->rules](const Settings& s) mutable {
    if (std::exchange(rules, s.rules) != s.rules) apply(s);
  });
}

Guard::~Guard() = default;

// Counting begins anew with other rules.
void Guard::apply(const Settings& settings) {
  auto judge = std::make_shared<Judge>(settings.rules, ports_.judge, seed_);
  judge_.with([&](std::shared_ptr<Judge>& j) { j = std::move(judge); });
}

Task<Result<void>> Guard::load() {
  auto loaded = co_await blocks_.load(ports_.time.now());
  if (!loaded) co_return pass_on(loaded);
  const auto judge = judge_.with([](const std::shared_ptr<Judge>& j) { return j; });
  const auto again = [judge](const events::SecurityEvent& e) {
    ignore(judge->take(e), "what was decided then is among the blocks");
  };
  co_return co_await ports_.recorder.each(ports_.time.now() - judge->memory(), again);
}

void Guard::run_on(Executor* executor) {
  executor_.with([&](Executor*& e) { e = executor; });
  ports_.recorder.run_on(executor);
}

void Guard::record(events::SecurityEvent event) {
  const auto judge = judge_.with([](const std::shared_ptr<Judge>& j) { return j; });
  const auto verdicts = judge->take(event);
  ports_.recorder.record(std::move(event));
  for (const auto& verdict : verdicts) carry_out(verdict);
}

bool Guard::admit(const net::Address& address, events::Service service) const {
  const auto hit = blocks_.find(address, service, ports_.time.now());
  return !hit || hit->action != Action::block || !settings_.current()->enforce;
}

std::chrono::milliseconds Guard::delay(const net::Address& address, events::Service service) const {
  const auto hit = blocks_.find(address, service, ports_.time.now());
  return hit && hit->action == Action::delay && settings_.current()->enforce ? hit->delay : std::chrono::milliseconds(0);
}

void Guard::carry_out(const Verdict& v) {
  const auto& rule = *v.rule;
  if (v.subject == Subject::account) {
    ports_.events.write(Event::account_conspicuous, {},
                        {{Key::account, std::to_string(account_of(v.key).value)}, {Key::name, rule.id}, {Key::count, v.sum}});
    return;
  }
  const auto network = network_of(v).text();
  ports_.events.write(Event::rule_triggered, {}, {{Key::ip, network}, {Key::name, rule.id}, {Key::count, v.sum}});
  if (rule.action != Action::block && rule.action != Action::delay) return;
  auto block = block_of(v);
  blocks_.add(block);
  ++unsettled_;
  unsaved_.with([&](std::vector<Block>& all) { all.push_back(std::move(block)); });
  executor_.with([&](Executor* executor) {
    if (executor) executor->post([this] { spawn(save_blocks()); });
  });
}

Task<void> Guard::save_blocks() {
  auto all = unsaved_.with([](std::vector<Block>& waiting) { return std::exchange(waiting, {}); });
  for (auto& block : all) {
    const auto network = block.network.text();
    auto saved = co_await blocks_.save(std::move(block));
    if (!saved)
      ports_.events.write(Event::server_error, {},
                          {{Key::ip, network}, {Key::reason, saved.error().text}, {Key::text, saved.error().detail}});
    --unsettled_;
  }
}

Task<void> Guard::settle() {
  if (unsettled_ == 0) co_return;
  co_await save_blocks();
  // Commits end in the order in which they came: with this one those that somebody else waits for have ended.
  kv::Intent nothing = [](kv::Transaction&) -> Result<void> { return {}; };
  auto done = co_await ports_.kv.commit(kv::Shard{0}, std::move(nothing));
  ignore(done, "who saves a block says why it could not be saved");
}

Task<Result<void>> Guard::write() {
  co_await save_blocks();
  co_return co_await ports_.recorder.write();
}

Task<Result<std::size_t>> Guard::unblock(net::Network network) {
  auto lifted = co_await blocks_.lift(network, {});
  if (!lifted) co_return pass_on(lifted);
  events::SecurityEvent forgiven;
  forgiven.at = ports_.time.now();
  forgiven.signal = events::Signal::forgiven;
  forgiven.ip = network.base().bytes;
  record(std::move(forgiven));
  co_return *lifted;
}

}  // namespace postern::guard
