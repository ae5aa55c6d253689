// Reverse-paths of forwarded mail: there and back, and nothing else.
#include "forwarding/srs.h"

#include <gtest/gtest.h>

namespace postern::forwarding {
namespace {

using namespace std::chrono_literals;

address::Mailbox at(std::string_view text) { return address::parse_mailbox(text, address::Charset::utf8).value(); }
address::Domain domain(std::string_view text) { return address::parse_domain(text).value(); }

class SrsTest : public testing::Test {
 protected:
  std::string there(std::string_view sender, std::string_view by = "ours.example") {
    const auto made = srs_.forward(at(sender), domain(by), now_);
    return made ? made->text() : "";
  }
  std::string back(std::string_view text) {
    const auto found = srs_.back(at(text), now_);
    return found ? found->text() : "";
  }

  Time now_{1'795'000'000'000};
  Srs srs_{Secret("a key of the server")};
};

TEST_F(SrsTest, a_sender_is_found_again_whatever_the_case_has_become) {
  const auto path = there("Ann.Smith+x@Far.Example");
  EXPECT_TRUE(path.starts_with("SRS0=")) << path;
  EXPECT_TRUE(path.ends_with("=Ann.Smith+x@ours.example")) << path;
  EXPECT_EQ(back(path), "Ann.Smith+x@far.example");
  auto other = path;
  for (auto& c : other) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  EXPECT_EQ(back(other), "ann.smith+x@far.example");
}

TEST_F(SrsTest, what_was_made_long_ago_leads_nowhere) {
  const auto path = there("ann@far.example");
  now_ = now_ + 20 * 24h;
  EXPECT_EQ(back(path), "ann@far.example");
  now_ = now_ + 3 * 24h;
  EXPECT_EQ(back(path), "");
}

TEST_F(SrsTest, nobody_else_can_make_one) {
  auto path = there("ann@far.example");
  for (std::size_t i = 5; i < path.find('@'); ++i) {
    auto forged = path;
    forged[i] = forged[i] == 'q' ? 'r' : 'q';
    EXPECT_EQ(back(forged), "") << forged;
  }
  EXPECT_EQ(Srs(Secret("another key")).back(at(path), now_), std::nullopt);
  const auto elsewhere = path.substr(0, path.find('@')) + "@also-ours.example";
  EXPECT_EQ(back(elsewhere), "") << "made for another domain";
  for (const auto* none :
       {"SRS0@ours.example", "SRS0=@ours.example", "SRS0=a=b@ours.example", "SRS1=a==b@ours.example", "ann@ours.example"})
    EXPECT_EQ(back(none), "") << none;
}

// A second forwarder leads back to the first one, who knows the way; a third to the first too.
TEST_F(SrsTest, over_several_forwarders_reports_go_to_the_first) {
  const Srs first(Secret("first")), third(Secret("third"));
  const auto one = first.forward(at("ann@far.example"), domain("first.example"), now_).value();
  const auto two = srs_.forward(one, domain("ours.example"), now_).value();
  EXPECT_TRUE(two.text().starts_with("SRS1=")) << two.text();
  EXPECT_EQ(srs_.back(two, now_), one);
  const auto three = third.forward(two, domain("third.example"), now_).value();
  EXPECT_EQ(third.back(three, now_), one);
  EXPECT_EQ(first.back(one, now_), at("ann@far.example"));
}

// RFC 5321 §4.5.3.1.1: "SRS0=" hash "=" day "=" domain "=" take 29 octets here, and 64 is the end. See docs/decisions/0016-long-paths.md.
TEST_F(SrsTest, what_has_no_room_is_not_rewritten) {
  const auto longest = there(std::string(35, 'a') + "@far.example");
  EXPECT_EQ(longest.find('@'), 64u) << longest;
  EXPECT_EQ(back(longest), std::string(35, 'a') + "@far.example");
  EXPECT_EQ(there(std::string(36, 'a') + "@far.example"), "");
  EXPECT_EQ(there("a-long-name-of-a-list-that-writes-to-many-people-at-once@a-long-domain.example"), "");
  EXPECT_EQ(there("\xC3\xBC@far.example"), "");
  EXPECT_EQ(there("ann@[192.0.2.1]"), "");
  EXPECT_EQ(back(there("\"ann smith\"@far.example")), "\"ann smith\"@far.example");
}

}  // namespace
}  // namespace postern::forwarding
