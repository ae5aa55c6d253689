// Blocks in the store, one row each, and in memory by network.
#include "guard/blocks.h"

#include <algorithm>

#include "guard/detectors/detector.h"
#include "guard/keys.h"

namespace postern::guard {
namespace {

constexpr kv::Shard kShard{0};
constexpr std::chrono::hours kRemembered{30 * 24};  // how long a block that is over counts as an earlier one
constexpr std::size_t kInOneStep = 1000;            // networks that are given up in one commit

// Where the keys of a subject begin; that of a rule's block follows. No network has 255 bits.
std::string key_of(const TallyKey& subject, std::uint8_t bits) {
  std::string key(keys::kBlocks);
  key.append(reinterpret_cast<const char*>(subject.data()), subject.size());
  key += static_cast<char>(bits);
  return key;
}
std::string key_of(const IpNetwork& network) { return key_of(network.base().bytes, static_cast<std::uint8_t>(network.bits())); }
std::string key_of(AccountId account) { return key_of(key_of_account(account), 255); }
std::string key_of(const Block& b) { return (b.account ? key_of(b.account) : key_of(b.network)) + b.rule; }

std::size_t hash_of_rule(std::string_view rule) { return std::hash<std::string_view>{}(rule); }

bool does_stay(const Block& b) { return b.account || b.rule == kByHand || b.until >= kForEver; }

// What was blocked by hand is spared by nothing.
Bypasses sparing(const Block& b) {
  Bypasses out;
  const auto bypass = bypass_of(b.kind);
  if (bypass && b.rule != kByHand) out.add(*bypass);
  return out;
}

Result<void> save_one(kv::Transaction& in, Block& block) {
  const auto key = key_of(block);
  auto before = in.get(kv::Family::meta, key);
  if (!before) return pass_on(before);
  auto old = decode_block(before->value_or(""));
  if (old) {  // one that cannot be read is replaced as well
    block.earlier = std::move(old->earlier);
    block.earlier.push_back(old->since);
    std::erase_if(block.earlier, [&](Time t) { return t + kRemembered < block.since; });
  }
  in.put(kv::Family::meta, key, encode(block));
  return {};
}

}  // namespace

void Blocks::Live::drop_over(Time now) {
  const auto is_over = [now](const Held& h) { return h.until <= now; };
  std::vector<IpNetwork> empty;
  networks.each([&](const IpNetwork& network, std::vector<Held>& all) {
    std::erase_if(all, is_over);
    if (all.empty()) empty.push_back(network);
  });
  for (const auto& network : empty) networks.erase(network);
  for (auto& [account, all] : accounts) std::erase_if(all, is_over);
  std::erase_if(accounts, [](const auto& one) { return one.second.empty(); });
}

// What ends last counts of several of one network.
std::vector<Blocks::Ending> Blocks::Live::first_to_end(std::size_t count) {
  std::vector<Ending> all;
  networks.each([&](const IpNetwork& network, const std::vector<Held>& held) {
    if (!held.empty() && std::ranges::none_of(held, &Held::stays))
      all.push_back({std::ranges::max(held, {}, &Held::until).until, network});
  });
  count = std::min(count, all.size());
  std::ranges::nth_element(all, all.begin() + static_cast<std::ptrdiff_t>(count));
  all.resize(count);
  return all;
}

Task<Result<void>> Blocks::load(Time now) {
  Result<void> broken;
  kv::Visitor visit = [&](std::string_view, std::string_view value) {
    auto block = decode_block(value);
    if (!block)
      broken = pass_on(block);
    else if (block->until > now)
      hold(*block);
    return true;
  };
  auto done = co_await kv_.scan(kv::Family::meta, std::string(keys::kBlocks), keys::after(keys::kBlocks), std::move(visit));
  if (!done) co_return done;
  co_return broken;
}

void Blocks::add(const Block& block) {
  hold(block);
  changes_.add({.made = true, .block = block});
}

void Blocks::tell_lifted(IpNetwork network, AccountId account) {
  BlockChange change;
  change.block.network = network;
  change.block.account = account;
  changes_.add(std::move(change));
}

void Blocks::hold(const Block& block) {
  const Held held{.rule = hash_of_rule(block.rule),
                  .services = block.services.bits,
                  .until = block.until,
                  .first = block.first,
                  .delay = static_cast<std::uint32_t>(block.delay.count()),
                  .action = block.action,
                  .spared_by = sparing(block),
                  .stays = does_stay(block)};
  live_.with([&](Live& live) {
    auto& all = live.of(block);
    std::erase_if(all, [&](const Held& h) { return h.rule == held.rule; });
    all.push_back(held);
  });
}

Task<Result<void>> Blocks::save(std::vector<Block> blocks) {
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    for (auto& block : blocks)
      if (auto done = save_one(in, block); !done) return done;
    return {};
  };
  co_return co_await kv_.commit(kShard, std::move(write));
}

