// What every engine must do under the store: one suite, run over each. Suites of the embedded engine have rocksdb in their
// names.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <thread>

#include "base/run_here.h"
#include "kv/open.h"
#include "support/manual_executor.h"
#include "support/temp_dir.h"

namespace postern::kv {
namespace {

using Rows = std::vector<Pair>;

bool same(const Rows& a, const std::map<std::string, std::string>& b) {
  return std::ranges::equal(a, b, [](const Pair& x, const auto& y) { return x.key == y.first && x.value == y.second; });
}

class StoreConformance : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    auto made = engine();
    ASSERT_TRUE(made) << made.error().detail;
    engine_ = made->get();
    auto opened = open_on(std::move(*made), options(), true);
    ASSERT_TRUE(opened) << opened.error().detail;
    store_ = std::move(*opened);
  }

  Options options() { return {.dir = dir_.path(), .low_disk_bytes = 0}; }
  Result<std::unique_ptr<Engine>> engine() {
    if (std::string_view(GetParam()) == "memory") return memory_engine();
    return rocksdb_engine(options());
  }

  Result<void> commit(Intent intent) { return run_here(store_->commit({1}, std::move(intent))); }
  Result<void> put(std::string key, std::string value, Family family = Family::meta) {
    return commit([=](Transaction& t) -> Result<void> {
      t.put(family, key, value);
      return {};
    });
  }
  std::optional<std::string> get(std::string key, Family family = Family::meta) {
    auto got = run_here(store_->get(family, std::move(key)));
    EXPECT_TRUE(got) << got.error().detail;
    return got ? *got : std::nullopt;
  }
  Rows scan(std::string from, std::string to, bool reverse = false, std::size_t most = 1'000'000) {
    Rows rows;
    auto visit = [&](std::string_view key, std::string_view value) {
      rows.push_back({std::string(key), std::string(value)});
      return rows.size() < most;
    };
    auto done = run_here(store_->scan(Family::meta, std::move(from), std::move(to), visit, {.reverse = reverse}));
    EXPECT_TRUE(done);
    return rows;
  }
  static std::vector<std::string> keys(const Rows& rows) {
    std::vector<std::string> all;
    for (const auto& row : rows) all.push_back(row.key);
    return all;
  }

  test::TempDir dir_;
  Engine* engine_ = nullptr;
  std::unique_ptr<Store> store_;
};

INSTANTIATE_TEST_SUITE_P(memory, StoreConformance, testing::Values("memory"));
INSTANTIATE_TEST_SUITE_P(rocksdb, StoreConformance, testing::Values("rocksdb"));

TEST_P(StoreConformance, a_committed_value_is_read_back) {
  ASSERT_TRUE(put("Ka", "one"));
  EXPECT_EQ(get("Ka"), "one");
  EXPECT_EQ(get("Kb"), std::nullopt);
  EXPECT_EQ(get("Ka", Family::queue), std::nullopt);
}

TEST_P(StoreConformance, values_may_be_empty_and_hold_any_byte) {
  const std::string all("\0\xff\n\x80", 4);
  ASSERT_TRUE(put("K" + all, all));
  ASSERT_TRUE(put("Ke", ""));
  EXPECT_EQ(get("K" + all), all);
  EXPECT_EQ(get("Ke"), "");
}

TEST_P(StoreConformance, every_family_is_a_key_space_of_its_own) {
  for (std::size_t i = 0; i < kFamilies; ++i)
    ASSERT_TRUE(put("K", std::string(2000, static_cast<char>('a' + i)), static_cast<Family>(i)));
  for (std::size_t i = 0; i < kFamilies; ++i)
    EXPECT_EQ(get("K", static_cast<Family>(i)), std::string(2000, static_cast<char>('a' + i)));
}

TEST_P(StoreConformance, keys_are_ordered_as_unsigned_bytes) {
  const std::vector<std::string> order{"K",        std::string("K\0", 2), "K\x01", "Ka", "Kaa", "K\x7f", "K\x80", "K\xff",
                                       "K\xff\xff"};
  for (auto i = order.rbegin(); i != order.rend(); ++i) ASSERT_TRUE(put(*i, ""));
  EXPECT_EQ(keys(scan("K", "L")), order);
  auto backwards = order;
  std::ranges::reverse(backwards);
  EXPECT_EQ(keys(scan("K", "L", true)), backwards);
}

