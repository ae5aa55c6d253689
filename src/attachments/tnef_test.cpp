// Files in winmail.dat, and broken ones.
#include "attachments/tnef.h"

#include <gtest/gtest.h>

#include "attachments/tnef_samples.h"

namespace postern::attachments {
namespace {

std::string files_of(std::string_view text) {
  std::string out;
  const bool whole = read_tnef(text, [&](const TnefFile& file) {
    for (const auto& name : file.names) out += name + ",";
    out += "=" + std::string(file.content) + " ";
  });
  return out + (whole ? "whole" : "broken");
}

TEST(Tnef, tells_of_each_file_with_its_names) {
  EXPECT_EQ(files_of(tnef({{"A~1.TXT", "a long one.txt", "one"}, {"b.exe", "b.txt", "two"}})),
            "A~1.TXT,A~1.TXT,a long one.txt,=one b.exe,b.exe,b.txt,=two whole");
  EXPECT_EQ(files_of(tnef({})), "whole");
}

TEST(Tnef, gives_what_came_before_it_broke) {
  const auto sample = tnef({{"a.exe", "a.exe", "one"}, {"b.exe", "b.exe", "two"}});
  EXPECT_TRUE(files_of(sample.substr(0, sample.size() - 20)).starts_with("a.exe,a.exe,a.exe,=one "));
  EXPECT_TRUE(files_of(sample.substr(0, sample.size() - 20)).ends_with("broken"));
  EXPECT_EQ(files_of(""), "broken");
  EXPECT_EQ(files_of("MZ and more of it"), "broken");
}

TEST(Tnef, is_broken_when_a_size_lies) {
  auto sample = tnef({});
  sample += little_endian(2, 1) + little_endian(0x0006800F, 4) + little_endian(0xFFFFFFFF, 4) + "x";
  EXPECT_EQ(files_of(sample), "broken");
  const auto properties = little_endian(0xFFFFFFFF, 4);
  EXPECT_EQ(files_of(tnef({}) + tnef_attribute(2, 0x00069005, properties)), "= broken");
  EXPECT_EQ(files_of(tnef({}) + tnef_attribute(2, 0x00069005,
                                               little_endian(1, 4) + little_endian(0x101E, 2) + little_endian(0x3707, 2) +
                                                   little_endian(0xFFFFFFFF, 4) + little_endian(0xFFFFFFF0, 4))),
            "= broken");
}

TEST(Tnef, content_of_an_object_comes_without_the_name_of_its_interface) {
  const auto properties = little_endian(1, 4) + tnef_property(0x0D, 0x3701, std::string(16, 'g') + "inner");
  EXPECT_EQ(files_of(tnef({}) + tnef_attribute(2, 0x00069002, "") + tnef_attribute(2, 0x00069005, properties)), "=inner whole");
}

TEST(Tnef, named_properties_are_passed_over) {
  const std::string named = little_endian(2, 4) + little_endian(0x1E, 2) + little_endian(0x8001, 2) + std::string(16, 'g') +
                            little_endian(0, 4) + little_endian(7, 4) + little_endian(1, 4) + little_endian(4, 4) + "abcd" +
                            tnef_property(0x1E, 0x3707, "a.exe");
  EXPECT_EQ(files_of(tnef({}) + tnef_attribute(2, 0x00069002, "") + tnef_attribute(2, 0x00069005, named)), "a.exe,= whole");
}

}  // namespace
}  // namespace postern::attachments