std::optional<Blocks::Hit> Blocks::find(const IpAddress& address, events::Service service, Time now, Bypasses spared) const {
  const auto bit = Services::of(service).bits;
  std::optional<Hit> found;
  live_.with([&](Live& live) {
    live.networks.walk(address, [&](const IpNetwork&, const std::vector<Held>& all) {
      for (const auto& h : all) {
        if ((h.services & bit) == 0 || h.until <= now || spared.any_of(h.spared_by)) continue;
        const bool harder = !found || (h.action == Action::block && found->action != Action::block);
        if (harder || (h.action == found->action && h.until > found->until))
          found = Hit{h.action, std::chrono::milliseconds(h.delay), h.until, h.first};
      }
      return false;
    });
  });
  return found;
}

std::optional<Blocks::Hit> Blocks::find(AccountId account, Action action, Time now) const {
  return live_.with([&](const Live& live) {
    std::optional<Hit> found;
    const auto all = live.accounts.find(account);
    if (all == live.accounts.end()) return found;
    for (const auto& h : all->second)
      if (h.action == action && h.until > now && (!found || h.until > found->until))
        found = Hit{h.action, std::chrono::milliseconds(h.delay), h.until, h.first};
    return found;
  });
}

Task<Result<std::vector<Block>>> Blocks::list(std::string begin, Time now) {
  std::vector<Block> out;
  const auto keep = [&out](Block block) { out.push_back(std::move(block)); };
  auto done = co_await each(std::move(begin), now, keep);
  if (!done) co_return pass_on(done);
  co_return out;
}

Task<Result<std::vector<Block>>> Blocks::list(Time now) { return list(std::string(keys::kBlocks), now); }

Task<Result<std::vector<Block>>> Blocks::list(IpNetwork network, Time now) { return list(key_of(network), now); }

Task<Result<std::vector<Block>>> Blocks::list(AccountId account, Time now) { return list(key_of(account), now); }

Task<Result<std::map<std::string, std::size_t>>> Blocks::by_rule(Time now) {
  std::map<std::string, std::size_t> out;
  const auto add = [&out](const Block& block) { ++out[block.rule]; };
  auto done = co_await each(std::string(keys::kBlocks), now, add);
  if (!done) co_return pass_on(done);
  co_return out;
}

Task<Result<void>> Blocks::each(std::string begin, Time now, std::function<void(Block)> take) {
  Result<void> broken;
  kv::Visitor visit = [&](std::string_view, std::string_view value) {
    auto block = decode_block(value);
    if (!block)
      broken = pass_on(block);
    else if (block->until > now)
      take(std::move(*block));
    return true;
  };
  auto end = keys::after(begin);
  auto done = co_await kv_.scan(kv::Family::meta, std::move(begin), std::move(end), std::move(visit));
  co_return done ? broken : done;
}

Task<Result<std::size_t>> Blocks::lift(IpNetwork network, std::string rule) {
  auto lifted = co_await erase_rows(key_of(network), rule);
  if (!lifted) co_return pass_on(lifted);
  live_.with([&](Live& live) {
    auto* all = live.networks.find(network);
    if (all == nullptr) return;
    std::erase_if(*all, [&](const Held& h) { return rule.empty() || h.rule == hash_of_rule(rule); });
    if (all->empty()) live.networks.erase(network);
  });
  if (*lifted > 0) tell_lifted(network, {});
  co_return lifted;
}

Task<Result<void>> Blocks::lift(std::vector<IpNetwork> networks) {
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    for (const auto& network : networks) {
      const auto from = key_of(network);
      auto until = from;  // the ids of rules follow, of a-z, 0-9 and '-'
      until += '\x7F';
      in.erase_range(kv::Family::meta, from, until);
    }
    return {};
  };
  auto done = co_await kv_.commit(kShard, std::move(write));
  if (!done) co_return done;
  live_.with([&](Live& live) {
    for (const auto& network : networks) live.networks.erase(network);
  });
  for (const auto& network : networks) tell_lifted(network, {});
  co_return Result<void>{};
}

Task<Result<std::size_t>> Blocks::lift(AccountId account, std::string rule) {
  auto lifted = co_await erase_rows(key_of(account), rule);
  if (!lifted) co_return pass_on(lifted);
  live_.with([&](Live& live) {
    const auto all = live.accounts.find(account);
    if (all == live.accounts.end()) return;
    std::erase_if(all->second, [&](const Held& h) { return rule.empty() || h.rule == hash_of_rule(rule); });
    if (all->second.empty()) live.accounts.erase(all);
  });
  if (*lifted > 0) tell_lifted({}, account);
  co_return lifted;
}

