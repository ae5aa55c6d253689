// Names in every encoding, as readers differ in understanding them; what they end in.
#include "attachments/names.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "attachments/extensions.h"
#include "attachments/settings.h"

namespace postern::attachments {
namespace {

mime::Message with_header(const std::string& fields) { return mime::parse(fields + "\r\n\r\nbody\r\n"); }

// What a filter with the shipped list finds in the names of a part with these fields.
std::string extension_in(const std::string& fields) {
  const ExtensionList list(shipped_extensions());
  for (const auto& name : names_of(with_header(fields), 0).all)
    if (const auto extension = list.found_in(name); !extension.empty()) return extension;
  return "";
}

std::string found_in_name(std::string_view name) { return ExtensionList(shipped_extensions()).found_in(name); }

TEST(ExtensionList, finds_the_end_of_a_name_whatever_hides_it) {
  using namespace std::string_literals;
  for (const auto& name : {"a.exe"s,
                           "A.EXE"s,
                           ".exe"s,
                           "invoice.pdf.exe"s,
                           "invoice.exe.pdf"s,
                           "a.exe."s,
                           "a.exe. . ."s,
                           "a.exe   "s,
                           "a. exe"s,
                           "a.exe                                  .pdf"s,
                           "a.\u202Eexe"s,                // right-to-left override
                           "a.e\u200Bx\u200De"s,          // zero width
                           "a\uFF0E\uFF45\uFF58\uFF45"s,  // full width
                           "a\u2024exe"s,                 // one dot leader
                           "a.exe\u00A0"s,                // no-break space
                           "a.exe::$DATA"s,
                           "a.txt:b.exe"s,
                           "..\\..\\a.exe"s,
                           "/tmp/a.exe/"s,
                           "a.exe\0.txt"s,
                           "a.e\0xe"s,
                           "a.ex\x01"
                           "e"s,
                           "\"a.exe\""s})
    EXPECT_EQ(found_in_name(name), "exe") << name;
}

TEST(ExtensionList, leaves_honest_names_alone) {
  for (const auto* name :
       {"", "exe", "report.pdf", "exe.txt", "a.exec", "offer-for-example.com.pdf", "v1.2.3.pdf", "example.com/index.html",
        "photo.jpeg", "notes.docx", "a:b", "..", "/", "archive.tar.gz", "r\u00E9sum\u00E9.odt"})
    EXPECT_EQ(found_in_name(name), "") << name;
}

TEST(ExtensionList, of_domains_count_at_the_end) {
  EXPECT_EQ(found_in_name("example.com"), "com");
  EXPECT_EQ(found_in_name("mail.example.com.pdf"), "");
}

TEST(ExtensionList, takes_what_is_added_in_any_spelling) {
  ExtensionList list;
  list.add({".ZIP", " \uFF50\uFF44\uFF46 "});
  EXPECT_EQ(list.found_in("a.zip"), "zip");
  EXPECT_EQ(list.found_in("a.pdf"), "pdf");
  EXPECT_EQ(list.found_in("a.exe"), "");
}

// RFC 2183, RFC 2045 §5.1
TEST(Names, are_found_in_both_fields) {
  EXPECT_EQ(extension_in("Content-Disposition: attachment; filename=a.exe"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: attachment; filename=\"a.exe\""), "exe");
  EXPECT_EQ(extension_in("Content-Type: application/x; name=a.exe"), "exe");
  EXPECT_EQ(extension_in("Content-Type: application/x; name=a.exe\r\nContent-Disposition: attachment; filename=a.txt"), "exe");
  EXPECT_EQ(extension_in("Content-Type: application/x; name=a.txt\r\nContent-Disposition: attachment; filename=a.exe"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: attachment; name=a.exe"), "exe");
  EXPECT_EQ(extension_in("Content-Type: application/x; filename=a.exe"), "exe");
  EXPECT_EQ(extension_in("Content-Type: broken; name=a.exe"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: ; filename=a.exe"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: filename=a.exe"), "exe");
}

TEST(Names, of_fields_and_parameters_that_are_there_twice_all_count) {
  EXPECT_EQ(extension_in("Content-Disposition: attachment; filename=a.txt; filename=a.exe"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: attachment; filename=a.exe; filename=a.txt"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename=a.txt\r\nContent-Disposition: attachment; filename=a.exe"),
            "exe");
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename=a.txt; filename*=utf-8''a.exe"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename*=utf-8''a.txt; filename=a.exe"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename*=utf-8''a.txt; filename*0=a.; filename*1=exe"), "exe");
}

// RFC 2231 §3, §4
TEST(Names, are_put_together_in_every_order) {
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename*=utf-8''a%2Eexe"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename*=iso-8859-1'en'a.%65xe"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename*0=a.e; filename*1=xe"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename*0*=utf-8''a%2E; filename*1*=%65xe"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename*0*=utf-8''a%2E; filename*1=exe"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename*1=exe; filename*0=a."), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename*1=a.; filename*0=exe"), "exe");  // as they come
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename*0=a.; filename*2=exe"), "exe");  // a gap
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename*1=a.; filename*2=exe"), "exe");  // from 1
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename*0=a.; filename*1=txt; filename*1=exe"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename*00=a.; filename*01=exe"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: inline; FILENAME*0=a.;\r\n\tFileName*1=exe"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename =a.exe"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename *=utf-8''a.exe"), "exe");
}

// RFC 2047 §5 forbids it in parameters; mailers do it and readers decode it.
TEST(Names, are_decoded_from_encoded_words) {
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename=\"=?utf-8?B?YS5leGU=?=\""), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename==?utf-8?Q?a=2Eexe?="), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename=\"=?utf-8?Q?a=2Ee?= =?utf-8?Q?xe?=\""), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename=\"=?utf-8?Q?a .exe?=\""), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename*0=\"=?utf-8?B?YS5\"; filename*1=\"leGU=?=\""), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename=\"=?unicode-1-1-utf-7?Q?a.+AGU-xe?=\""), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: inline; filename=\"=?utf-8?Q?a.=E2=80=AEexe?=\""), "exe");
}