TEST_P(StoreConformance, a_scan_takes_its_first_key_and_leaves_its_last) {
  for (const char* key : {"Ka", "Kb", "Kc", "Kd"}) ASSERT_TRUE(put(key, key));
  EXPECT_EQ(keys(scan("Kb", "Kd")), (std::vector<std::string>{"Kb", "Kc"}));
  EXPECT_EQ(keys(scan("Kb", "Kd", true)), (std::vector<std::string>{"Kc", "Kb"}));
  EXPECT_EQ(keys(scan("Kb", "")), (std::vector<std::string>{"Kb", "Kc", "Kd"}));
  EXPECT_EQ(keys(scan("Ka", "Kz", true, 1)), (std::vector<std::string>{"Kd"}));
  EXPECT_TRUE(scan("Kd", "Kb").empty());
}

TEST_P(StoreConformance, many_keys_are_answered_in_order) {
  std::vector<std::string> wanted;
  for (int i = 0; i < 200; ++i) {
    wanted.push_back("K" + std::to_string(i));
    if (i % 3 != 0) ASSERT_TRUE(put(wanted.back(), std::string(1500, 'x') + std::to_string(i), Family::body));
  }
  for (const std::size_t n : {std::size_t{0}, std::size_t{5}, wanted.size()}) {
    const auto got =
        run_here(store_->get_many(Family::body, {wanted.begin(), wanted.begin() + static_cast<std::ptrdiff_t>(n)}));
    ASSERT_TRUE(got);
    ASSERT_EQ(got->size(), n);
    for (std::size_t i = 0; i < n; ++i) EXPECT_EQ((*got)[i].has_value(), i % 3 != 0);
    if (n > 4) EXPECT_EQ(*(*got)[4], std::string(1500, 'x') + "4");
  }
}

TEST_P(StoreConformance, an_intent_reads_what_it_wrote) {
  ASSERT_TRUE(put("Kold", "1"));
  const auto done = commit([](Transaction& t) -> Result<void> {
    t.put(Family::meta, "Knew", "2");
    t.put(Family::meta, "Knew", "3");
    t.erase(Family::meta, "Kold");
    auto seen = t.get(Family::meta, "Knew");
    auto gone = t.get(Family::meta, "Kold");
    if (!seen || *seen != "3" || !gone || *gone) return fail(Failure::conflict, "not seen");
    return {};
  });
  EXPECT_TRUE(done);
  EXPECT_EQ(get("Knew"), "3");
  EXPECT_EQ(get("Kold"), std::nullopt);
}

TEST_P(StoreConformance, a_failed_intent_leaves_no_trace) {
  ASSERT_TRUE(put("Ka", "1"));
  ASSERT_TRUE(put("Kb", "1"));
  const auto failed = commit([](Transaction& t) -> Result<void> {
    t.put(Family::meta, "Ka", "2");
    t.erase_range(Family::meta, "Ka", "Kz");
    t.put(Family::meta, "Kb", "2");
    t.put(Family::body, "Kc", "2");
    return fail(Failure::conflict, "No");
  });
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, Failure::conflict);
  EXPECT_EQ(get("Ka"), "1");
  EXPECT_EQ(get("Kb"), "1");
  EXPECT_EQ(get("Kc", Family::body), std::nullopt);
}

TEST_P(StoreConformance, an_intent_that_throws_fails_alone) {
  const auto failed = commit([](Transaction& t) -> Result<void> {
    t.put(Family::meta, "Ka", "2");
    throw std::out_of_range("no such row");
  });
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().detail, "no such row");
  EXPECT_EQ(get("Ka"), std::nullopt);
  EXPECT_TRUE(put("Kb", "1"));
}

TEST_P(StoreConformance, a_range_is_erased_but_not_what_is_put_after) {
  for (const char* key : {"Ka", "Kb", "Kc", "Kd"}) ASSERT_TRUE(put(key, key));
  const auto done = commit([](Transaction& t) -> Result<void> {
    t.put(Family::meta, "Kbb", "before");
    t.erase_range(Family::meta, "Kb", "Kd");
    t.put(Family::meta, "Kc", "after");
    t.erase_range(Family::meta, "Kz", "Ka");
    return {};
  });
  ASSERT_TRUE(done);
  EXPECT_EQ(keys(scan("K", "L")), (std::vector<std::string>{"Ka", "Kc", "Kd"}));
  EXPECT_EQ(get("Kc"), "after");
}

