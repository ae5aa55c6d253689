// The Store over any engine: seals, cached reads inline, other reads on the pool, commits through the committer.
#include <fmt/format.h>

#include <utility>

#include "events/table.h"
#include "kv/committer.h"
#include "kv/disk_watch.h"
#include "kv/open.h"
#include "kv/reader_pool.h"
#include "kv/seal.h"

namespace postern::kv {
namespace {

constexpr std::size_t kInline = 64;  // most keys of one call that are looked up on the reactor itself

Found unsealed(std::string_view key, Found found) {
  if (!found || !*found) return found;
  return unseal(key, std::move(**found));
}

std::unexpected<Error> closed_error() { return fail(Failure::closed, "Storage is closed"); }

struct GetMany final : ReaderPool::Job {
  Engine& engine;
  Family family;
  std::vector<std::string_view> keys;
  std::vector<Found> found;

  GetMany(Engine& e, Family f, std::vector<std::string_view> k) : engine(e), family(f), keys(std::move(k)) {}
  void run() override { found = engine.get_many(family, keys); }
};

struct Get final : ReaderPool::Job {
  Engine& engine;
  Family family;
  std::string_view key;
  Found found;

  Get(Engine& e, Family f, std::string_view k) : engine(e), family(f), key(k) {}
  void run() override { found = engine.get(family, key); }
};

struct Scan final : ReaderPool::Job {
  Engine& engine;
  Family family;
  std::string_view from;
  std::string_view to;
  ScanOptions how;
  Visitor& visit;
  Result<void> outcome;

  Scan(Engine& e, Family f, std::string_view a, std::string_view b, ScanOptions o, Visitor& v)
      : engine(e), family(f), from(a), to(b), how(o), visit(v) {}
  void run() override {
    Result<void> damage;
    outcome = engine.scan(family, from, to, how, [&](std::string_view key, std::string_view sealed) {
      auto value = open_seal(key, sealed);
      if (!value) damage = pass_on(value);
      return value && visit(key, *value);
    });
    if (!damage) outcome = std::move(damage);
  }
};

class EngineStore final : public Store {
 public:
  EngineStore(std::unique_ptr<Engine> engine, const Options& options, bool one_shard)
      : engine_(std::move(engine)),
        disk_(*engine_, options.low_disk_bytes, *options.time, options.events),
        committer_(*engine_, disk_, options.events, one_shard),
        readers_(options.reader_threads) {}

  Task<Result<std::optional<std::string>>> get(Family family, std::string key) override {
    if (auto cached = engine_->get_cached(family, key)) co_return unsealed(key, std::move(*cached));
    Get job(*engine_, family, key);
    const bool ran = co_await readers_.done(job);
    if (!ran) co_return closed_error();
    co_return unsealed(key, std::move(job.found));
  }

  Task<Result<std::vector<std::optional<std::string>>>> get_many(Family family, std::vector<std::string> keys) override {
    std::vector<std::optional<std::string>> values(keys.size());
    std::vector<std::size_t> missed;  // those the disk must answer
    std::vector<std::string_view> missed_keys;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      auto cached = keys.size() <= kInline ? engine_->get_cached(family, keys[i]) : std::nullopt;
      if (!cached) {
        missed.push_back(i);
        missed_keys.push_back(keys[i]);
        continue;
      }
      auto value = unsealed(keys[i], std::move(*cached));
      if (!value) co_return pass_on(value);
      values[i] = std::move(*value);
    }
    if (missed.empty()) co_return values;

    GetMany job(*engine_, family, std::move(missed_keys));
    const bool ran = co_await readers_.done(job);
    if (!ran) co_return closed_error();
    for (std::size_t i = 0; i < missed.size(); ++i) {
      auto value = unsealed(keys[missed[i]], std::move(job.found[i]));
      if (!value) co_return pass_on(value);
      values[missed[i]] = std::move(*value);
    }
    co_return values;
  }

  Task<Result<void>> scan(Family family, std::string from, std::string to, Visitor visit, ScanOptions how) override {
    Scan job(*engine_, family, from, to, how, visit);
    const bool ran = co_await readers_.done(job);
    if (!ran) co_return closed_error();
    co_return std::move(job.outcome);
  }

  Task<Result<void>> commit(Shard shard, Intent intent, Durability durability, Purpose purpose) override {
    Ticket ticket{shard, std::move(intent), durability, purpose, {}, nullptr, {}};
    co_await committer_.served(ticket);
    co_return std::move(ticket.outcome);
  }

  void observe(std::function<void(std::span<const std::shared_ptr<const Notice>>)> observer) override {
    committer_.observe(std::move(observer));
  }

  [[nodiscard]] bool accepts_writes() const override { return committer_.accepts() && !disk_.low(); }
  [[nodiscard]] Disk disk() const override { return disk_.disk(); }

 private:
  std::unique_ptr<Engine> engine_;
  mutable DiskWatch disk_;
  Committer committer_;
  ReaderPool readers_;
};

// Writes the schema version into an empty store; refuses one that a later program has written.
Result<void> check_schema(Engine& engine, std::uint64_t ours) {
  auto found = unsealed(kSchemaKey, engine.get(Family::meta, kSchemaKey));
  if (!found) return pass_on(found);
  if (!*found) {
    const auto sealed = seal(kSchemaKey, Encoder().varint(ours).view());
    const Change record{Change::Kind::put, Family::meta, kSchemaKey, sealed};
    return engine.write({&record, 1}, true);
  }
  Decoder in(**found);
  const auto theirs = in.varint();
  if (!in.done()) return fail(Failure::corrupt, "The store's schema record is not readable");
  if (theirs > ours) {
    return fail(Failure::invalid,
                fmt::format("The store was written by a later version (schema {}, this program knows {}); start that version",
                            theirs, ours));
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<Store>> open_on(std::unique_ptr<Engine> engine, const Options& options, bool one_shard) {
  auto known = check_schema(*engine, options.schema_version);
  if (!known) return pass_on(known);
  if (options.events) options.events->write(events::Event::store_opened, {}, {{events::Key::path, options.dir.native()}});
  return std::make_unique<EngineStore>(std::move(engine), options, one_shard);
}

}  // namespace postern::kv
