// What is taken from a feed, what is refused, and what is remembered of it.
#include "releases/releases.h"

#include <gtest/gtest.h>

#include <fstream>
#include <optional>

#include "base/run_here.h"
#include "kv/open.h"
#include "support/manual_time.h"
#include "support/signed_feed.h"
#include "support/temp_dir.h"

namespace postern::releases {
namespace {

using namespace std::chrono_literals;
using test::feed_of;
using test::release;

class ReleasesTest : public testing::Test {
 protected:
  ReleasesTest() { settings.set({.url = "https://releases.example/feed", .key = signer.key()}); }

  // As a server that is started again would: nothing but the store is kept.
  Releases fresh() {
    return Releases({*kv, time, [this](const http::Outgoing& r) { return serve(r); }, Version{{0, 5, 0}}}, settings);
  }
  Known ask() { return run_here(fresh().ask()).value(); }
  Known known() { return run_here(fresh().known()).value(); }
  Known ask(std::string document) {
    served = std::move(document);
    return ask();
  }
  Result<http::Reply> serve(const http::Outgoing& request) {
    ++asked;
    last = request;
    if (!served) return fail(Failure::timeout, "The host is too slow");
    return http::Reply{status, *served};
  }

  test::FeedSigner signer;
  test::ManualTime time{Time{1'790'000'000'000}};  // 2026-09-21
  std::unique_ptr<kv::Store> kv = kv::open_memory().value();
  config::Live<Settings> settings;
  std::optional<std::string> served;
  std::uint16_t status = 200;
  http::Outgoing last;
  int asked = 0;
};

TEST_F(ReleasesTest, nobody_is_asked_until_an_address_and_a_key_are_set) {
  for (const auto& s : {Settings{}, Settings{.url = "https://releases.example/feed"}, Settings{.key = signer.key()}}) {
    settings.set(s);
    const auto got = ask();
    EXPECT_TRUE(got.source.empty());
    EXPECT_FALSE(got.feed);
    EXPECT_EQ(got.asked, Time{});
  }
  EXPECT_EQ(asked, 0);
}

TEST_F(ReleasesTest, what_is_served_is_kept_and_compared_with_the_own_version) {
  EXPECT_EQ(known().asked, Time{}) << "set up, and not asked yet";
  const auto got = ask(signer.sign(feed_of(3, release("0.5.0") + "," + release("0.6.0") + "," + release("0.5.1", true))));
  EXPECT_EQ(got.trouble, "");
  EXPECT_EQ(got.source, "https://releases.example/feed");
  EXPECT_EQ(got.asked, time.now());
  ASSERT_EQ(got.newer().size(), 2u);
  EXPECT_EQ(got.newer()[0].version.text(), "0.6.0");
  EXPECT_TRUE(got.newer()[1].security);
  EXPECT_EQ(last.method, "GET");
  EXPECT_EQ(last.url.host, "releases.example");
  EXPECT_EQ(last.most, kMostFeed);
  EXPECT_FALSE(last.may_be_inside);
  EXPECT_TRUE(last.headers.empty()) << "who is asked does not learn what runs here";

  served.reset();
  EXPECT_EQ(known().feed, got.feed) << "without asking, after a restart";
  EXPECT_EQ(asked, 1);
}

TEST_F(ReleasesTest, what_cannot_be_taken_leaves_the_last_one_and_says_why) {
  const auto good = ask(signer.sign(feed_of(3, release("0.6.0"))));
  ASSERT_TRUE(good.feed);
  auto tampered = signer.sign(feed_of(4, ""));
  tampered.back() = ' ';
  const struct {
    const char* what;
    std::optional<std::string> document;
    std::uint16_t status;
    const char* why;
  } table[] = {
      {"no answer", {}, 200, "The host is too slow"},
      {"another status", signer.sign(feed_of(4, "")), 503, "The feed's server answers with status 503"},
      {"a redirection", "", 302, "The feed's server answers with status 302"},
      {"a bad signature", tampered, 200, "The feed is not signed by releases.key"},
      {"somebody else's", test::FeedSigner(9).sign(feed_of(4, "")), 200, "The feed is not signed by releases.key"},
      {"a page", "<html>", 200, "The feed does not begin with a signature"},
      {"expired", signer.sign(feed_of(4, "", "2026-08-01", "2026-09-21")), 200, "The feed has expired on 2026-09-21"},
      {"from the future", signer.sign(feed_of(4, "", "2026-10-01", "2026-12-01")), 200,
       "The feed was issued later than the clock of this server says"},
      {"rolled back", signer.sign(feed_of(2, "")), 200, "The feed is older than one that was taken before: 2 after 3"},
      {"no version", signer.sign(feed_of(4, release("six"))), 200, "The feed names a version that is none"},
      {"too long", signer.sign(feed_of(4, "") + std::string(kMostFeed, ' ')), 200, "The feed is larger than it may be"},
  };
  for (const auto& row : table) {
    time.pass(1s);
    served = row.document;
    status = row.status;
    const auto got = ask();
    EXPECT_EQ(got.trouble, row.why) << row.what;
    EXPECT_EQ(got.asked, time.now()) << row.what;
    EXPECT_EQ(got.feed, good.feed) << row.what;
    EXPECT_EQ(known().trouble, row.why) << row.what;
  }
  status = 200;
  EXPECT_EQ(ask(signer.sign(feed_of(3, release("0.6.0")))).trouble, "") << "the same once more";
  EXPECT_EQ(ask(signer.sign(feed_of(4, ""))).trouble, "");
  EXPECT_EQ(known().feed->serial, 4u);
}

TEST_F(ReleasesTest, what_has_been_taken_expires) {
  ask(signer.sign(feed_of(3, release("0.6.0"), "2026-09-20", "2026-09-22")));
  EXPECT_FALSE(known().expired);
  time.pass(24h);
  EXPECT_TRUE(known().expired);
  EXPECT_EQ(known().newer().size(), 1u) << "what it said was so";
}

TEST_F(ReleasesTest, another_key_has_said_nothing_yet_and_counts_its_own_serial_numbers) {
  ask(signer.sign(feed_of(30, release("0.6.0"))));
  const test::FeedSigner other(2);
  settings.set({.url = "https://releases.example/feed", .key = other.key()});
  EXPECT_FALSE(known().feed);
  EXPECT_EQ(ask(other.sign(feed_of(1, ""))).trouble, "");
  settings.set({.url = "https://releases.example/feed", .key = signer.key()});
  EXPECT_FALSE(known().feed) << "the other key's is none of this one's";
  EXPECT_EQ(ask(signer.sign(feed_of(29, ""))).trouble, "The feed is older than one that was taken before: 29 after 30");
  EXPECT_EQ(ask(signer.sign(feed_of(30, ""))).trouble, "");
}

class ReleasesFileTest : public ReleasesTest {
 protected:
  ReleasesFileTest() { settings.set({.url = "https://releases.example/feed", .key = signer.key(), .file = path}); }
  void write(const std::string& text) const { std::ofstream(path, std::ios::binary) << text; }

