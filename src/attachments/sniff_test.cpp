// What octets are, by their beginning, and by going through them.
#include "attachments/sniff.h"

#include <gtest/gtest.h>

#include "attachments/archive_samples.h"
#include "attachments/scan.h"

namespace postern::attachments {
namespace {

using namespace std::string_literals;

TEST(Sniff, knows_programs) {
  EXPECT_EQ(sniff(windows_program()), Kind::windows_program);
  EXPECT_EQ(sniff("\x7F"
                  "ELF\2\1\1"s),
            Kind::elf_program);
  EXPECT_EQ(sniff("\xCF\xFA\xED\xFE\7\0\0\1"s), Kind::mac_program);
  EXPECT_EQ(sniff("\xCA\xFE\xBA\xBE\0\0\0\2"s), Kind::mac_program);
  EXPECT_EQ(sniff("\xCA\xFE\xBA\xBE\0\0\0\x34"s), Kind::java_class);
  EXPECT_EQ(sniff("ITSF\3\0\0\0"s), Kind::windows_help);
  EXPECT_EQ(sniff("dex\n035\0"s), Kind::android_program);
}

TEST(Sniff, knows_scripts_and_shortcuts) {
  EXPECT_EQ(sniff("#!/bin/sh\n"), Kind::script);
  EXPECT_EQ(sniff("\xEF\xBB\xBF#!/bin/sh\n"), Kind::script);
  EXPECT_EQ(sniff("\r\n <?php echo 1;"), Kind::php);
  EXPECT_EQ(sniff("L\0\0\0\1\x14\2\0\0\0\0\0\xC0\0\0\0\0\0\0F"s), Kind::shortcut);
  EXPECT_EQ(sniff("[InternetShortcut]\r\nURL=file://x"), Kind::shortcut);
  EXPECT_EQ(sniff("\xFF\xFE[\0I\0n\0t\0e\0r\0n\0e\0t\0S\0h\0o\0r\0t\0c\0u\0t\0]\0"s), Kind::shortcut);
}

TEST(Sniff, knows_images_of_disks) {
  EXPECT_EQ(sniff(std::string(0x8001, '\0') + "CD001"), Kind::iso_image);
  EXPECT_EQ(sniff("vhdxfile"), Kind::disk_image);
  EXPECT_EQ(sniff(packed({{"a.txt", "x"}}, "iso9660").substr(0, kSniffed)), Kind::iso_image);
}

TEST(Sniff, knows_archives) {
  EXPECT_EQ(sniff(packed({{"a", "x"}})), Kind::zip);
  EXPECT_EQ(sniff(packed({{"a", "x"}}, "7zip")), Kind::seven_zip);
  EXPECT_EQ(sniff(packed({{"a", "x"}}, "gnutar")), Kind::tar);
  EXPECT_EQ(sniff(packed({{"a", "x"}}, "v7tar")), Kind::tar);
  EXPECT_EQ(sniff(packed({{"a", "x"}}, "gnutar", "gzip")), Kind::gzip);
  EXPECT_EQ(sniff(packed({{"a", "x"}}, "gnutar", "bzip2")), Kind::bzip2);
  EXPECT_EQ(sniff(packed({{"a", "x"}}, "gnutar", "xz")), Kind::xz);
  EXPECT_EQ(sniff(packed({{"a", "x"}}, "gnutar", "zstd")), Kind::zstd);
  EXPECT_EQ(sniff("Rar!\x1A\7\1\0"s), Kind::rar);
  EXPECT_EQ(sniff("MSCF\0\0\0\0"s), Kind::cabinet);
  EXPECT_EQ(sniff("\x78\x9F\x3E\x22\1\0"s), Kind::tnef);
  EXPECT_EQ(group_of(sniff("\x12\x34-lh5-"s)), Group::closed);
}

TEST(Sniff, knows_what_browsers_run) {
  EXPECT_EQ(sniff("<!DOCTYPE html><p>"), Kind::html);
  EXPECT_EQ(sniff("<p>x</p><script>1</script>"), Kind::html);
  EXPECT_EQ(sniff("<?xml version='1.0'?><svg xmlns='x'>"), Kind::svg);
  EXPECT_EQ(sniff("<?xml version='1.0'?><x/>"), Kind::xml);
  EXPECT_EQ(sniff("%PDF-1.7"), Kind::pdf);
}

TEST(Sniff, takes_text_for_nothing_else) {
  for (const auto* text : {"", "M", "MZ stands for Mark Zbikowski", "BZhello",
                           "070701 is a number; and it goes on as text does, for a while, so that "
                           "nobody takes it for an archive of cpio; and a little further.",
                           "PK and others", "Hello,\r\n", "-lh is not an archive", "\xCA\xFE"})
    EXPECT_EQ(sniff(text), Kind::unknown) << text;
}

struct Scanned {
  Kind kind;
  std::vector<std::string> names;
};
Scanned scanned(std::string_view octets, std::size_t step) {
  Scanned out{};
  Scan scan([&](std::string_view name) { out.names.emplace_back(name); });
  for (std::size_t at = 0; at < octets.size(); at += step) scan.feed(octets.substr(at, step));
  scan.finish();
  out.kind = scan.kind();
  return out;
}

TEST(Scan, finds_macros_in_a_document_wherever_its_directory_lies) {
  EXPECT_EQ(scanned(ole_document({"Root Entry", "WordDocument", "_VBA_PROJECT"}), 1).kind, Kind::macro_document);
  EXPECT_EQ(scanned(ole_document({"Root Entry", "VBA"}), 7).kind, Kind::macro_document);
  EXPECT_EQ(scanned(ole_document({"Root Entry", "WordDocument"}), 64).kind, Kind::ole);
  EXPECT_EQ(scanned(ole_document({"EncryptedPackage"}), 1000).kind, Kind::encrypted_document);
}

TEST(Scan, finds_names_of_a_zip_behind_a_picture) {
  const auto zip = packed({{"first.txt", "x"}, {"second.exe", "y"}});
  const std::vector<std::string> names{"first.txt", "second.exe", "first.txt", "second.exe"};
  EXPECT_EQ(scanned("\xFF\xD8\xFF" + std::string(5000, 'j') + zip, 1 << 20).names, names);
  EXPECT_EQ(scanned("\xFF\xD8\xFF" + std::string(5000, 'j') + zip, 3).names, names);
}

TEST(Scan, finds_uuencoded_files_in_a_text) {
  EXPECT_EQ(scanned("see below\nbegin 644 a.exe\nM<&\n", 5).names, std::vector<std::string>{"a.exe"});
  EXPECT_EQ(scanned("begin 0755 b c.exe\r\n", 500).names, std::vector<std::string>{"b c.exe"});
  EXPECT_TRUE(scanned("we begin 644 a.exe\nbegin the day\nbegin 99 x\n", 4).names.empty());
}

}  // namespace
}  // namespace postern::attachments
