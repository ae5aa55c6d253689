// Lines as they are written and read: escapes, cuts, terms, times, the view for people.
#include "logs/line.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "logs/chain.h"
#include "logs/logs.h"

namespace postern::logs {
namespace {

using events::Event;
using events::Field;
using events::Key;

constexpr Time kNow{1795311490250};

std::string line_of(std::initializer_list<Field> fields, Event event = Event::smtp_recipient_refused,
                    SessionId session = SessionId(0x1f4)) {
  std::string out;
  Terms terms;
  append_line(out, terms, kNow, events::row(event), events::row(event).log, session, std::span(fields.begin(), fields.size()));
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  append_escaped(out, text);
  return out;
}

TEST(Line, has_time_log_event_session_and_fields) {
  EXPECT_EQ(line_of({{Key::ip, "192.0.2.1"}, {Key::code, 550}}),
            "{\"t\":\"2026-11-22T01:38:10.250Z\",\"log\":\"smtp_in\",\"n\":202,\"e\":\"smtp.recipient-refused\",\"s\":\"1f4\","
            "\"ip\":\"192.0.2.1\",\"code\":550}\n");
  EXPECT_EQ(line_of({}, Event::server_started, SessionId()).find("\"s\""), std::string::npos);
}

TEST(Line, foreign_text_cannot_forge_a_line_or_steer_a_terminal) {
  const auto line = line_of({{Key::text,
                              "a\"},\r\n{\"t\":\"x\x1b[2J\x7F\0\xC2\x9B"
                              "31m\xE2\x80\xAE"}});
  EXPECT_EQ(std::ranges::count(line, '\n'), 1);
  EXPECT_EQ(line.find('\x1b'), line.npos);
  EXPECT_EQ(escaped("\xC2\x9B"), "\\u009b");
  EXPECT_EQ(escaped("\xE2\x80\xAE"), "\\u202e");
  EXPECT_EQ(escaped(std::string_view("\0", 1)), "\\u0000");
  const auto json = boost::json::parse(line);
  EXPECT_EQ(json.as_object().size(), 6u);
}

TEST(Line, text_that_is_not_utf8_is_still_json) {
  EXPECT_EQ(escaped("a\xFF"), "a\\ufffd");
  EXPECT_EQ(escaped("gr\xC3\xBC\xC3\x9F"), "gr\xC3\xBC\xC3\x9F");
  EXPECT_NO_THROW(boost::json::parse(line_of({{Key::text, "\xC3\xA9\xC3"}})));
}

TEST(Line, long_fields_and_lines_are_cut) {
  const std::string wide = std::string(kLongestField - 1, 'a') + "\xC3\xA9";
  EXPECT_EQ(escaped(wide), std::string(kLongestField - 1, 'a') + "...");
  const std::string evil(100'000, '\x01');
  std::vector<Field> many(40, Field(Key::text, evil));
  std::string out;
  Terms terms;
  append_line(out, terms, kNow, events::row(Event::smtp_command), Log::smtp_in, SessionId(1), many);
  EXPECT_LE(out.size(), kLongestLine);
  EXPECT_NE(out.find("\"cut\":1"), out.npos);
}

TEST(Line, H03_what_was_changed_has_more_room_than_any_other_field) {
  const std::string changes(kLongestChanges, '\x01');  // what is escaped takes most room
  const auto line = boost::json::parse(line_of({{Key::who, std::string(kLongestField, '\x01')}, {Key::changes, changes}}));
  EXPECT_EQ(line.at("changes").as_string(), changes);
  EXPECT_EQ(boost::json::parse(line_of({{Key::changes, changes + "x"}})).at("changes").as_string(), changes + "...");
}

TEST(Line, terms_read_back_are_those_written) {
  std::string out;
  Terms terms;
  const std::array<Field, 5> fields{Field(Key::account, "J\"u@Example.org"), Field(Key::to, "\xC3\xA9@b"),
                                    Field(Key::message, 17), Field(Key::text, "no"), Field(Key::name, "carl")};
  append_line(out, terms, kNow, events::row(Event::delivered), Log::delivery, SessionId(9), fields);
  const auto again = line_terms(out);
  EXPECT_EQ(std::vector(again.all().begin(), again.all().end()), std::vector(terms.all().begin(), terms.all().end()));
  EXPECT_EQ(terms.count, 5);
  EXPECT_EQ(term_hash(TermKind::account, "a@B"), term_hash(TermKind::account, "A@b"));
}

TEST(Line, reader_refuses_what_is_no_flat_object) {
  const auto ok = [](std::string_view line) {
    LineReader in(line);
    while (in.next()) continue;
    return in.ok();
  };
  EXPECT_TRUE(ok("{}\n"));
  EXPECT_TRUE(ok(R"({"a":"b\"c","d":-1})"));
  for (const auto bad : {"", "{", "{\"a\":\"b\"", "{\"a\":{}}", "{\"a\":[]}", "{\"a\":1,}", "{,}", "{\"a\":-}",
                         "{\"a\":\"\\\"}", "{} ", "{\"a\":\"\x1b\"}"})
    EXPECT_FALSE(ok(bad)) << bad;
}

TEST(Line, people_see_one_short_line) {
  EXPECT_EQ(render(line_of({{Key::ip, "192.0.2.1"}, {Key::text, "no such user"}})),
            "2026-11-22 01:38:10.250 smtp_in   1f4      smtp.recipient-refused ip=192.0.2.1 text=\"no such user\"");
  EXPECT_EQ(render("torn\x1b[2J"), "torn\\u001b[2J");
}

TEST(Chain, a_changed_removed_or_added_line_breaks_it) {
  Chain writer{Secret("key")};
  const auto one = writer.seal(line_of({{Key::who, "root"}}), true);
  const auto two = writer.seal(line_of({{Key::who, "ann"}}), false);
  Chain reader{Secret("key")};
  EXPECT_TRUE(reader.follows(one));
  EXPECT_TRUE(reader.follows(two));
  EXPECT_EQ(reader.head(), writer.head());
  EXPECT_FALSE(reader.follows(two));
  auto changed = two;
  changed.replace(changed.find("ann"), 3, "bob");
  Chain other{Secret("key")};
  EXPECT_FALSE(other.follows(two));
  EXPECT_TRUE(other.follows(one));
  EXPECT_FALSE(other.follows(changed));
  EXPECT_EQ(link_of(one, "prev"), no_head());
  Chain keyless{Secret()};
  EXPECT_FALSE(keyless.follows(one));
}

}  // namespace
}  // namespace postern::logs