TEST(Names, are_found_where_quotes_and_comments_are_broken) {
  EXPECT_EQ(extension_in("Content-Disposition: attachment; filename=\"a.exe"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: attachment; filename=a.exe\""), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: attachment; filename=\"a.e\\xe\""), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: attachment; (filename=a.exe)"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: attachment; (; filename=a.exe"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: attachment; x=\"; filename=a.exe"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: attachment; filename='a.exe'"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: attachment, filename=a.exe"), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: attachment; filename=a(comment).exe"), "exe");
}

TEST(Names, of_raw_octets_are_read_as_utf8_or_windows_1252) {
  EXPECT_EQ(extension_in("Content-Disposition: attachment; filename=\"\xE4.exe\""), "exe");
  EXPECT_EQ(extension_in("Content-Disposition: attachment; filename=\"\xEF\xBD\x85.\xEF\xBD\x85\xEF\xBD\x98\xEF\xBD\x85\""),
            "exe");
}

TEST(Names, beyond_what_is_looked_at_are_told) {
  std::string many = "Content-Disposition: attachment";
  for (int i = 0; i < 300; ++i) many += "; x=y";
  EXPECT_TRUE(names_of(with_header(many), 0).too_many);
  EXPECT_TRUE(names_of(with_header("Content-Disposition: attachment; filename=" + std::string(5000, 'a')), 0).too_many);
  EXPECT_FALSE(names_of(with_header("Content-Disposition: attachment; filename=a.txt"), 0).too_many);
}

TEST(Names, there_are_none_without_parameters) {
  EXPECT_TRUE(names_of(with_header("Content-Type: text/plain"), 0).all.empty());
}

TEST(ShownName, is_always_one_that_the_filter_saw) {
  for (const auto* field : {"filename=\"C:\\dir\\a.exe\"", "filename=\"=?utf-8?Q?a.=E2=80=AEfdp.exe?=\"",
                            "filename*0=a.; filename*1=exe", "filename*=utf-8''..%2Fa.exe", "filename=b.txt"}) {
    const auto names = names_of(with_header(std::string("Content-Disposition: attachment; ") + field), 0);
    EXPECT_NE(std::ranges::find(names.all, names.shown), names.all.end()) << field;
  }
}

TEST(ShownName, has_no_path_and_nothing_that_cannot_be_seen) {
  EXPECT_EQ(shown_name("C:\\windows\\a.txt"), "a.txt");
  EXPECT_EQ(shown_name("../../etc/passwd"), "passwd");
  EXPECT_EQ(shown_name("a\u202Egpj.exe"), "agpj.exe");
  EXPECT_EQ(shown_name("a\r\n\x1B.txt"), "a.txt");
  EXPECT_EQ(shown_name("gr\u00FC\u00DFe.txt"), "gr\u00FC\u00DFe.txt");
  const auto long_name = shown_name(std::string(400, 'x') + ".exe");
  EXPECT_TRUE(long_name.ends_with(".exe"));
  EXPECT_LE(long_name.size(), 255U);
}

}  // namespace
}  // namespace postern::attachments
