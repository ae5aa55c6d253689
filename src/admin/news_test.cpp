// What of all that happens is news, and how often.
#include "admin/news.h"

#include <gtest/gtest.h>

#include "events/table.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

using namespace std::chrono_literals;
using events::Event;
using events::Key;

class NewsTest : public OperationsTest {
 protected:
  std::size_t told(Topic topic) {
    world.news.look();
    const auto part = world.news.changes().after(begin, 0ms).changes;
    return static_cast<std::size_t>(std::ranges::count(part, topic, [](const auto& one) { return one.what.topic; }));
  }
  void write(Event event, std::string_view service) { world.news.write(event, {}, {{Key::service, service}}); }

  std::uint64_t begin = world.news.changes().newest();
};

TEST_F(NewsTest, connections_are_news_once_a_second_however_many_come_and_go) {
  EXPECT_EQ(told(Topic::connection), 0u);
  for (int i = 0; i < 100; ++i) write(Event::connection_opened, "smtp");
  EXPECT_EQ(told(Topic::connection), 1u);
  world.time.pass(999ms);
  write(Event::connection_closed, "smtp");
  write(Event::login_succeeded, "imap");
  EXPECT_EQ(told(Topic::connection), 1u);
  world.time.pass(1ms);
  EXPECT_EQ(told(Topic::connection), 2u) << "what came meanwhile is not lost";
  world.time.pass(1h);
  EXPECT_EQ(told(Topic::connection), 2u) << "nothing has happened";
}

TEST_F(NewsTest, what_reads_the_list_of_connections_is_no_news_of_it) {
  write(Event::connection_opened, "api");
  write(Event::connection_closed, "api");
  write(Event::login_succeeded, "admin");
  EXPECT_EQ(told(Topic::connection), 0u);
}

TEST_F(NewsTest, a_connection_that_is_closed_by_hand_is_news_at_once) {
  world.news.write(Event::administrator_acted, {}, {{Key::name, "connection.drop"}, {Key::reason, "done"}});
  EXPECT_EQ(told(Topic::connection), 1u);
}

TEST_F(NewsTest, what_an_administrator_has_made_is_news_of_its_list_for_those_whose_it_is) {
  must("domain.create", {{"name", "home.test"}});
  const auto home = world.directory->snapshot()->domain(address::parse_domain("home.test").value())->id;
  const auto acted = [&](std::string_view operation, std::string_view subject, std::string_view outcome = "done") {
    world.news.write(Event::administrator_acted, {}, {{Key::name, operation}, {Key::text, subject}, {Key::reason, outcome}});
    return world.news.changes().after(begin, 0ms).changes.back().what;
  };
  EXPECT_EQ(acted("domain.update", "home.test").domains, std::set{home});
  EXPECT_EQ(acted("account.create", "ann@home.test").domains, std::set{home});
  EXPECT_EQ(acted("second-factor.remove", "ann@home.test").topic, Topic::account);
  EXPECT_EQ(acted("account.delete", "ann@gone.test").domains, std::set<DomainId>()) << "it is nobody's any more";
  EXPECT_EQ(acted("account.create", "bob@home.test", "invalid").domains, std::set<DomainId>()) << "nothing came of it";
  EXPECT_EQ(told(Topic::account), 3u);
  EXPECT_EQ(acted("alias.create", "all@home.test").topic, Topic::alias);
  EXPECT_FALSE(acted("deny.add", "192.0.2.1").domains) << "it is nobody's in particular";
  EXPECT_EQ(acted("smtp-block.add", "spam.test").topic, Topic::network);
  world.news.write(Event::dkim_key_changed, {}, {{Key::domain, std::string_view("home.test")}});
  const auto of_a_key = world.news.changes().after(begin, 0ms).changes.back().what;
  EXPECT_EQ(of_a_key.topic, Topic::domain) << "it signs by now, whoever looked";
  EXPECT_EQ(of_a_key.domains, std::set{home});
  EXPECT_EQ(acted("token.add", "sec").topic, Topic::administrator);
  EXPECT_EQ(acted("admin.end-session", "sec").topic, Topic::session) << "the first that fits";
}

TEST_F(NewsTest, much_that_is_held_is_one_piece_of_news_for_those_whose_it_is) {
  must("domain.create", {{"name", "home.test"}});
  must("domain.create", {{"name", "other.test"}});
  for (const auto* to : {"a@home.test", "b@home.test", "c@far.test"}) {
    queue::Envelope e;
    e.judged.quarantine = "a program";
    e.recipients.push_back({address::parse_mailbox(to, address::Charset::utf8).value(), {}, {}, {}});
    const auto body = std::make_shared<const std::string>("Subject: x\r\n\r\n");
    ASSERT_TRUE(run_here(world.queue.add(e, body, queue::legs_of(e.recipients, queue::kNever))));
  }
  EXPECT_EQ(told(Topic::quarantine), 1u);
  const auto home = world.directory->snapshot()->domain(address::parse_domain("home.test").value())->id;
  EXPECT_EQ(world.news.changes().after(begin, 0ms).changes.back().what.domains, std::set{home});
}

}  // namespace
}  // namespace postern::admin
