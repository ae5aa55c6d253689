// One record a name: when it was set, and the secret, sealed.
#include "auth/named_secrets.h"

#include <algorithm>

#include "base/codec.h"
#include "base/text.h"
#include "kv/key_range.h"

namespace postern::auth {
namespace {

constexpr std::string_view kPrefix = "K secret ";  // name -> version, time, sealed
constexpr std::uint8_t kVersion = 1;
constexpr kv::Shard kShard{0};

std::string key_of(std::string_view name) { return std::string(kPrefix).append(name); }

Result<NamedSecrets::Row> row_of(std::string_view key, std::string_view value, std::string* sealed = nullptr) {
  Decoder in(value);
  const bool known = in.u8() == kVersion;
  NamedSecrets::Row row{.name = std::string(key.substr(kPrefix.size())), .set = Time{in.zigzag()}};
  const auto bytes = in.bytes();
  if (!known || !in.done()) return fail(Failure::corrupt, "A stored secret is damaged");
  if (sealed) *sealed = bytes;
  return row;
}

std::unexpected<Error> no_name() {
  return fail(Failure::invalid, "A secret's name has 1 to 64 letters, digits, \"-\", \"_\" and \".\"");
}
std::unexpected<Error> none() {
  return fail(Failure::not_found, "There is no secret of that name: postern secret list shows all");
}

// How many there are, as far as it matters.
Result<std::size_t> count(kv::Transaction& in) {
  std::size_t found = 0;
  auto seen = in.scan(kv::Family::meta, kPrefix, kv::after(kPrefix),
                      [&](std::string_view, std::string_view) { return ++found < NamedSecrets::kMost; });
  if (!seen) return pass_on(seen);
  return found;
}

}  // namespace

bool NamedSecrets::is_name(std::string_view text) {
  const auto fits = [](char c) { return is_alnum(c) || c == '-' || c == '_' || c == '.'; };
  return !text.empty() && text.size() <= kLongestName && std::ranges::all_of(text, fits);
}

Task<Result<void>> NamedSecrets::set(std::string name, Secret secret, Time now) {
  if (!is_name(name)) co_return no_name();
  if (secret.empty() || secret.reveal().size() > kLongest) co_return fail(Failure::invalid, "A secret has 1 to 4096 octets");
  const auto key = key_of(name);
  Encoder record;
  record.u8(kVersion).zigzag(now.ms).bytes(sealer_.seal(secret.reveal(), key));
  kv::Intent write = [key, row = record.take()](kv::Transaction& in) -> Result<void> {
    auto known = in.get(kv::Family::meta, key);
    if (!known) return pass_on(known);
    auto others = count(in);
    if (!others) return pass_on(others);
    if (!*known && *others >= kMost) return fail(Failure::too_large, "There are as many secrets as there may be");
    in.put(kv::Family::meta, key, row);
    return {};
  };
  co_return co_await kv_.commit(kShard, std::move(write));
}

Task<Result<std::optional<Secret>>> NamedSecrets::find(std::string name) const {
  if (!is_name(name)) co_return std::optional<Secret>();
  const auto key = key_of(name);
  auto stored = co_await kv_.get(kv::Family::meta, key);
  if (!stored) co_return pass_on(stored);
  if (!*stored) co_return std::optional<Secret>();
  std::string sealed;
  if (auto row = row_of(key, **stored, &sealed); !row) co_return pass_on(row);
  auto opened = sealer_.open(sealed, key);
  if (!opened) co_return pass_on(opened);
  co_return std::optional<Secret>(std::move(*opened));
}

Task<Result<std::vector<NamedSecrets::Row>>> NamedSecrets::list() const {
  std::vector<Row> rows;
  Result<void> all;
  kv::Visitor visit = [&](std::string_view key, std::string_view value) {
    auto row = row_of(key, value);
    if (!row) all = pass_on(row);
    if (row) rows.push_back(std::move(*row));
    return all.has_value();
  };
  auto scanned = co_await kv_.scan(kv::Family::meta, std::string(kPrefix), kv::after(kPrefix), std::move(visit));
  if (!scanned) co_return pass_on(scanned);
  if (!all) co_return pass_on(all);
  co_return rows;
}

Task<Result<void>> NamedSecrets::remove(std::string name) {
  if (!is_name(name)) co_return none();
  kv::Intent write = [key = key_of(name)](kv::Transaction& in) -> Result<void> {
    auto known = in.get(kv::Family::meta, key);
    if (!known) return pass_on(known);
    if (!*known) return none();
    in.erase(kv::Family::meta, key);
    return {};
  };
  co_return co_await kv_.commit(kShard, std::move(write), kv::Durability::synced, kv::Purpose::shrink);
}

}  // namespace postern::auth