Task<Result<std::size_t>> Blocks::erase_rows(std::string subject, std::string rule) {
  std::size_t erased = 0;
  const auto from = subject + rule;
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    std::vector<std::string> rows;
    auto done = in.scan(kv::Family::meta, from, keys::after(keys::kBlocks), [&](std::string_view key, std::string_view) {
      const bool ours = rule.empty() ? key.starts_with(from) : key == from;
      if (ours) rows.emplace_back(key);
      return ours;
    });
    if (!done) return done;
    for (const auto& key : rows) in.erase(kv::Family::meta, key);
    erased = rows.size();
    return {};
  };
  auto done = co_await kv_.commit(kShard, std::move(write));
  if (!done) co_return pass_on(done);
  co_return erased;
}

Task<Result<Blocks::Over>> Blocks::over(Time now, std::chrono::hours remembered) {
  Over out;
  kv::Visitor visit = [&](std::string_view key, std::string_view value) {
    const auto block = decode_block(value);
    if (!block || block->until > now) return true;
    ++out.rows;
    const auto ago = std::max<std::int64_t>((now - block->since) / std::chrono::hours(1), 0);
    ++out.by_hour[std::min(static_cast<std::size_t>(ago), out.by_hour.size() - 1)];
    if (block->since + remembered < now) out.forgotten.emplace_back(key);
    return true;
  };
  auto done = co_await kv_.scan(kv::Family::meta, std::string(keys::kBlocks), keys::after(keys::kBlocks), std::move(visit));
  if (!done) co_return pass_on(done);
  co_return out;
}

Task<Result<std::size_t>> Blocks::sweep(Time now) {
  auto ended = co_await over(now, kRemembered);
  if (!ended) co_return pass_on(ended);
  const auto rows = ended->rows;
  if (rows - ended->forgotten.size() > most_) {  // then for fewer hours
    std::size_t hours = 0;
    for (std::size_t kept = 0; hours < ended->by_hour.size(); ++hours)
      if (kept += ended->by_hour[hours]; kept > most_) break;
    ended = co_await over(now, std::chrono::hours(hours));
    if (!ended) co_return pass_on(ended);
  }
  live_.with([&](Live& live) { live.drop_over(now); });
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    for (const auto& key : ended->forgotten) in.erase(kv::Family::meta, key);
    return {};
  };
  if (!ended->forgotten.empty()) {
    auto written = co_await kv_.commit(kShard, std::move(write), kv::Durability::synced, kv::Purpose::shrink);
    if (!written) co_return pass_on(written);
  }
  co_return rows;
}

Task<Result<std::size_t>> Blocks::make_room() {
  auto gone = live_.with([&](Live& live) {
    const auto there = live.networks.size(), wanted = most_ - most_ / 10;
    return there > most_ ? live.first_to_end(there - wanted) : std::vector<Ending>{};
  });
  for (std::size_t at = 0; at < gone.size(); at += kInOneStep) {
    const auto from = gone.begin() + static_cast<std::ptrdiff_t>(at);
    std::vector<Ending> step(from, from + static_cast<std::ptrdiff_t>(std::min(kInOneStep, gone.size() - at)));
    auto done = co_await give_up(std::move(step));
    if (!done) co_return pass_on(done);
  }
  co_return gone.size();
}

// A block that has been made of the same network meanwhile, and holds longer, stays.
Task<Result<void>> Blocks::give_up(std::vector<Ending> step) {
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    for (const auto& [until, network] : step) {
      const auto from = key_of(network);
      std::vector<std::string> rows;
      auto done =
          in.scan(kv::Family::meta, from, keys::after(keys::kBlocks), [&](std::string_view key, std::string_view value) {
            if (!key.starts_with(from)) return false;
            const auto block = decode_block(value);
            if (!block || (block->until <= until && !does_stay(*block))) rows.emplace_back(key);
            return true;
          });
      if (!done) return done;
      for (const auto& key : rows) in.erase(kv::Family::meta, key);
    }
    return {};
  };
  auto done = co_await kv_.commit(kShard, std::move(write), kv::Durability::synced, kv::Purpose::shrink);
  if (!done) co_return done;
  live_.with([&](Live& live) {
    for (const auto& [until, network] : step) {
      auto* held = live.networks.find(network);
      if (held == nullptr) continue;
      std::erase_if(*held, [&](const Held& h) { return h.until <= until && !h.stays; });
      if (held->empty()) live.networks.erase(network);
    }
  });
  for (const auto& one : step) tell_lifted(one.network, {});
  co_return Result<void>{};
}

std::size_t Blocks::size() const {
  return live_.with([](const Live& live) { return live.networks.size() + live.accounts.size(); });
}

}  // namespace postern::guard
