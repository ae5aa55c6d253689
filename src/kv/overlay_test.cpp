// The overlay of a group: many intents in turn, some undone, against a map.
#include "kv/overlay.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace postern::kv {
namespace {

using Model = std::map<std::string, std::string>;

std::string key(unsigned n) { return "K" + std::to_string(10 + n); }

void play(Model& to, const std::vector<Change>& changes) {
  for (const auto& change : changes) {
    const std::string first(change.key);
    switch (change.kind) {
      case Change::Kind::put: to[first] = change.value; break;
      case Change::Kind::erase: to.erase(first); break;
      case Change::Kind::erase_range: to.erase(to.lower_bound(first), to.lower_bound(std::string(change.value))); break;
    }
  }
}

class OverlayTest : public testing::Test {
 protected:
  unsigned pick(unsigned n) { return static_cast<unsigned>(random_() % n); }

  // One random change to the overlay and to the model.
  void change(Model& model, int round) {
    auto a = key(pick(40));
    auto b = key(pick(40));
    switch (pick(5)) {
      case 0:
      case 1:
        overlay_.put(Family::meta, a, std::to_string(round));
        model[a] = std::to_string(round);
        return;
      case 2:
        overlay_.erase(Family::meta, a);
        model.erase(a);
        return;
      default:
        if (a > b) std::swap(a, b);
        overlay_.erase_range(Family::meta, a, b);
        model.erase(model.lower_bound(a), model.lower_bound(b));
    }
  }

  void expect_reads_as(const Model& base, const Model& model) {
    for (unsigned n = 0; n < 40; ++n) {
      const auto* changed = overlay_.find(Family::meta, key(n));
      const auto wanted = model.find(key(n));
      if (changed) {
        EXPECT_EQ(changed->has_value(), wanted != model.end());
        if (*changed && wanted != model.end()) EXPECT_EQ(**changed, wanted->second);
      } else {
        EXPECT_EQ(base.contains(key(n)), wanted != model.end());
      }
    }
  }

  std::mt19937 random_{42};
  Overlay overlay_;
};

TEST_F(OverlayTest, groups_of_random_intents_read_and_write_as_a_map) {
  Model base;
  std::vector<Change> changes;
  for (int group = 0; group < 60; ++group) {
    Model model = base;
    for (int intent = 0; intent < 12; ++intent) {
      Model trial = model;
      for (unsigned step = pick(8); step > 0; --step) change(trial, group * 100 + intent);
      expect_reads_as(base, trial);
      if (pick(3) == 0) {
        overlay_.drop();
      } else {
        overlay_.keep();
        model = std::move(trial);
      }
      expect_reads_as(base, model);
    }
    overlay_.changes(changes);
    play(base, changes);
    ASSERT_EQ(base, model) << "group " << group;
    overlay_.clear();
  }
}

TEST_F(OverlayTest, a_key_written_often_is_one_change) {
  for (int i = 0; i < 100; ++i) overlay_.put(Family::meta, "K", std::to_string(i));
  std::vector<Change> changes;
  overlay_.changes(changes);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].value, "99");
}

}  // namespace
}  // namespace postern::kv
