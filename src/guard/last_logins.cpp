// A row for each account: a time and an address, and those of the last failure where there is one.
#include "guard/last_logins.h"

#include <algorithm>
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

void write(Encoder& out, const LoginTry& one) {
  out.zigzag(one.at.ms).raw({reinterpret_cast<const char*>(one.from.bytes.data()), one.from.bytes.size()});
}

std::string row_of(const LoginTries& tries) {
  Encoder out;
  write(out, tries.right);
  if (tries.wrong.was_made()) write(out, tries.wrong);
  return out.take();
}

// Rows of older versions are the time alone.
LoginTry read_try(Decoder& in) {
  LoginTry out{.at = Time{in.zigzag()}};
  if (in.at_end()) return out;
  const auto from = in.raw(out.from.bytes.size());
  std::ranges::copy(from, reinterpret_cast<char*>(out.from.bytes.data()));
  return out;
}

}  // namespace

Task<Result<bool>> LastLogins::load() {
  Known stored;
  kv::Visitor visit = [&](std::string_view key, std::string_view value) {
    Decoder name(key.substr(keys::kLastLogins.size())), row(value);
    const auto account = name.big64();
    LoginTries tries{.right = read_try(row), .wrong = {}};
    if (!row.at_end()) tries.wrong = read_try(row);
    if (name.done() && row.done()) stored.logins[account] = {tries, std::max(tries.right.at, tries.wrong.at)};
    return true;
  };
  auto done =
      co_await kv_.scan(kv::Family::hot, std::string(keys::kLastLogins), keys::after(keys::kLastLogins), std::move(visit));
  if (!done) co_return pass_on(done);
  const bool any = !stored.logins.empty();
  known_.with([&](Known& known) { known = std::move(stored); });
  co_return any;
}

bool LastLogins::note(AccountId account, LoginTry made, LoginTry LoginTries::* which) {
  return known_.with([&](Known& known) {
    auto& kept = known.logins[account.value];
    auto& last = kept.tries.*which;
    if (made.at < last.at) return false;
    last = made;
    known.unsaved.insert(account.value);
    return made.at >= kept.written + kKeptEvery;
  });
}

Task<Result<void>> LastLogins::save() {
  const auto rows = known_.with([](Known& known) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto account : std::exchange(known.unsaved, {})) {
      auto& [tries, written] = known.logins[account];
      written = std::max(tries.right.at, tries.wrong.at);
      out.emplace_back(login_key(account), row_of(tries));
    }
    return out;
  });
  if (rows.empty()) co_return Result<void>{};
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    for (const auto& [key, row] : rows) in.put(kv::Family::hot, key, row);
    return {};
  };
  co_return co_await kv_.commit(kLoginRows, std::move(write), kv::Durability::relaxed);
}

LoginTries LastLogins::of(AccountId account) const {
  return known_.with([&](const Known& known) {
    const auto found = known.logins.find(account.value);
    return found == known.logins.end() ? LoginTries{} : found->second.tries;
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
