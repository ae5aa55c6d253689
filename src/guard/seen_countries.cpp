// A row of countries and days for each account.
#include "guard/seen_countries.h"

#include <algorithm>
#include <utility>

#include "base/codec.h"
#include "guard/keys.h"

namespace postern::guard {
namespace {

constexpr kv::Shard kSeen{0};
constexpr std::chrono::hours kNotedEvery{24};
constexpr std::uint8_t kSeenVersion = 1;
constexpr std::size_t kCountrySize = 2;

struct Visit {
  std::string country;
  Time last;
};

std::string seen_key(AccountId account) { return std::string(keys::kSeenCountries) + Encoder().big64(account.value).take(); }

std::string noted_as(AccountId account, std::string_view country) { return Encoder().big64(account.value).raw(country).take(); }

std::string encode(const std::vector<Visit>& visits) {
  Encoder out;
  out.u8(kSeenVersion);
  for (const auto& [country, last] : visits) out.raw(country).zigzag(last.ms);
  return out.take();
}

// What cannot be read is as if nothing was known: then nobody is told, and it is learned anew.
std::vector<Visit> decode_visits(std::string_view bytes) {
  Decoder in(bytes);
  std::vector<Visit> out;
  if (in.u8() != kSeenVersion) return out;
  while (in.ok() && !in.done()) {
    std::string country(in.raw(kCountrySize));
    out.push_back({std::move(country), Time{in.zigzag()}});
  }
  return in.ok() ? out : std::vector<Visit>();
}

// Adds a login to what is known. True where it is news.
bool add(std::vector<Visit>& visits, const CountryLogin& login) {
  std::erase_if(visits, [&](const Visit& v) { return v.last + SeenCountries::kRemembered < login.at; });
  if (visits.empty() && !login.before.empty()) visits.push_back({login.before, login.at});
  const auto known = std::ranges::find(visits, login.country, &Visit::country);
  if (known != visits.end()) {
    known->last = std::max(known->last, login.at);
    return false;
  }
  const bool is_first = visits.empty();
  visits.push_back({login.country, login.at});
  return !is_first;
}

}  // namespace

bool SeenCountries::is_due(AccountId account, std::string_view country, Time at) const {
  return waiting_.with([&](const Waiting& w) {
    const auto noted = w.noted.find(noted_as(account, country));
    return noted == w.noted.end() || at >= noted->second + kNotedEvery;
  });
}

void SeenCountries::note(CountryLogin login) {
  if (login.country.size() != kCountrySize) return;
  waiting_.with([&](Waiting& w) {
    if (w.noted.size() >= kMostNoted) w.noted.clear();
    w.noted[noted_as(login.account, login.country)] = login.at;
    w.logins.push_back(std::move(login));
  });
}

Task<Result<std::vector<CountryLogin>>> SeenCountries::save() {
  auto logins = waiting_.with([](Waiting& w) { return std::exchange(w.logins, {}); });
  std::vector<CountryLogin> news;
  if (logins.empty()) co_return news;
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    for (const auto& login : logins) {
      auto before = in.get(kv::Family::meta, seen_key(login.account));
      if (!before) return pass_on(before);
      auto visits = decode_visits(before->value_or(""));
      if (add(visits, login)) news.push_back(login);
      in.put(kv::Family::meta, seen_key(login.account), encode(visits));
    }
    return {};
  };
  auto done = co_await kv_.commit(kSeen, std::move(write), kv::Durability::relaxed);
  if (!done) co_return pass_on(done);
  co_return news;
}

Task<Result<void>> SeenCountries::forget(AccountId account) {
  waiting_.with([&](Waiting& w) {
    const auto begin = Encoder().big64(account.value).take();
    std::erase_if(w.noted, [&](const auto& one) { return one.first.starts_with(begin); });
    std::erase_if(w.logins, [&](const CountryLogin& one) { return one.account == account; });
  });
  kv::Intent erase = [&](kv::Transaction& in) -> Result<void> {
    in.erase(kv::Family::meta, seen_key(account));
    return {};
  };
  co_return co_await kv_.commit(kSeen, std::move(erase), kv::Durability::relaxed, kv::Purpose::shrink);
}

}  // namespace postern::guard
