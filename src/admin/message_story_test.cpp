// The story of one message among others of its session.
#include <gtest/gtest.h>

#include "base/run_here.h"
#include "events/table.h"
#include "queue/queue.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

using events::Event;
using events::Key;

class MessageStoryTest : public OperationsTest {
 protected:
  static constexpr SessionId kSession{7};

  // A session with one message that is taken, and a second one.
  MessageStoryTest() {
    write(Event::connection_opened, {{Key::ip, "192.0.2.1"}, {Key::service, "smtp"}});
    command("EHLO", "mail.away.test");
    envelope("bob", "ann");
    write(Event::smtp_message_accepted, {{Key::from, "bob@away.test"}, {Key::to, "ann@home.test"}, {Key::message, "7.1"}});
    write(Event::delivered, {{Key::account, "ann@home.test"}, {Key::message, "7.1"}});
    envelope("eve", "zoe");
    write(Event::smtp_recipient_refused, {{Key::to, "nobody@home.test"}, {Key::code, 550}});
    write(Event::smtp_message_judged, {{Key::message, "7.2"}, {Key::value, "refuse"}});
  }
  void write(Event event, std::initializer_list<events::Field> fields) { world.logs->write(event, kSession, fields); }
  void command(std::string_view verb, std::string_view text) {
    write(Event::smtp_command, {{Key::command, verb}, {Key::text, text}});
  }
  void envelope(const std::string& from, const std::string& to) {
    command("MAIL", "FROM:<" + from + "@away.test>");
    command("RCPT", "TO:<" + to + "@home.test>");
  }
  json::object story(const std::string& id) { return must("logs.story", {{"id", id}}).as_object(); }
  // What happened, in short: commands by their argument.
  static std::vector<std::string> told(const json::object& story) {
    std::vector<std::string> out;
    for (const auto& step : story.at("steps").as_array()) {
      const auto name = std::string(step.at("e").as_string());
      out.push_back(name == "smtp.command" ? std::string(step.at("text").as_string()) : name);
    }
    return out;
  }
};

TEST_F(MessageStoryTest, is_of_its_session_what_is_about_it_alone) {
  EXPECT_EQ(told(story("7.1")),
            (std::vector<std::string>{"connection.opened", "mail.away.test", "FROM:<bob@away.test>", "TO:<ann@home.test>",
                                      "smtp.message-accepted", "delivery.delivered"}));
}

TEST_F(MessageStoryTest, ends_with_the_refusal_that_names_no_message) {
  write(Event::smtp_message_refused, {{Key::code, 550}, {Key::text, "not here"}});
  envelope("later", "ann");
  write(Event::smtp_message_refused, {{Key::code, 451}, {Key::text, "another one"}});
  const auto refused = story("7.2");
  EXPECT_EQ(told(refused),
            (std::vector<std::string>{"connection.opened", "mail.away.test", "FROM:<eve@away.test>", "TO:<zoe@home.test>",
                                      "smtp.recipient-refused", "smtp.message-judged", "smtp.message-refused"}));
  EXPECT_EQ(refused.at("steps").as_array().back().at("text"), "not here");
}

TEST_F(MessageStoryTest, knows_where_it_waits_and_what_was_done_to_it_there) {
  write(Event::smtp_message_accepted, {{Key::from, "eve@away.test"}, {Key::to, "zoe@else.test"}, {Key::message, "7.2"}});
  queue::Envelope e;
  e.reverse_path = address::parse_mailbox("Eve@away.test", address::Charset::utf8).value();
  e.origin.id = "7.2";
  const std::vector<queue::Recipient> to{{.mailbox = address::parse_mailbox("zoe@else.test", address::Charset::utf8).value(),
                                          .notify = {},
                                          .orcpt_type = {},
                                          .orcpt = {}}};
  run_here(world.queue.add(e, std::make_shared<const std::string>("x\r\n"), queue::legs_of(to, world.time.now()))).value();
  const auto id = std::string(must("queue.list").as_array().at(0).at("id").as_string());
  world.logs->write(Event::administrator_acted, {}, {{Key::who, "keeper"}, {Key::name, "queue.hold"}, {Key::text, id}});
  world.logs->write(Event::administrator_acted, {}, {{Key::who, "keeper"}, {Key::name, "queue.hold"}, {Key::text, id + "0"}});
  const auto waiting = story("7.2");
  EXPECT_EQ(waiting.at("waiting").as_array().at(0).at("id").as_string(), id);
  EXPECT_EQ(std::ranges::count(told(waiting), "administration.acted"), 1);
  EXPECT_TRUE(story("7.1").at("waiting").as_array().empty());
}

TEST_F(MessageStoryTest, leads_from_a_report_to_what_it_is_about) {
  write(Event::sender_told, {{Key::message, "7.1"}, {Key::value, "failed"}, {Key::text, "ad23"}});
  world.logs->write(Event::delivered, {}, {{Key::account, "bob@home.test"}, {Key::message, "ad23"}});
  EXPECT_EQ(story("ad23").at("about"), "7.1");
  EXPECT_TRUE(story("7.1").at("about").is_null());
  EXPECT_EQ(refusal("logs.story", {{"id", "none.1"}}), Failure::not_found);
}

}  // namespace
}  // namespace postern::admin
