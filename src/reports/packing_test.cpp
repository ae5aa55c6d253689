// Archives as reporters send them, and as somebody hostile would.
#include "reports/packing.h"

#include <gtest/gtest.h>

namespace postern::reports {
namespace {

using namespace std::string_literals;

// Made by Python's zipfile: one stored file, one deflated.
std::string zip(unsigned method, std::string_view body, unsigned flags = 0) {
  std::string out = "PK\3\4\x14\0"s;
  const auto little = [&](std::size_t n, int octets) {
    for (int i = 0; i < octets; ++i) out += static_cast<char>(n >> (8 * i) & 0xFF);
  };
  little(flags, 2);
  little(method, 2);
  little(0, 8);  // when, and the checksum
  little(body.size(), 4);
  little(body.size(), 4);
  little(5, 2);
  little(0, 2);
  return out + "a.xml" + std::string(body) + "PK\1\2";
}

TEST(Packing, gives_back_what_was_packed) {
  const std::string report(300'000, 'x');
  EXPECT_LT(gzip(report).size(), 3000u);
  EXPECT_EQ(unpack(gzip(report)).value(), report);
  EXPECT_EQ(unpack(gzip("")).value(), "");
  EXPECT_EQ(unpack("{}").value(), "{}");
}

TEST(Packing, opens_the_first_file_of_a_zip_archive) {
  EXPECT_EQ(unpack(zip(0, "<feedback/>")).value(), "<feedback/>");
  EXPECT_EQ(unpack(zip(8, "\xB3\x49\x4B\x4D\x4D\x49\x4A\x4C\xCE\xD6\xB7\x03\x00"s)).value(), "<feedback/>");
  EXPECT_EQ(unpack(zip(8, "\xB3\x49\x4B\x4D\x4D\x49\x4A\x4C\xCE\xD6\xB7\x03\x00"s, 8)).value(), "<feedback/>");
}

TEST(Packing, lets_out_no_more_than_it_may) {
  const auto bomb = gzip(std::string(2'000'000, '\0'));
  EXPECT_LT(bomb.size(), 3000u);
  EXPECT_EQ(unpack(bomb, 1'000'000).error().kind, Failure::too_large);
  EXPECT_EQ(unpack("plain", 4).error().kind, Failure::too_large);
  EXPECT_EQ(unpack(zip(0, "plain"), 4).error().kind, Failure::too_large);
}

TEST(Packing, refuses_what_is_broken) {
  for (const auto& broken : {gzip("report").substr(0, 12), "\x1F\x8B"s, "PK\3\4"s, zip(0, "x").substr(0, 33), zip(0, "x", 1),
                             zip(0, "x", 8), zip(12, "x"), zip(8, "x")})
    EXPECT_EQ(unpack(broken).error().kind, Failure::invalid) << broken.size();
}

}  // namespace
}  // namespace postern::reports
