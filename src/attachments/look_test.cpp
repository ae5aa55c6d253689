// Whole messages: what is found in them, and what becomes of them.
#include "attachments/look.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "attachments/archive_samples.h"
#include "attachments/policy.h"
#include "attachments/tnef_samples.h"
#include "base/text.h"
#include "support/manual_time.h"

namespace postern::attachments {
namespace {

std::string part(std::string_view name, std::string_view content, std::string_view type = "application/octet-stream") {
  return fmt::format(
      "--b\r\nContent-Type: {}\r\nContent-Disposition: attachment; filename=\"{}\"\r\nContent-Transfer-Encoding: "
      "base64\r\n\r\n{}\r\n",
      type, name, to_base64(content));
}
std::string mail(const std::string& parts) {
  return "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhello\r\n" + parts + "--b--\r\n";
}

Report report_of(const std::string& raw, const Limits& limits = {}) {
  TextOctets octets(raw);
  const test::ManualTime time;
  Rules rules = rules_of({});
  rules.limits = limits;
  auto report = look_into(mime::parse(raw), octets, rules, time);
  return report ? *report : Report{};
}

// "part cause where: what" of each finding, in lines.
std::string found(const std::string& raw, const Limits& limits = {}) {
  std::string out;
  for (const auto& f : report_of(raw, limits).findings)
    out += fmt::format("{} {} {}: {}\n", f.part,
                       f.cause == Cause::name      ? "name"
                       : f.cause == Cause::content ? "content"
                       : f.cause == Cause::macros  ? "macros"
                                                   : "closed",
                       f.where, f.what);
  return out;
}

std::string found_in(std::string_view name, std::string_view content, const Limits& limits = {}) {
  return found(mail(part(name, content)), limits);
}

TEST(Look, finds_nothing_in_honest_mail) {
  EXPECT_EQ(found("Subject: x\r\n\r\nhello\r\n"), "");
  EXPECT_EQ(found("Subject: x\r\n\r\n#!/bin/sh\r\nis how a script begins\r\n"), "");
  EXPECT_EQ(found_in("report.pdf", "%PDF-1.7\n"), "");
  EXPECT_EQ(found_in("files.zip", packed({{"a.txt", "x"}, {"b/c.pdf", "y"}})), "");
  EXPECT_EQ(found_in("letter.docx", packed({{"[Content_Types].xml", "<?xml?>"}, {"word/document.xml", "<?xml?>"}})), "");
  EXPECT_EQ(found_in("old.doc", ole_document({"Root Entry", "WordDocument"})), "");
}

TEST(Look, finds_names_and_contents_of_parts) {
  EXPECT_EQ(found_in("a.exe", "text"), "2 name a.exe: exe\n");
  EXPECT_EQ(found_in("a.txt", windows_program()), "2 content a.txt: a Windows program\n");
  EXPECT_EQ(found_in("a.doc", ole_document({"_VBA_PROJECT"})), "2 macros a.doc: a document with macros\n");
  EXPECT_EQ(found_in("a.txt", "#!/bin/sh\n"), "2 content a.txt: a script\n");
}

TEST(Look, finds_them_in_archives_of_every_kind) {
  const std::vector<PackedFile> files{{"readme.txt", "x"}, {"b.exe", "y"}, {"c.txt", windows_program()}};
  for (const auto* format : {"zip", "7zip", "gnutar"})
    EXPECT_EQ(report_of(mail(part("a.bin", packed(files, format)))).findings.size(), 2U) << format;
  EXPECT_EQ(found_in("a.tgz", packed(files, "gnutar", "gzip")),
            "2 name a.tgz > b.exe: exe\n2 content a.tgz > c.txt: a Windows program\n");
}

TEST(Look, finds_macros_in_office_documents_under_any_name) {
  EXPECT_EQ(found_in("letter.docx", packed({{"word/document.xml", "<?xml?>"}, {"word/harmless.bin", ole_document({"VBA"})}})),
            "2 macros letter.docx > harmless.bin: a document with macros\n");
}

// What Office packs as files into its documents, and Outlook as attachments into its messages.
TEST(Look, says_of_documents_that_hold_files_that_they_cannot_be_looked_into) {
  EXPECT_EQ(found_in("a.doc", ole_document({"Root Entry", "WordDocument", "ObjectPool", "\1Ole10Native"})),
            "2 closed a.doc: is a document with files in it\n");
  EXPECT_EQ(
      found_in("letter.docx", packed({{"word/embeddings/oleObject1.bin", ole_document({"Root Entry", "\1Ole10Native"})}})),
      "2 closed letter.docx > oleObject1.bin: is a document with files in it\n");
  EXPECT_EQ(found_in("a.msg", ole_document({"Root Entry", "__properties_version1.0", "__attach_version1.0_#00000000"})),
            "2 closed a.msg: is an Outlook message with attachments\n");
  EXPECT_EQ(found_in("a.msg", ole_document({"Root Entry", "__properties_version1.0", "__recip_version1.0_#00000000"})), "");
  EXPECT_EQ(found_in("a.doc", ole_document({"\1Ole10Native", "_VBA_PROJECT"})), "2 macros a.doc: a document with macros\n");
}

TEST(Look, finds_archives_in_archives_to_the_depth_that_is_set) {
  std::string nested = packed({{"evil.exe", "x"}});
  for (int i = 0; i < 3; ++i) nested = packed({{fmt::format("{}.zip", i), nested}});
  EXPECT_EQ(found_in("a.zip", nested), "2 name a.zip > 2.zip > 1.zip > 0.zip > evil.exe: exe\n");
  for (int i = 3; i < 20; ++i) nested = packed({{fmt::format("{}.zip", i), nested}}, "gnutar", "gzip");
  EXPECT_NE(found_in("a.zip", nested)
                .find("closed a.zip > 19.zip > 18.zip > 17.zip > 16.zip > 15.zip > 14.zip: is packed too deep in others\n"),
            std::string::npos);
}

TEST(Look, says_of_what_is_closed_why) {
  EXPECT_EQ(found_in("a.zip", packed({{"b.txt", "x"}}, "zip", "none", "zip:encryption=aes256")),
            "2 closed a.zip > b.txt: is encrypted\n");
  EXPECT_EQ(found_in("a.doc", ole_document({"EncryptedPackage"})), "2 closed a.doc: is an encrypted document\n");
  EXPECT_EQ(found_in("a.zip", packed({{"b.txt", std::string(3000, 'x')}}).substr(0, 60)), "2 closed a.zip: is damaged\n");
  EXPECT_EQ(found_in("a.lzh", std::string("\x12\x34-lh5-rest")),
            "2 closed a.lzh: is an archive of a kind that is not looked into\n");
  EXPECT_EQ(
      found_in("a.zip", packed({{"b.zip", packed({{"c", std::string(9999, 'x')}}, "zip", "none", nullptr)}}), {.held = 100}),
      "2 closed a.zip > b.zip: is too large to be looked into there\n");
}

TEST(Look, a_hundred_thousand_files_are_too_many) {
  std::vector<PackedFile> files(100'000, {"a", ""});
  EXPECT_EQ(found_in("a.zip", packed(files)), "2 closed a.zip: has too many files in it\n");
}

TEST(Look, a_bomb_is_given_up) {
  const std::string much(40 << 20, 'x');
  EXPECT_EQ(found_in("a.xz", packed({{"a", much}}, "raw", "xz")), "2 closed a.xz: unpacks to far more than it is\n");
  EXPECT_NE(found_in("a.tgz", packed({{"a", much}, {"b.txt", ""}}, "gnutar", "gzip")).find("unpacks to far more than it is"),
            std::string::npos);
}

TEST(Look, names_are_judged_when_nothing_else_is_left) {
  EXPECT_EQ(found(mail(part("a.zip", packed({{"x", ""}})) + part("b.exe", "")), {.patience = 0ms}),
            "1 closed part 1: takes too long to look into\n2 closed a.zip: takes too long to look into\n3 name b.exe: exe\n");
}

TEST(Look, finds_an_archive_behind_a_picture) {
  EXPECT_EQ(found_in("a.jpg", "\xFF\xD8\xFF" + std::string(1000, 'j') + packed({{"b.exe", windows_program()}})),
            "2 name a.jpg > b.exe: exe\n2 content a.jpg > b.exe: a Windows program\n");
}

TEST(Look, judges_names_that_only_the_headers_between_the_files_have) {
  auto zip = packed({{"b.txt", "x"}});
  const auto directory = zip.rfind("b.txt");
  zip.replace(zip.find("b.txt"), 5, "b.exe");
  ASSERT_NE(directory, zip.find("b.exe"));
  EXPECT_EQ(found_in("a.zip", zip), "2 name a.zip > b.exe: exe\n");
}

TEST(Look, finds_files_in_tnef) {
  EXPECT_EQ(found_in("winmail.dat", tnef({{"A.TXT", "a.exe", "x"}, {"B.TXT", "b.txt", windows_program()}})),
            "2 name winmail.dat > A.TXT: exe\n2 content winmail.dat > B.TXT: a Windows program\n");
  EXPECT_EQ(found_in("winmail.dat", tnef({{"A.ZIP", "a.zip", packed({{"b.exe", "x"}})}})),
            "2 name winmail.dat > b.exe: exe\n2 name winmail.dat > A.ZIP > b.exe: exe\n");
  EXPECT_EQ(found_in("winmail.dat", tnef({}) + "broken"), "2 closed winmail.dat: is damaged\n");
}

TEST(Look, finds_parts_of_enclosed_messages) {
  const auto inner = mail(part("a.exe", "x"));
  EXPECT_EQ(
      found(mail(
          "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\nContent-Type: application/x; name=a.exe\r\n\r\nx\r\n")),
      "3 name a.exe: exe\n");
  EXPECT_EQ(found(mail(part("fwd.eml", inner))), "2 name fwd.eml > a.exe: exe\n");
  EXPECT_EQ(found(mail(part("fwd", inner, "message/rfc822"))), "2 name fwd > a.exe: exe\n");
  EXPECT_EQ(found_in("mails.zip", packed({{"fwd.eml", inner}})), "2 name mails.zip > fwd.eml > a.exe: exe\n");
}

TEST(Look, finds_uuencoded_files_in_text) {
  EXPECT_EQ(found("Subject: x\r\n\r\nsee\r\nbegin 644 a.exe\r\n#0V%T\r\n`\r\nend\r\n"), "0 name part 0 > a.exe: exe\n");
}

TEST(Look, an_encoding_that_readers_guess_is_read_in_every_way) {
  const auto program = to_base64(windows_program());
  const auto with_encoding = [&](std::string_view fields) {
    return found(mail(fmt::format("--b\r\nContent-Disposition: attachment; filename=a.bin\r\n{}\r\n{}\r\n", fields, program)));
  };
  EXPECT_EQ(with_encoding("Content-Transfer-Encoding: x-odd\r\n"), "2 content a.bin: a Windows program\n");
  EXPECT_EQ(with_encoding("Content-Transfer-Encoding: 8bit\r\nContent-Transfer-Encoding: base64\r\n"),
            "2 content a.bin: a Windows program\n");
}

TEST(Look, a_structure_with_two_readings_is_closed) {
  EXPECT_EQ(found("Content-Type: text/plain\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\nx"),
            "0 closed part 0: can be read in two ways\n");
  EXPECT_EQ(found("Content-Type: multipart/mixed; boundary=x; boundary=y\r\n\r\nx"),
            "0 closed part 0: can be read in two ways\n");
}

TEST(Look, more_parts_than_are_read_are_closed) {
  std::string parts;
  for (int i = 0; i < 11'000; ++i) parts += "--b\r\n\r\nx\r\n";
  EXPECT_EQ(found(mail(parts)), "0 closed part 0: has more parts or fields than are looked at\n");
}

TEST(Look, tells_what_was_seen) {
  const auto report = report_of(mail(part("a.zip", packed({{"b.txt", "x"}}))));
  ASSERT_EQ(report.seen.size(), 3U);
  EXPECT_EQ(report.seen[1].where, "a.zip");
  EXPECT_EQ(report.seen[1].kind, Kind::zip);
  EXPECT_EQ(report.seen[2].where, "a.zip > b.txt");
}

// A message that cannot be read for now is no finding about it.
class Broken final : public Octets {
 public:
  [[nodiscard]] std::uint64_t size() const override { return 1000; }
  Result<std::string_view> read(std::uint64_t, std::size_t) override { return fail(Failure::io, "Try again later"); }
};
TEST(Look, a_disk_that_fails_is_an_error) {
  Broken broken;
  const test::ManualTime time;
  const auto report = look_into(mime::parse("Subject: x\r\n\r\nhello\r\n"), broken, rules_of({}), time);
  ASSERT_FALSE(report);
  EXPECT_TRUE(report.error().temporary());
}

}  // namespace
}  // namespace postern::attachments
