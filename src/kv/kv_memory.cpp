// The engine of tests: ordered maps in memory. A scan reads the version it found; a write during a scan makes a copy first.
#include <array>
#include <limits>
#include <map>
#include <memory>

#include "base/locked.h"
#include "kv/open.h"

namespace postern::kv {
namespace {

using Values = std::map<std::string, std::shared_ptr<const std::string>, std::less<>>;

// One state of a family. It is changed in place while nobody scans it.
struct Version {
  Values values;
  int scans = 0;  // guarded by the lock of the engine's families
};

class MemoryEngine final : public Engine {
 public:
  MemoryEngine() {
    families_.with([](Families& all) {
      for (auto& family : all) family = std::make_shared<Version>();
    });
  }

  Found get(Family family, std::string_view key) override {
    return families_.with([&](const Families& all) -> Found {
      const auto& values = all[static_cast<std::size_t>(family)]->values;
      const auto at = values.find(key);
      if (at == values.end()) return std::nullopt;
      return *at->second;
    });
  }

  std::optional<Found> get_cached(Family family, std::string_view key) override { return get(family, key); }

  std::vector<Found> get_many(Family family, std::span<const std::string_view> keys) override {
    std::vector<Found> found;
    for (const auto key : keys) found.push_back(get(family, key));
    return found;
  }

  Result<void> scan(Family family, std::string_view from, std::string_view to, ScanOptions how, const Visit& visit) override {
    const auto version = families_.with([&](Families& all) {
      auto current = all[static_cast<std::size_t>(family)];
      ++current->scans;
      return current;
    });
    walk(version->values, from, to, how.reverse, visit);
    families_.with([&](Families&) { --version->scans; });
    return {};
  }

  Result<void> write(std::span<const Change> changes, bool) override {
    families_.with([&](Families& all) {
      for (const auto& change : changes) apply(all[static_cast<std::size_t>(change.family)], change);
    });
    return {};
  }

  Result<void> recover() override { return {}; }

  Space space() override { return {.free = std::numeric_limits<std::uint64_t>::max()}; }

 private:
  using Families = std::array<std::shared_ptr<Version>, kFamilies>;

  static void walk(const Values& values, std::string_view from, std::string_view to, bool reverse, const Visit& visit) {
    if (!before_end(from, to)) return;
    const auto first = values.lower_bound(from);
    const auto last = to.empty() ? values.end() : values.lower_bound(to);
    if (reverse) {
      for (auto at = last; at != first;) {
        --at;
        if (!visit(at->first, *at->second)) return;
      }
    } else {
      for (auto at = first; at != last; ++at) {
        if (!visit(at->first, *at->second)) return;
      }
    }
  }

  static void apply(std::shared_ptr<Version>& version, const Change& change) {
    if (version->scans > 0) version = std::make_shared<Version>(Version{version->values, 0});
    auto& values = version->values;
    switch (change.kind) {
      case Change::Kind::put:
        values.insert_or_assign(std::string(change.key), std::make_shared<const std::string>(change.value));
        return;
      case Change::Kind::erase:
        if (const auto at = values.find(change.key); at != values.end()) values.erase(at);
        return;
      case Change::Kind::erase_range: values.erase(values.lower_bound(change.key), values.lower_bound(change.value)); return;
    }
  }

  Locked<Families> families_;
};

}  // namespace

std::unique_ptr<Engine> memory_engine() { return std::make_unique<MemoryEngine>(); }

Result<std::unique_ptr<Store>> open_memory(const Options& options) { return open_on(memory_engine(), options, true); }

}  // namespace postern::kv
