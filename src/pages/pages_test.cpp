// Pages of the test's own, by address, role and coding.
#include "pages/pages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace postern::pages {
namespace {

using http::Method;

constexpr std::string_view kOctets = "<title>sign in</title>BRGZIPZSTscript<title>console</title>";
constexpr std::array kRows{
    Asset{.path = "/admin", .type = "text/html; charset=utf-8", .tag = "a", .admin = true, .bare = {36, 22}},
    Asset{.path = "/assets/x-1.js", .type = "text/javascript", .tag = "s", .admin = true, .immutable = true, .bare = {31, 6}},
    Asset{.path = "/login",
          .type = "text/html; charset=utf-8",
          .tag = "l",
          .webmail = true,
          .admin = true,
          .bare = {0, 22},
          .br = {22, 2},
          .gzip = {24, 4},
          .zstd = {28, 3}},
};
const Assets kAssets{.rows = kRows, .octets = kOctets};

http::Request ask(std::vector<std::string> path, std::vector<http::Field> fields = {}, Method method = Method::get) {
  http::Request out;
  out.method = method;
  out.path = std::move(path);
  out.fields = std::move(fields);
  return out;
}
std::string field(const http::Response& r, std::string_view name) {
  const auto at = std::ranges::find(r.fields, name, &http::Field::name);
  return at == r.fields.end() ? "" : at->value;
}

class PagesTest : public testing::Test {
 protected:
  const Pages console_{kAssets, {.admin = true}};
  const Pages webmail_{kAssets, {.webmail = true}};
};

TEST_F(PagesTest, a_page_is_the_answer_to_every_address_below_it) {
  for (const auto& path : {std::vector<std::string>{"admin"}, {"admin", "queue"}, {"admin", "ids", "rules", "7"}}) {
    const auto answer = console_.answer(ask(path));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->surface, http::Surface::shell);
    EXPECT_EQ(answer->copies, http::Copies::checked);
    EXPECT_EQ(field(*answer, "ETag"), "\"a\"");
  }
  EXPECT_FALSE(console_.answer(ask({"administrators"}))) << "not below it";
  EXPECT_FALSE(console_.answer(ask({})));
}

TEST_F(PagesTest, a_file_is_known_by_its_whole_name_and_kept_for_ever) {
  const auto answer = console_.answer(ask({"assets", "x-1.js"}));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "script");
  EXPECT_EQ(answer->surface, http::Surface::data);
  EXPECT_EQ(answer->copies, http::Copies::immutable);
  EXPECT_FALSE(console_.answer(ask({"assets", "x-1.js", "y"})));
  EXPECT_FALSE(console_.answer(ask({"assets", "x-2.js"})));
}

TEST_F(PagesTest, a_listener_has_the_pages_of_its_roles_alone) {  // H02
  EXPECT_FALSE(webmail_.answer(ask({"admin"})));
  EXPECT_FALSE(webmail_.answer(ask({"admin", "queue"})));
  EXPECT_FALSE(webmail_.answer(ask({"assets", "x-1.js"})));
  EXPECT_TRUE(webmail_.answer(ask({"login"})));
  EXPECT_FALSE(Pages(kAssets, {}).answer(ask({"login"})));
  EXPECT_TRUE(console_.answer(ask({"admin"})));
  EXPECT_FALSE(console_.answer(ask({"admin"}), {.webmail = true})) << "and of those what is open to who asks";
  EXPECT_FALSE(webmail_.answer(ask({"login"}), {.admin = true}));
}

TEST_F(PagesTest, the_smallest_coding_that_the_client_takes_is_sent) {
  const auto coded = [&](std::string accepted) {
    return *console_.answer(ask({"login"}, {{"accept-encoding", std::move(accepted)}}));
  };
  EXPECT_EQ(coded("gzip, br, zstd").body, "BR");
  EXPECT_EQ(field(coded("gzip, br, zstd"), "Content-Encoding"), "br");
  EXPECT_EQ(coded("gzip, zstd").body, "ZST");
  EXPECT_EQ(coded("gzip").body, "GZIP");
  EXPECT_EQ(field(coded("gzip"), "ETag"), "\"l-gzip\"");
  const auto plain = coded("");
  EXPECT_EQ(plain.body.size(), 22u);
  EXPECT_EQ(field(plain, "Content-Encoding"), "");
  EXPECT_EQ(field(plain, "Vary"), "Accept-Encoding");
}

TEST_F(PagesTest, who_has_it_is_sent_nothing) {
  const auto answer = console_.answer(ask({"login"}, {{"accept-encoding", "br"}, {"if-none-match", "\"l-br\""}}));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 304);
  EXPECT_EQ(answer->body, "");
  EXPECT_EQ(console_.answer(ask({"login"}, {{"if-none-match", "\"l-br\""}}))->status, 200) << "he takes another coding now";
}

TEST_F(PagesTest, pages_are_read_and_nothing_else) {
  EXPECT_EQ(console_.answer(ask({"login"}, {}, Method::post))->status, 405);
  EXPECT_EQ(console_.answer(ask({"login"}, {}, Method::head))->status, 200);
}

// What was built is whole: each row's octets are there, and rows are in order.
TEST(Embedded, every_row_names_octets_that_are_there) {
  const auto all = embedded();
  if (all.rows.empty()) GTEST_SKIP() << "built without pages";
  EXPECT_TRUE(std::ranges::is_sorted(all.rows, {}, &Asset::path));
  for (const auto& asset : all.rows)
    for (const auto place : {asset.bare, asset.br, asset.gzip, asset.zstd})
      EXPECT_LE(place.at + place.size, all.octets.size()) << asset.path;
}

}  // namespace
}  // namespace postern::pages