TEST_P(StoreConformance, a_scan_in_an_intent_merges_its_changes) {
  for (const char* key : {"Ka", "Kb", "Kc", "Kd", "Ke"}) ASSERT_TRUE(put(key, "old"));
  std::string seen;
  const auto done = commit([&](Transaction& t) -> Result<void> {
    t.put(Family::meta, "K0", "first");
    t.put(Family::meta, "Kb", "new");
    t.put(Family::meta, "Kbb", "between");
    t.erase(Family::meta, "Kc");
    t.erase_range(Family::meta, "Kd", "Ke");
    t.put(Family::meta, "Kz", "last");
    return t.scan(Family::meta, "K", "L", [&](std::string_view key, std::string_view value) {
      seen += std::string(key) + "=" + std::string(value) + " ";
      return true;
    });
  });
  ASSERT_TRUE(done);
  EXPECT_EQ(seen, "K0=first Ka=old Kb=new Kbb=between Ke=old Kz=last ");
}

TEST_P(StoreConformance, a_scan_in_an_intent_may_erase_what_it_sees_and_what_comes) {
  for (const char* key : {"Ka", "Kb", "Kc", "Kd"}) ASSERT_TRUE(put(key, "old"));
  std::string seen;
  const auto done = commit([&](Transaction& t) -> Result<void> {
    t.put(Family::meta, "Kab", "mine");
    return t.scan(Family::meta, "K", "L", [&](std::string_view key, std::string_view) {
      seen += std::string(key) + " ";
      if (key == "Ka") t.erase(Family::meta, "Kb");
      if (key == "Kc") t.put(Family::meta, "Kcc", "");
      t.erase(Family::meta, key);
      return true;
    });
  });
  ASSERT_TRUE(done);
  EXPECT_EQ(seen, "Ka Kab Kc Kcc Kd ");
  EXPECT_TRUE(scan("K", "L").empty());
}

TEST_P(StoreConformance, a_scan_in_an_intent_stops_when_told) {
  for (const char* key : {"Ka", "Kc"}) ASSERT_TRUE(put(key, "old"));
  for (const std::size_t most : {1U, 2U, 3U, 4U}) {
    std::size_t seen = 0;
    ASSERT_TRUE(commit([&](Transaction& t) -> Result<void> {
      t.put(Family::meta, "Kb", "");
      t.put(Family::meta, "Kd", "");
      return t.scan(Family::meta, "K", "L", [&](std::string_view, std::string_view) { return ++seen < most; });
    }));
    EXPECT_EQ(seen, most);
  }
}

TEST_P(StoreConformance, an_intent_sees_the_writes_of_those_before_it_in_its_group) {
  test::ManualExecutor executor;
  int done = 0;
  for (int i = 0; i < 100; ++i) {
    executor.start(store_->commit({1},
                                  [](Transaction& t) -> Result<void> {
                                    auto n = t.get(Family::meta, "Kn");
                                    if (!n) return pass_on(n);
                                    t.put(Family::meta, "Kn", std::to_string(std::stoi(n->value_or("0")) + 1));
                                    return {};
                                  }),
                   [&](Result<void> outcome) { done += outcome.has_value(); });
  }
  ASSERT_TRUE(executor.run_until([&] { return done == 100; }));
  EXPECT_EQ(get("Kn"), "100");
}

TEST_P(StoreConformance, neighbours_of_a_failed_intent_are_not_disturbed) {
  test::ManualExecutor executor;
  int good = 0;
  int bad = 0;
  for (int i = 0; i < 60; ++i) {
    executor.start(store_->commit({1},
                                  [i](Transaction& t) -> Result<void> {
                                    t.put(Family::meta, "K" + std::to_string(i), "x");
                                    t.put(Family::meta, "Kshared", std::to_string(i));
                                    if (i % 3 == 0) return fail(Failure::conflict, "No");
                                    return {};
                                  }),
                   [&](Result<void> outcome) { ++(outcome ? good : bad); });
  }
  ASSERT_TRUE(executor.run_until([&] { return good + bad == 60; }));
  EXPECT_EQ(bad, 20);
  EXPECT_EQ(get("Kshared"), "59");
  for (int i = 0; i < 60; ++i) EXPECT_EQ(get("K" + std::to_string(i)).has_value(), i % 3 != 0);
}

