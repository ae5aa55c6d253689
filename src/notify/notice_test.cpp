// Notices: which events become some, and how they look as mail and as JSON.
#include <gtest/gtest.h>

#include "auth/mac.h"
#include "base/text.h"
#include "events/table.h"
#include "notify/notice.h"

namespace postern::notify {
namespace {

using events::Event;
using events::Field;
using events::Key;

constexpr Time kNow{1'790'000'000'000};

std::optional<Notice> notice(Event event, std::initializer_list<Field> fields) {
  return notice_of(event, std::span<const Field>(fields.begin(), fields.size()), kNow);
}
Notice one(std::string value = "internal-spammer") {
  return notice(Event::administrators_to_be_told, {{Key::account, "ann@home.test"}, {Key::name, value}, {Key::count, 201}})
      .value();
}

TEST(Notice, what_is_worth_it_is_told_and_the_rest_is_only_logged) {
  EXPECT_TRUE(notice(Event::administrators_to_be_told, {}));
  EXPECT_TRUE(notice(Event::audit_finding, {}));
  EXPECT_TRUE(notice(Event::audit_finding_gone, {}));
  EXPECT_TRUE(notice(Event::administrator_told, {}));
  EXPECT_TRUE(notice(Event::scanner_silent, {{Key::name, "clamav"}}));
  EXPECT_TRUE(notice(Event::scanner_answers, {{Key::name, "clamav"}}));
  EXPECT_TRUE(notice(Event::administrator_acted, {{Key::name, "admin.add"}, {Key::reason, "done"}}));
  EXPECT_TRUE(notice(Event::administrator_acted, {{Key::name, "token.remove"}, {Key::reason, "done"}}));
  EXPECT_FALSE(notice(Event::administrator_acted, {{Key::name, "admin.add"}, {Key::reason, "denied"}}));
  EXPECT_FALSE(notice(Event::administrator_acted, {{Key::name, "domain.create"}, {Key::reason, "done"}}));
  EXPECT_FALSE(notice(Event::login_failed, {}));
  EXPECT_FALSE(notice(Event::notices_dropped, {})) << "else it would tell of itself for ever";
}

TEST(Notice, a_letter_names_what_has_happened_line_by_line) {
  const auto letter = letter_of({one()}, "mail.home.test");
  const auto text = letter.text_in(Language::en);
  EXPECT_EQ(letter.subject_in(Language::en), "[mail.home.test] Intrusion detection");
  EXPECT_NE(text.find("\r\n  account: ann@home.test\r\n  name: internal-spammer\r\n  count: 201\r\n"), text.npos);
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') ASSERT_TRUE(i > 0 && text[i - 1] == '\r');
}

TEST(Notice, hostile_words_stay_within_their_line) {
  const auto hostile = one("x\r\n\r\nFrom: evil\r\n.\r\n\xC3\xA4");
  EXPECT_EQ(hostile.fields[1].second.find_first_of("\r\n"), std::string::npos);
  const auto letter = letter_of({hostile}, "mail.home.test");
  EXPECT_EQ(letter.text_in(Language::en).find("\r\nFrom: evil"), std::string::npos);
  const auto long_one = one(std::string(5000, 'x'));
  EXPECT_LE(long_one.fields[1].second.size(), 600u);
}

TEST(Notice, a_storm_makes_one_letter_of_bounded_size) {
  const auto letter = letter_of(std::vector<Notice>(900, one()), "mail.home.test");
  EXPECT_EQ(letter.subject_in(Language::en), "[mail.home.test] 900 notices");
  EXPECT_NE(letter.text_in(Language::en).find("700 more are in the administration log.\r\n"), std::string::npos);
}

TEST(Notice, a_letter_is_in_the_language_of_who_reads_it_and_keeps_the_words_of_the_log) {
  const auto silent = notice(Event::scanner_silent, {{Key::name, "English"}, {Key::reason, "There is no such mailbox."}});
  const auto letter = letter_of({*silent}, "mail.home.test");
  EXPECT_EQ(letter.subject_in(Language::de), "[mail.home.test] Ein Scanner antwortet nicht");
  EXPECT_EQ(letter.text_in(Language::de), date_in(Language::de, kNow) +
                                              " Ein Scanner antwortet nicht\r\n(scanners.silent)\r\n"
                                              "  name: English\r\n  reason: Dieses Postfach gibt es nicht.\r\n");
  EXPECT_NE(json_of({*silent}, {"mail.home.test", "f00"}).find("A scanner does not answer"), std::string::npos);
}

TEST(Notice, a_call_is_signed_over_its_time_and_all_of_its_body) {
  const auto body = json_of({one()}, {"mail.home.test", "f00"});
  EXPECT_NE(body.find(R"("event":"ids.notice")"), body.npos);
  EXPECT_NE(body.find(R"("account":"ann@home.test")"), body.npos);
  const auto signature = signature_of(body, "secret", kNow);
  EXPECT_EQ(signature, "t=1790000000,v1=" + to_hex(auth::hmac_sha256("secret", "1790000000." + body)));
  EXPECT_NE(signature, signature_of(body, "secret", Time{kNow.ms + 1000}));
  EXPECT_NE(signature, signature_of(body + " ", "secret", kNow));
}

}  // namespace
}  // namespace postern::notify
