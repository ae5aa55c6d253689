// A row for each account: a time.
#include "guard/last_logins.h"

#include <string>
#include <utility>
#include <vector>

#include "base/codec.h"
#include "guard/keys.h"

namespace postern::guard {
namespace {

constexpr kv::Shard kLoginRows{0};
constexpr std::chrono::minutes kKeptEvery{1};

std::string login_key(std::uint64_t account) { return std::string(keys::kLastLogins) + Encoder().big64(account).take(); }

}  // namespace

Task<Result<bool>> LastLogins::load() {
  Known stored;
  kv::Visitor visit = [&](std::string_view key, std::string_view value) {
    Decoder name(key.substr(keys::kLastLogins.size())), row(value);
    const auto account = name.big64();
    const Time at{row.zigzag()};
    if (name.done() && row.done()) stored.logins[account] = {at, at};
    return true;
  };
  auto done =
      co_await kv_.scan(kv::Family::hot, std::string(keys::kLastLogins), keys::after(keys::kLastLogins), std::move(visit));
  if (!done) co_return pass_on(done);
  const bool any = !stored.logins.empty();
  known_.with([&](Known& known) { known = std::move(stored); });
  co_return any;
}

bool LastLogins::note(AccountId account, Time at) {
  return known_.with([&](Known& known) {
    auto& login = known.logins[account.value];
    if (at < login.at) return false;
    login.at = at;
    known.unsaved.insert(account.value);
    return at >= login.written + kKeptEvery;
  });
}

Task<Result<void>> LastLogins::save() {
  const auto rows = known_.with([](Known& known) {
    std::vector<std::pair<std::string, Time>> out;
    for (const auto account : std::exchange(known.unsaved, {})) {
      auto& login = known.logins[account];
      login.written = login.at;
      out.emplace_back(login_key(account), login.at);
    }
    return out;
  });
  if (rows.empty()) co_return Result<void>{};
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    for (const auto& [key, at] : rows) in.put(kv::Family::hot, key, Encoder().zigzag(at.ms).view());
    return {};
  };
  co_return co_await kv_.commit(kLoginRows, std::move(write), kv::Durability::relaxed);
}

std::optional<Time> LastLogins::of(AccountId account) const {
  return known_.with([&](const Known& known) -> std::optional<Time> {
    const auto found = known.logins.find(account.value);
    if (found == known.logins.end()) return std::nullopt;
    return found->second.at;
  });
}

Task<Result<void>> LastLogins::forget(AccountId account) {
  known_.with([&](Known& known) {
    known.logins.erase(account.value);
    known.unsaved.erase(account.value);
  });
  kv::Intent erase = [&](kv::Transaction& in) -> Result<void> {
    in.erase(kv::Family::hot, login_key(account.value));
    return {};
  };
  co_return co_await kv_.commit(kLoginRows, std::move(erase), kv::Durability::relaxed, kv::Purpose::shrink);
}

}  // namespace postern::guard
