// What was counted, in steps and as a table.
#include "counts/counts.h"

#include <algorithm>
#include <numeric>

#include "events/table.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

using namespace std::chrono_literals;

class CountsOperations : public OperationsTest {
 protected:
  CountsOperations() {
    world.counts.write(events::Event::sent, {}, {});
    world.time.pass(1h);
    world.counts.write(events::Event::sent, {}, {});
    world.counts.write(events::Event::sent, {}, {});
  }
};

TEST_F(CountsOperations, hours_are_shown_from_the_first_to_this_one) {
  const auto all = must("counts.show", {{"series", {"mail.sent"}}, {"since", "2h"}}).as_object();
  EXPECT_EQ(all.at("step_seconds"), 3600);
  EXPECT_EQ(all.at("series"), json::parse(R"({"mail.sent": [0, 1, 2]})"));
  EXPECT_TRUE(all.at("begin").as_string().ends_with(":00:00.000Z"));
}

TEST_F(CountsOperations, days_begin_at_midnight_and_names_may_come_in_one_word) {
  const auto all = must("counts.show", {{"series", {"mail.sent,mail.received"}}, {"since", "1h"}, {"step", "day"}}).as_object();
  EXPECT_TRUE(all.at("begin").as_string().ends_with("T00:00:00.000Z"));
  const auto sent = json::value_to<std::vector<int>>(all.at("series").at("mail.sent"));
  EXPECT_EQ(std::accumulate(sent.begin(), sent.end(), 0), 3);
  EXPECT_TRUE(all.at("series").as_object().contains("mail.received"));
}

TEST_F(CountsOperations, people_get_a_table_of_what_there_was) {
  const auto* show = find("counts.show");
  const auto text = show->for_people(must("counts.show", {{"since", "1h"}}));
  EXPECT_TRUE(text.starts_with("time (UTC)        mail.sent\n")) << text;
  EXPECT_EQ(std::ranges::count(text, '\n'), 3) << text;
  const auto none = show->for_people(must("counts.show", {{"series", {"mail.bounced"}}}));
  EXPECT_EQ(none, "Nothing was counted in that time.\n");
}

TEST_F(CountsOperations, what_is_not_understood_is_refused) {
  EXPECT_EQ(refusal("counts.show", {{"series", {"x"}}}), Failure::invalid);
  EXPECT_EQ(refusal("counts.show", {{"step", "week"}}), Failure::invalid);
  EXPECT_EQ(refusal("counts.show", {{"since", "401d"}}), Failure::invalid);
}

// Also under another name of it; its administrators are told nothing of the rest of the server.
TEST_F(CountsOperations, a_domain_has_its_own_by_days) {
  must("domain.create", {{"name", "home.test"}});
  must("domain.add-name", {{"name", "home.test"}, {"other_name", "home.example"}});
  using events::Event, events::Key;
  world.counts.write(Event::delivered, {}, {{Key::account, "ann@home.test"}, {Key::mailbox, "Junk"}});
  world.counts.write(Event::login_failed, {}, {{Key::name, "ann@HOME.example"}});
  world.counts.write(Event::delivered, {}, {{Key::account, "x@elsewhere.test"}, {Key::mailbox, "INBOX"}});
  const auto all = must("domain.counts", {{"name", "home.test"}, {"since", "24h"}}).as_object();
  EXPECT_TRUE(all.at("begin").as_string().ends_with("T00:00:00.000Z"));
  EXPECT_EQ(all.at("step_seconds"), 86'400);
  EXPECT_EQ(all.at("series"), json::parse(R"({"mail.delivered": [0, 1], "mail.submitted": [0, 0], "mail.bounced": [0, 0],
      "verdict.junk": [0, 1], "verdict.quarantined": [0, 0], "verdict.rejected": [0, 0], "logins.ok": [0, 0], "logins.failed": [0, 1]})"));
  EXPECT_TRUE(find("domain.counts")->for_people(all).contains("mail.delivered"));
  EXPECT_EQ(refusal("domain.counts", {{"name", "nobody.test"}}), Failure::not_found);
  EXPECT_EQ(refusal("domain.counts", {{"name", "home.test"}, {"since", "401d"}}), Failure::invalid);
}

TEST_F(CountsOperations, every_series_is_listed) {
  EXPECT_EQ(must("counts.series").as_array().size(), counts::rows().size() + 2);
}

}  // namespace
}  // namespace postern::admin
