// Blocks in the store, one row each, and in memory by network.
#include "guard/blocks.h"

#include <algorithm>

namespace postern::guard {
namespace {

constexpr std::string_view kPrefix = "I block ";
constexpr kv::Shard kShard{0};
constexpr std::chrono::hours kRemembered{30 * 24};  // how long a block that is over counts as an earlier one

std::string key_of(const net::Network& network, std::string_view rule) {
  std::string key(kPrefix);
  key.append(reinterpret_cast<const char*>(network.base().bytes.data()), 16);
  key += static_cast<char>(network.bits());
  key += rule;
  return key;
}

std::string after_all() {
  std::string key(kPrefix);
  ++key.back();
  return key;
}

std::size_t hash_of_rule(std::string_view rule) { return std::hash<std::string_view>{}(rule); }

}  // namespace

Task<Result<void>> Blocks::load(Time now) {
  Result<void> broken;
  kv::Visitor visit = [&](std::string_view, std::string_view value) {
    auto block = decode_block(value);
    if (!block)
      broken = pass_on(block);
    else if (block->until > now)
      add(*block);
    return true;
  };
  auto done = co_await kv_.scan(kv::Family::meta, std::string(kPrefix), after_all(), std::move(visit));
  if (!done) co_return pass_on(done);
  co_return broken;
}

void Blocks::add(const Block& block) {
  const Held held{.rule = hash_of_rule(block.rule),
                  .services = block.services.bits,
                  .until = block.until,
                  .delay = static_cast<std::uint32_t>(block.delay.count()),
                  .action = block.action};
  live_.with([&](Live& live) {
    auto& all = live.at(block.network);
    std::erase_if(all, [&](const Held& h) { return h.rule == held.rule; });
    all.push_back(held);
  });
}

Task<Result<void>> Blocks::save(Block block) {
  const auto key = key_of(block.network, block.rule);
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    auto before = in.get(kv::Family::meta, key);
    if (!before) return pass_on(before);
    if (*before) {
      auto old = decode_block(**before);
      if (!old) return pass_on(old);
      block.earlier = std::move(old->earlier);
      block.earlier.push_back(old->since);
      std::erase_if(block.earlier, [&](Time t) { return t + kRemembered < block.since; });
    }
    in.put(kv::Family::meta, key, encode(block));
    return {};
  };
  co_return co_await kv_.commit(kShard, std::move(write));
}

std::optional<Blocks::Hit> Blocks::find(const net::Address& address, events::Service service, Time now) const {
  const auto bit = Services::of(service).bits;
  std::optional<Hit> found;
  live_.with([&](Live& live) {
    live.walk(address, [&](const net::Network&, const std::vector<Held>& all) {
      for (const auto& h : all) {
        if ((h.services & bit) == 0 || h.until <= now) continue;
        const bool harder = !found || (h.action == Action::block && found->action != Action::block);
        if (harder || (h.action == found->action && h.until > found->until))
          found = Hit{h.action, std::chrono::milliseconds(h.delay), h.until};
      }
      return false;
    });
  });
  return found;
}

Task<Result<std::vector<Block>>> Blocks::list(Time now) {
  std::vector<Block> out;
  Result<void> broken;
  kv::Visitor visit = [&](std::string_view, std::string_view value) {
    auto block = decode_block(value);
    if (!block)
      broken = pass_on(block);
    else if (block->until > now)
      out.push_back(std::move(*block));
    return true;
  };
  auto done = co_await kv_.scan(kv::Family::meta, std::string(kPrefix), after_all(), std::move(visit));
  if (!done) co_return pass_on(done);
  if (!broken) co_return pass_on(broken);
  co_return out;
}

void Blocks::forget(const net::Network& network, std::string_view rule) {
  live_.with([&](Live& live) {
    auto* all = live.find(network);
    if (all == nullptr) return;
    std::erase_if(*all, [&](const Held& h) { return rule.empty() || h.rule == hash_of_rule(rule); });
    if (all->empty()) live.erase(network);
  });
}

Task<Result<std::size_t>> Blocks::lift(net::Network network, std::string rule) {
  std::size_t lifted = 0;
  const auto from = key_of(network, rule);
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    std::vector<std::string> keys;
    auto done = in.scan(kv::Family::meta, from, after_all(), [&](std::string_view key, std::string_view) {
      const bool ours = rule.empty() ? key.starts_with(from) : key == from;
      if (ours) keys.emplace_back(key);
      return ours;
    });
    if (!done) return done;
    for (const auto& key : keys) in.erase(kv::Family::meta, key);
    lifted = keys.size();
    return {};
  };
  auto done = co_await kv_.commit(kShard, std::move(write));
  if (!done) co_return pass_on(done);
  forget(network, rule);
  co_return lifted;
}

Task<Result<std::size_t>> Blocks::sweep(Time now) {
  std::vector<std::pair<net::Network, std::string>> over;
  std::vector<std::string> forgotten;
  kv::Visitor visit = [&](std::string_view key, std::string_view value) {
    const auto block = decode_block(value);
    if (!block || block->until > now) return true;
    over.emplace_back(block->network, block->rule);
    if (block->since + kRemembered < now) forgotten.emplace_back(key);
    return true;
  };
  auto done = co_await kv_.scan(kv::Family::meta, std::string(kPrefix), after_all(), std::move(visit));
  if (!done) co_return pass_on(done);
  live_.with([&](Live& live) {
    for (const auto& [network, rule] : over) {
      auto* all = live.find(network);
      if (all == nullptr) continue;
      std::erase_if(*all, [&](const Held& h) { return h.until <= now; });
      if (all->empty()) live.erase(network);
    }
  });
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    for (const auto& key : forgotten) in.erase(kv::Family::meta, key);
    return {};
  };
  if (!forgotten.empty()) {
    auto written = co_await kv_.commit(kShard, std::move(write), kv::Durability::synced, kv::Purpose::shrink);
    if (!written) co_return pass_on(written);
  }
  co_return over.size();
}

std::size_t Blocks::size() const {
  return live_.with([](Live& live) { return live.size(); });
}

}  // namespace postern::guard
