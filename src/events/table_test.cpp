// Every event, key, log and level has its row and its own name.
#include "events/table.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "events/security.h"
#include "support/source_tree.h"

namespace postern::events {
namespace {

// The header as text: an enumerator without a row cannot be found from inside the language.
std::string header() {
  std::ifstream in(source_tree() / "src/events/table.h");
  std::string text((std::istreambuf_iterator<char>(in)), {});
  return std::regex_replace(text, std::regex("//[^\n]*"), "");
}

std::string between(const std::string& text, const std::string& from) {
  const auto start = text.find(from);
  const auto open = text.find('{', start);
  return text.substr(open + 1, text.find('}', open) - open - 1);
}

TEST(Events, every_enumerator_has_a_row_with_its_number) {
  const auto body = between(header(), "enum class Event :");
  const std::regex one("(\\w+) = (\\d+)");
  std::size_t count = 0;
  for (std::sregex_iterator it(body.begin(), body.end(), one), end; it != end; ++it, ++count) {
    const auto event = static_cast<Event>(std::stoi((*it)[2]));
    EXPECT_EQ(row(event).event, event) << (*it)[1];
  }
  EXPECT_EQ(count, rows().size());
}

// Every source file of the rooms but this one, without comments.
std::string sources() {
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(source_tree() / "src")) {
    const auto path = entry.path().native();
    if (!path.ends_with(".cpp") || path.ends_with("_test.cpp") || path.find("/events/") != path.npos) continue;
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) all += line.substr(0, line.find("//"));
  }
  return all;
}

TEST(Events, every_event_has_a_writer) {
  const auto code = sources();
  const auto body = between(header(), "enum class Event :");
  const std::regex one("(\\w+) = \\d+");
  for (std::sregex_iterator it(body.begin(), body.end(), one), end; it != end; ++it)
    EXPECT_NE(code.find("Event::" + (*it)[1].str()), code.npos) << (*it)[1] << " is in the table, and nobody writes it";
}

TEST(Events, names_and_numbers_are_unique_and_texts_are_sentences) {
  std::set<std::string_view> names;
  std::set<Event> numbers;
  for (const Row& r : rows()) {
    EXPECT_TRUE(names.insert(r.name).second) << r.name;
    EXPECT_TRUE(numbers.insert(r.event).second) << r.name;
    EXPECT_TRUE(r.text.ends_with('.')) << r.name;
    EXPECT_NE(r.name.find('.'), r.name.npos) << r.name;
  }
}

TEST(Events, every_key_has_a_name_of_its_own) {
  const auto body = between(header(), "enum class Key :");
  const std::regex one("(\\w+)");
  std::size_t value = 0;
  std::set<std::string_view> names;
  for (std::sregex_iterator it(body.begin(), body.end(), one), end; it != end; ++it, ++value) {
    EXPECT_EQ(name(static_cast<Key>(value)), (*it)[1].str());
    EXPECT_TRUE(names.insert(name(static_cast<Key>(value))).second);
    EXPECT_EQ(key_named((*it)[1].str()), static_cast<Key>(value));
  }
  EXPECT_FALSE(key_named("password"));
}

TEST(Events, every_log_and_level_has_a_name) {
  for (std::size_t i = 0; i < kLogs; ++i) EXPECT_EQ(log_named(name(static_cast<Log>(i))), static_cast<Log>(i));
  EXPECT_EQ(name(Level::exceptions), "exceptions");
  EXPECT_EQ(name(Level::detailed), "detailed");
}

TEST(Events, connections_and_logins_go_to_the_log_of_their_service) {
  const std::array<Field, 1> imap{Field(Key::service, std::string_view("imaps"))};
  EXPECT_EQ(log_of(row(Event::login_failed), imap), Log::imap);
  EXPECT_EQ(log_of(row(Event::connection_opened), {}), Log::server);
  EXPECT_EQ(log_of(row(Event::delivered), imap), Log::delivery);
}

TEST(Events, the_reference_page_has_every_event) {
  const auto page = events_reference();
  for (const Row& r : rows()) EXPECT_NE(page.find(std::string("`") + std::string(r.name) + "`"), page.npos);
}

SecurityEvent sample() {
  SecurityEvent e;
  e.at = Time{1795311490250};
  e.signal = Signal::login;
  e.service = Service::imap;
  e.cause = Cause::wrong_password;
  e.tls = true;
  e.session = SessionId(77);
  e.ip = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 192, 0, 2, 1};
  e.account = AccountId(5);
  e.name = "u1@bench.test";
  e.credential = 0xFEDCBA9876543210;
  return e;
}

TEST(Security, records_come_back_as_they_were) {
  auto e = sample();
  EXPECT_EQ(decode_security_event(encode(e)), e);
  EXPECT_LE(encode(e).size(), 48u);
  e.ip[0] = 0x20;
  e.recipients = UINT32_MAX;
  e.size = UINT64_MAX;
  e.at = Time{-1};
  EXPECT_EQ(decode_security_event(encode(e)), e);
}

TEST(Security, long_names_are_cut) {
  auto e = sample();
  e.name = std::string(1000, 'x');
  EXPECT_EQ(decode_security_event(encode(e))->name.size(), SecurityEvent::kLongestName);
}

TEST(Security, cut_extended_and_unknown_records_are_refused) {
  const auto bytes = encode(sample());
  for (std::size_t n = 0; n < bytes.size(); ++n) EXPECT_FALSE(decode_security_event(bytes.substr(0, n))) << n;
  EXPECT_FALSE(decode_security_event(bytes + '\0'));
  for (std::size_t i = 0; i < 5; ++i) {
    auto wrong = bytes;
    wrong[i] = '\x7F';
    EXPECT_FALSE(decode_security_event(wrong)) << i;
  }
}

}  // namespace
}  // namespace postern::events
