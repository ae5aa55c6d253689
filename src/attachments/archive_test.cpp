// Archives entry by entry, and what stops them.
#include "attachments/archive.h"

#include <gtest/gtest.h>

#include "attachments/archive_samples.h"
#include "support/manual_time.h"

namespace postern::attachments {
namespace {

// What is read of an archive: "name=content " each, then the error.
std::string read_of(std::string_view bytes, const Limits& limits = {}) {
  TextOctets octets(bytes);
  const test::ManualTime time;
  Budget budget(limits, time);
  std::string out;
  const auto read = read_archive(octets, budget, [&](const ArchiveEntry& entry, const EntryOctets& next) {
    out += (entry.names.empty() ? "?" : entry.names.front()) + (entry.is_encrypted ? " locked" : "") + "=";
    if (entry.is_encrypted) return true;
    for (auto piece = next(); piece && !piece->empty(); piece = next()) out += *piece;
    out += ' ';
    return true;
  });
  return out + (read ? "end" : read.error().text);
}

TEST(Archive, of_every_enabled_kind_is_read) {
  const std::vector<PackedFile> files{{"a.txt", "one"}, {"d/b.txt", "two"}};
  for (const auto* format : {"zip", "7zip", "gnutar", "v7tar", "pax", "ustar"})
    EXPECT_EQ(read_of(packed(files, format)), "a.txt=one d/b.txt=two end") << format;
  for (const auto* filter : {"gzip", "bzip2", "xz", "zstd"})
    EXPECT_EQ(read_of(packed(files, "gnutar", filter)), "a.txt=one d/b.txt=two end") << filter;
  EXPECT_NE(read_of(packed(files, "iso9660")).find("=two"), std::string::npos);
}

TEST(Archive, that_only_compresses_has_one_file) {
  EXPECT_NE(read_of(packed({{"a", "one"}}, "raw", "xz")).find("=one end"), std::string::npos);
}

TEST(Archive, gives_names_of_all_scripts_in_utf8) {
  for (const auto* format : {"zip", "7zip", "gnutar", "pax"})
    EXPECT_EQ(read_of(packed({{"\u0444\u0430\u0439\u043B.\u202Eexe", "x"}}, format)),
              "\u0444\u0430\u0439\u043B.\u202Eexe=x end")
        << format;
}

TEST(Archive, that_is_encrypted_says_so) {
  EXPECT_EQ(read_of(packed({{"a.txt", "one"}}, "zip", "none", "zip:encryption=traditional")), "a.txt locked=end");
  EXPECT_EQ(read_of(packed({{"a.txt", "one"}}, "zip", "none", "zip:encryption=aes256")), "a.txt locked=end");
}

TEST(Archive, that_is_none_or_was_cut_is_damaged) {
  EXPECT_EQ(read_of("just text"), "is damaged");
  EXPECT_EQ(read_of(""), "is damaged");
  const auto zip = packed({{"a.txt", std::string(3000, 'x')}});
  EXPECT_EQ(read_of(zip.substr(0, zip.size() - 30)), "is damaged");
  const auto seven = packed({{"a.txt", std::string(3000, 'x')}}, "7zip");
  EXPECT_EQ(read_of(seven.substr(0, seven.size() - 10)), "is damaged");
}

TEST(Archive, with_too_many_files_is_given_up) {
  const std::vector<PackedFile> files(101, {"a", ""});
  EXPECT_TRUE(read_of(packed(files), {.entries = 101}).ends_with("end"));
  EXPECT_TRUE(read_of(packed(files), {.entries = 100}).ends_with("has too many files in it"));
  EXPECT_TRUE(read_of(packed(files, "gnutar"), {.entries = 100}).ends_with("has too many files in it"));
}

TEST(Archive, that_unpacks_to_too_much_is_given_up) {
  const std::vector<PackedFile> files{{"a", std::string(20 << 20, '\0')}};
  for (const auto& archive : {packed(files), packed(files, "7zip"), packed(files, "gnutar", "xz")}) {
    EXPECT_TRUE(read_of(archive, {.unpacked = 1_MiB}).ends_with("unpacks to too much"));
    EXPECT_TRUE(read_of(archive, {.ratio = 10}).ends_with("unpacks to far more than it is"));
  }
}

TEST(Archive, is_counted_also_where_it_is_passed_over) {
  TextOctets octets("");
  const auto bomb = packed({{"a", std::string(20 << 20, '\0')}, {"b", ""}}, "gnutar", "gzip");
  octets = TextOctets(bomb);
  const test::ManualTime time;
  Budget budget({.unpacked = 1_MiB}, time);
  const auto read = read_archive(octets, budget, [](const ArchiveEntry&, const EntryOctets&) { return true; });
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().text, "unpacks to too much");
}

TEST(Archive, takes_no_longer_than_it_may) {
  const auto zip = packed({{"a", "one"}});
  EXPECT_EQ(read_of(zip, {.patience = 0ms}), "takes too long to look into");
}

}  // namespace
}  // namespace postern::attachments
