// Logs as administrators ask for them.
#include <gtest/gtest.h>

#include "events/table.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

class LogOperations : public OperationsTest {
 protected:
  LogOperations() {
    for (const auto* text : {"one", "two words"})
      world.logs->events::Sink::write(events::Event::delivered, SessionId(7), {{events::Key::text, text}});
    world.logs->settle();
  }
  // The lines as they come, until the caller has had enough.
  std::vector<json::value> download(const json::object& arguments, std::size_t enough = 99) {
    auto parts = world.world();
    std::vector<json::value> lines;
    const Progress take = [&](const json::value& v) {
      if (!v.is_null()) lines.push_back(v);
      return lines.size() < enough;
    };
    const auto done = run_operation(parts, "logs.download", arguments, owner("root"), take);
    EXPECT_TRUE(done && done->is_null());
    return lines;
  }
};

TEST_F(LogOperations, a_day_comes_line_by_line) {
  const json::object day{{"log", "delivery"}, {"day", "2026-09-21"}};
  const auto lines = download(day);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_TRUE(lines[1].as_string().ends_with("text=\"two words\""));
  EXPECT_EQ(download(day, 1).size(), 1u) << "who has gone gets no more";
  auto raw = day;
  raw["raw"] = true;
  EXPECT_EQ(download(raw).at(0).at("text"), "one");
  EXPECT_TRUE(download({{"log", "delivery"}, {"day", "2026-09-20"}}).empty());
  EXPECT_TRUE(download({{"log", "smtp_in"}, {"day", "2026-09-21"}}).empty());
}

TEST_F(LogOperations, a_range_of_time_has_a_beginning_and_an_end) {
  const auto found = [&](const json::object& between) { return must("logs.search", between).as_array().size(); };
  const auto at = [&](std::chrono::seconds after) { return rfc3339(world.time.now() + after); };
  using std::chrono::seconds;
  EXPECT_EQ(found({}), 2u);
  EXPECT_EQ(found({{"since", at(seconds(-60))}, {"until", at(seconds(60))}}), 2u);
  EXPECT_EQ(found({{"since", at(seconds(-60))}, {"until", at(seconds(-30))}}), 0u);
  EXPECT_EQ(found({{"since", "1h"}, {"until", "30m"}}), 0u);
  EXPECT_EQ(found({{"until", "30m"}}), 0u);
  EXPECT_EQ(refusal("logs.search", {{"since", "30m"}, {"until", "1h"}}), Failure::invalid);
  EXPECT_EQ(refusal("logs.search", {{"until", "yesterday"}}), Failure::invalid);
}

TEST_F(LogOperations, a_day_and_a_log_are_what_they_are_called) {
  for (const auto* day : {"", "2026-09-2", "2026-09-31", "0000-00-00", "2026/09/21", "../../../..", "2026-09-21\n"})
    EXPECT_EQ(refusal("logs.download", {{"log", "delivery"}, {"day", day}}), Failure::invalid) << day;
  for (const auto* log : {"", "..", "delivery.2026-09-21T00-00-00.000Z", "audit", "Delivery"})
    EXPECT_EQ(refusal("logs.download", {{"log", log}, {"day", "2026-09-21"}}), Failure::invalid) << log;
}

}  // namespace
}  // namespace postern::admin