TEST_P(StoreConformance, twenty_threads_lose_no_update_of_one_counter) {
  const auto count = [](Transaction& t) -> Result<void> {
    auto n = t.get(Family::meta, "Kn");
    if (!n) return pass_on(n);
    t.put(Family::meta, "Kn", std::to_string(std::stoi(n->value_or("0")) + 1));
    return {};
  };
  std::atomic<int> failures = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 20; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 25; ++n) failures += !run_here(store_->commit({1}, count));
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(get("Kn"), "500");
}

TEST_P(StoreConformance, ten_thousand_keys_go_in_one_commit) {
  ASSERT_TRUE(commit([](Transaction& t) -> Result<void> {
    for (int i = 0; i < 10'000; ++i) t.put(Family::meta, "K" + std::to_string(100'000 + i), std::to_string(i));
    return {};
  }));
  EXPECT_EQ(scan("K", "L").size(), 10'000U);
  ASSERT_TRUE(commit([](Transaction& t) -> Result<void> {
    t.erase_range(Family::meta, "K100000", "K109999");
    return {};
  }));
  EXPECT_EQ(keys(scan("K", "L")), std::vector<std::string>{"K109999"});
}

TEST_P(StoreConformance, limits_of_keys_and_values_are_kept) {
  EXPECT_TRUE(put(std::string(kLargestKey, 'K'), ""));
  EXPECT_TRUE(put("Kbig", std::string(kLargestValue, 'v'), Family::body));
  EXPECT_EQ(get("Kbig", Family::body)->size(), kLargestValue);

  const auto long_key = put(std::string(kLargestKey + 1, 'K'), "");
  const auto no_key = put("", "");
  const auto long_value = put("Kbigger", std::string(kLargestValue + 1, 'v'), Family::body);
  ASSERT_FALSE(long_key);
  ASSERT_FALSE(no_key);
  ASSERT_FALSE(long_value);
  EXPECT_EQ(long_key.error().kind, Failure::invalid);
  EXPECT_EQ(no_key.error().kind, Failure::invalid);
  EXPECT_EQ(long_value.error().kind, Failure::too_large);
  EXPECT_EQ(get("Kbigger", Family::body), std::nullopt);
}

TEST_P(StoreConformance, an_intent_that_writes_to_two_shards_fails) {
  const std::string one("A\0\0\0\0\0\0\0\1x", 10);
  const std::string other("A\0\0\0\0\0\0\0\2x", 10);
  EXPECT_TRUE(commit([&](Transaction& t) -> Result<void> {
    t.put(Family::meta, one, "");
    t.put(Family::body, one + "y", "");
    return {};
  }));
  EXPECT_FALSE(commit([&](Transaction& t) -> Result<void> {
    t.put(Family::meta, one, "");
    t.erase(Family::meta, other);
    return {};
  }));
}

TEST_P(StoreConformance, a_scan_sees_one_state_while_others_write) {
  for (int i = 0; i < 300; ++i) ASSERT_TRUE(put("K" + std::to_string(1000 + i), "old"));
  std::set<std::string> values;
  int seen = 0;
  auto visit = [&](std::string_view, std::string_view value) {
    // The visitor's thread has no executor, so it may drive a commit: only a test does that.
    if (++seen == 5) {
      EXPECT_TRUE(commit([](Transaction& t) -> Result<void> {
        for (int i = 0; i < 300; ++i) t.put(Family::meta, "K" + std::to_string(1000 + i), "new");
        t.erase(Family::meta, "K1299");
        return {};
      }));
    }
    values.insert(std::string(value));
    return true;
  };
  ASSERT_TRUE(run_here(store_->scan(Family::meta, "K", "L", visit)));
  EXPECT_EQ(seen, 300);
  EXPECT_EQ(values, std::set<std::string>{"old"});
  EXPECT_EQ(get("K1000"), "new");
  EXPECT_EQ(scan("K", "L").size(), 299U);
}