  test::TempDir folder;
  std::string path = (folder.path() / "feed").string();
};

TEST_F(ReleasesFileTest, is_read_in_place_of_the_address) {
  write(signer.sign(feed_of(3, release("0.6.0", true))));
  const auto got = ask();
  EXPECT_EQ(got.trouble, "");
  EXPECT_EQ(got.source, path);
  EXPECT_EQ(got.newer().size(), 1u);
  EXPECT_EQ(asked, 0);
  write(signer.sign(feed_of(2, "")));
  EXPECT_EQ(ask().trouble, "The feed is older than one that was taken before: 2 after 3");
}

TEST_F(ReleasesFileTest, that_is_not_there_no_file_or_too_long_is_refused) {
  EXPECT_EQ(ask().trouble, "The file of the feed cannot be read: No such file or directory");
  write(std::string(kMostFeed + 1, 'x'));
  EXPECT_EQ(ask().trouble, "The feed is larger than it may be");
  settings.set({.key = signer.key(), .file = folder.path().string()});
  EXPECT_EQ(ask().trouble, "The file of the feed is no file that can be read");
  settings.set({.key = signer.key(), .file = "/dev/zero"});
  EXPECT_EQ(ask().trouble, "The file of the feed is no file that can be read");
  EXPECT_EQ(asked, 0);
}

}  // namespace
}  // namespace postern::releases
