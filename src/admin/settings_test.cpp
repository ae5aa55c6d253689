// What who changes settings is told: what differs, and the number by which that is undone.   H03
#include <gtest/gtest.h>

#include "support/admin_world.h"

namespace postern::admin {
namespace {

class SettingsOperations : public OperationsTest {};

TEST_F(SettingsOperations, a_change_is_undone_by_the_number_that_came_with_it_and_not_once_it_was_changed_again) {
  const json::object file{{"file", R"({"settings": {"password.minimum_length": 14, "password.minimum_strength": 4}})"}};
  const auto done = must("settings.apply", file);
  ASSERT_EQ(done.as_array().size(), 2u);
  const auto number = done.at(0).at("change");
  EXPECT_EQ(number, must("settings.history").at(0).at("number"));
  EXPECT_EQ(number, done.at(1).at("change")) << "they are one change";
  EXPECT_TRUE(must("settings.apply", file).as_array().empty()) << "nothing differs";
  must("settings.undo", {{"number", number}});
  EXPECT_EQ(world.policy.current()->minimum_length, 12u);

  const auto first = must("settings.set", {{"key", "password.minimum_length"}, {"value", "15"}}).at(0).at("change");
  must("settings.set", {{"key", "password.minimum_length"}, {"value", "16"}});
  EXPECT_EQ(world.call("settings.undo", {{"number", first}}).error().kind, Failure::conflict);
  EXPECT_EQ(world.policy.current()->minimum_length, 16u);
}

}  // namespace
}  // namespace postern::admin