TEST_P(StoreConformance, a_damaged_value_is_an_error_and_never_a_value) {
  for (const std::string_view raw :
       {std::string_view("plain value without a seal"), std::string_view("abc"), std::string_view()}) {
    const Change damage{Change::Kind::put, Family::meta, "Kbad", raw};
    ASSERT_TRUE(engine_->write({&damage, 1}, true));
    const auto got = run_here(store_->get(Family::meta, "Kbad"));
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().kind, Failure::corrupt);
    EXPECT_FALSE(run_here(store_->get_many(Family::meta, {"Kbad"})));
    EXPECT_FALSE(run_here(store_->scan(Family::meta, "K", "L", [](std::string_view, std::string_view) { return true; })));
    Failure inside{};
    ignore(commit([&](Transaction& t) -> Result<void> {
             auto value = t.get(Family::meta, "Kbad");
             if (!value) inside = value.error().kind;
             return t.scan(Family::meta, "K", "L", [](std::string_view, std::string_view) { return true; });
           }),
           "what it saw is checked below");
    EXPECT_EQ(inside, Failure::corrupt);
  }
}

TEST_P(StoreConformance, a_value_moved_to_another_key_is_an_error) {
  ASSERT_TRUE(put("Ka", "value"));
  const auto sealed = engine_->get(Family::meta, "Ka");
  const Change moved{Change::Kind::put, Family::meta, "Kb", **sealed};
  ASSERT_TRUE(engine_->write({&moved, 1}, true));
  EXPECT_FALSE(run_here(store_->get(Family::meta, "Kb")));
}

// Random changes and reads, some rolled back, against a std::map.
TEST_P(StoreConformance, random_operations_agree_with_a_map) {
  std::mt19937 random(20'260'101);
  const auto pick = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
  const auto key = [&] { return "K" + std::to_string(10 + pick(60)); };
  std::map<std::string, std::string> model;
  for (int round = 0; round < 150; ++round) {
    auto trial = model;
    const bool fails = pick(4) == 0;
    const auto outcome = commit([&](Transaction& t) -> Result<void> {
      for (unsigned step = pick(12); step > 0; --step) {
        auto a = key();
        auto b = key();
        switch (pick(5)) {
          case 0:
          case 1:
            t.put(Family::meta, a, std::to_string(round));
            trial[a] = std::to_string(round);
            break;
          case 2:
            t.erase(Family::meta, a);
            trial.erase(a);
            break;
          case 3:
            if (a > b) std::swap(a, b);
            t.erase_range(Family::meta, a, b);
            trial.erase(trial.lower_bound(a), trial.lower_bound(b));
            break;
          default: {
            Rows rows;
            auto seen = t.scan(Family::meta, "K", "L", [&](std::string_view k, std::string_view v) {
              rows.push_back({std::string(k), std::string(v)});
              return true;
            });
            EXPECT_TRUE(seen);
            EXPECT_TRUE(same(rows, trial));
            const auto one = t.get(Family::meta, a);
            EXPECT_EQ(one->has_value(), trial.contains(a));
          }
        }
      }
      if (fails) return fail(Failure::conflict, "Rolled back");
      return {};
    });
    ASSERT_EQ(outcome.has_value(), !fails);
    if (!fails) model = std::move(trial);
    ASSERT_TRUE(same(scan("K", "L"), model)) << "round " << round;
  }
}

TEST(Schema, a_store_of_a_later_version_is_refused) {
  struct Shared final : Engine {  // an engine that outlives the stores over it
    std::shared_ptr<Engine> of;
    explicit Shared(std::shared_ptr<Engine> e) : of(std::move(e)) {}
    Found get(Family f, std::string_view k) override { return of->get(f, k); }
    std::optional<Found> get_cached(Family f, std::string_view k) override { return of->get_cached(f, k); }
    std::vector<Found> get_many(Family f, std::span<const std::string_view> k) override { return of->get_many(f, k); }
    Result<void> scan(Family f, std::string_view a, std::string_view b, ScanOptions r, const Visit& v) override {
      return of->scan(f, a, b, r, v);
    }
    Result<void> write(std::span<const Change> c, bool s) override { return of->write(c, s); }
    Result<void> recover() override { return of->recover(); }
    Space space() override { return of->space(); }
  };
  const std::shared_ptr<Engine> engine = memory_engine();
  ASSERT_TRUE(open_on(std::make_unique<Shared>(engine), {.schema_version = 7}));
  EXPECT_TRUE(open_on(std::make_unique<Shared>(engine), {.schema_version = 7}));
  EXPECT_TRUE(open_on(std::make_unique<Shared>(engine), {.schema_version = 8}));
  const auto refused = open_on(std::make_unique<Shared>(engine), {.schema_version = 6});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Failure::invalid);
  EXPECT_NE(refused.error().text.find("schema 7"), std::string::npos);
}

}  // namespace
}  // namespace postern::kv
