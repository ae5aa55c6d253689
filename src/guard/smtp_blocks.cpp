// SMTP blocks in the store, one row each, and in memory by name.
#include "guard/smtp_blocks.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "guard/keys.h"

namespace postern::guard {
namespace {

constexpr kv::Shard kSmtpBlocksShard{0};

std::string key_of(Named what, std::string_view name) {
  std::string key(keys::kSmtpBlocks);
  key += static_cast<char>(what);
  return key += to_lower(name);
}

}  // namespace

Task<Result<std::vector<SmtpBlock>>> SmtpBlocks::rows() {
  std::vector<SmtpBlock> out;
  Result<void> broken;
  kv::Visitor visit = [&](std::string_view, std::string_view value) {
    auto block = decode_smtp_block(value);
    if (block)
      out.push_back(std::move(*block));
    else
      broken = pass_on(block);
    return true;
  };
  auto done =
      co_await kv_.scan(kv::Family::meta, std::string(keys::kSmtpBlocks), keys::after(keys::kSmtpBlocks), std::move(visit));
  if (!done) co_return pass_on(done);
  if (!broken) co_return pass_on(broken);
  co_return out;
}

Task<Result<void>> SmtpBlocks::load(Time now) {
  auto all = co_await rows();
  if (!all) co_return pass_on(all);
  live_.with([&](Live& live) {
    for (const auto& b : *all)
      if (b.until > now) live[key_of(b.what, b.name)] = {b.way, b.soft, b.until, 0, {}};
  });
  co_return Result<void>{};
}

Task<Result<void>> SmtpBlocks::add(SmtpBlock block) {
  const auto key = key_of(block.what, block.name);
  const bool full = live_.with([&](const Live& live) { return live.size() >= kMost && !live.contains(key); });
  if (full) co_return fail(Failure::too_large, "There are ten thousand SMTP blocks already");
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    in.put(kv::Family::meta, key, encode(block));
    return {};
  };
  auto done = co_await kv_.commit(kSmtpBlocksShard, std::move(write));
  if (!done) co_return done;
  live_.with([&](Live& live) { live[key] = {block.way, block.soft, block.until, 0, {}}; });
  co_return Result<void>{};
}

Task<Result<bool>> SmtpBlocks::remove(Named what, std::string name) {
  const auto key = key_of(what, name);
  bool there = false;
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    auto row = in.get(kv::Family::meta, key);
    if (!row) return pass_on(row);
    there = row->has_value();
    in.erase(kv::Family::meta, key);
    return {};
  };
  auto done = co_await kv_.commit(kSmtpBlocksShard, std::move(write), kv::Durability::synced, kv::Purpose::shrink);
  if (!done) co_return pass_on(done);
  live_.with([&](Live& live) { live.erase(key); });
  co_return there;
}

Task<Result<std::optional<SmtpBlock>>> SmtpBlocks::block(Named what, std::string name) {
  auto row = co_await kv_.get(kv::Family::meta, key_of(what, name));
  if (!row) co_return pass_on(row);
  if (!*row) co_return std::nullopt;
  auto block = decode_smtp_block(**row);
  if (!block) co_return pass_on(block);
  co_return std::move(*block);
}

std::vector<std::pair<std::string, SmtpBlocks::Held>> SmtpBlocks::take_hits(Live& live) {
  std::vector<std::pair<std::string, Held>> hit;
  for (auto& [key, held] : live) {
    if (held.hits > 0) hit.emplace_back(key, held);
    held.hits = 0;
  }
  return hit;
}

Task<Result<std::vector<SmtpBlock>>> SmtpBlocks::list() {
  auto saved = co_await save_hits();
  ignore(saved, "storage that takes no more hides no list");
  co_return co_await rows();
}

std::optional<SmtpBlocks::Hit> SmtpBlocks::find(Named what, std::string_view name, Way way, Time now) const {
  const auto key = key_of(what, name);
  return live_.with([&](Live& live) {
    std::optional<Hit> out;
    const auto found = live.find(key);
    if (found == live.end() || found->second.until <= now) return out;
    auto& held = found->second;
    if ((static_cast<unsigned>(held.way) & static_cast<unsigned>(way)) == 0) return out;
    ++held.hits;
    held.last_hit = now;
    out = Hit{held.soft};
    return out;
  });
}

// The name, and what it lies below: mail.evil.test, evil.test, test.
std::optional<SmtpBlocks::Hit> SmtpBlocks::find_upwards(Named what, std::string_view name, Way way, Time now) const {
  while (!name.empty()) {
    if (auto hit = find(what, name, way, now)) return hit;
    const auto dot = name.find('.');
    name = dot == name.npos ? std::string_view() : name.substr(dot + 1);
  }
  return {};
}

std::optional<SmtpBlocks::Hit> SmtpBlocks::sender(std::string_view address, Way way, Time now) const {
  if (auto hit = find(Named::sender, address, way, now)) return hit;
  const auto at = address.rfind('@');
  return at == address.npos ? std::nullopt : find_upwards(Named::domain, address.substr(at + 1), way, now);
}

std::optional<SmtpBlocks::Hit> SmtpBlocks::client(std::string_view name, Way way, Time now) const {
  return find_upwards(Named::client, name, way, now);
}

// Taken within the intent: whoever saves after it, with nothing left to take, comes back when these are written.
Task<Result<void>> SmtpBlocks::save_hits() {
  kv::Intent write = [this](kv::Transaction& in) -> Result<void> {
    for (const auto& [key, held] : live_.with(take_hits)) {
      auto row = in.get(kv::Family::meta, key);
      if (!row) return pass_on(row);
      auto block = decode_smtp_block(row->value_or(""));
      if (!block) continue;  // it is gone
      block->hits += held.hits;
      block->last_hit = held.last_hit;
      in.put(kv::Family::meta, key, encode(*block));
    }
    return {};
  };
  co_return co_await kv_.commit(kSmtpBlocksShard, std::move(write), kv::Durability::relaxed);
}

Task<Result<std::size_t>> SmtpBlocks::sweep(Time now) {
  auto all = co_await list();
  if (!all) co_return pass_on(all);
  if (std::ranges::none_of(*all, [now](const SmtpBlock& b) { return b.until <= now; })) co_return std::size_t{0};
  std::size_t over = 0;
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    over = 0;
    for (const auto& b : *all) {
      if (b.until > now) continue;
      in.erase(kv::Family::meta, key_of(b.what, b.name));
      ++over;
    }
    return {};
  };
  auto done = co_await kv_.commit(kSmtpBlocksShard, std::move(write), kv::Durability::synced, kv::Purpose::shrink);
  if (!done) co_return pass_on(done);
  live_.with([&](Live& live) { std::erase_if(live, [&](const auto& one) { return one.second.until <= now; }); });
  co_return over;
}

}  // namespace postern::guard
