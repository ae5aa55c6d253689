// The vectors of the Public Suffix List itself.
#include "senderauth/public_suffix.h"

#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <sstream>

#include "address/idn.h"
#include "base/text.h"
#include "support/yaml_vectors.h"

namespace postern::senderauth {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// Names as the server has them: A-labels. What is no name has no registrable domain.
std::string registrable(const PublicSuffixes& list, const std::string& text) {
  const auto ascii = is_ascii(text) ? std::optional(text) : address::to_a_labels(text);
  const auto name = ascii ? dns::parse_name(*ascii) : std::nullopt;
  return name ? list.registrable_domain(*name).text() : "";
}

TEST(Vectors, public_suffix_list_agrees_with_its_own_tests) {
  const auto list_file = test::vector_file("psl/public_suffix_list.dat"), tests_file = test::vector_file("psl/test_psl.txt");
  if (!list_file || !tests_file) return;
  const auto list = PublicSuffixes::read(read_file(*list_file));
  ASSERT_TRUE(list);
  const std::regex row("checkPublicSuffix\\((null|'([^']*)'), (null|'([^']*)')\\);.*");
  std::ifstream in(*tests_file);
  std::size_t cases = 0;
  for (std::string line; std::getline(in, line);) {
    std::smatch found;
    if (!line.starts_with("checkPublicSuffix") || !std::regex_match(line, found, row)) continue;
    ++cases;
    const std::string expected = found[4].matched ? found[4].str() : "";
    const auto ascii = is_ascii(expected) ? expected : address::to_a_labels(expected).value_or("?");
    EXPECT_EQ(registrable(*list, found[2].str()), ascii) << line;
  }
  EXPECT_EQ(cases, 78U);  // and four that the file itself has commented out: "local" is in no list
}

TEST(PublicSuffixes, a_list_must_be_one) {
  EXPECT_FALSE(PublicSuffixes::read(""));
  EXPECT_FALSE(PublicSuffixes::read("// nothing\n"));
  const auto list = PublicSuffixes::read("com\nco.uk\n*.ck\n!www.ck\n");
  ASSERT_TRUE(list);
  const auto of = [&](std::string_view name) { return list->registrable_domain(dns::parse_name(name).value()).text(); };
  EXPECT_EQ(of("a.b.com"), "b.com");
  EXPECT_EQ(of("com"), "");
  EXPECT_EQ(of("a.b.c.ck"), "b.c.ck");
  EXPECT_EQ(of("www.ck"), "www.ck");
  EXPECT_EQ(of("a.b.unlisted"), "b.unlisted");
}

}  // namespace
}  // namespace postern::senderauth
