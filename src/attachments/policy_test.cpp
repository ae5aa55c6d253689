// From findings to what becomes of a message, and the message without its parts.
#include "attachments/policy.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "attachments/extensions.h"
#include "attachments/strip.h"
#include "base/run_here.h"
#include "base/text.h"
#include "mime/sample_messages.h"
#include "support/manual_time.h"
#include "support/seeded_random.h"

namespace postern::attachments {
namespace {

const Finding kNamed{Cause::name, 1, "a.exe", "exe"};
const Finding kProgram{Cause::content, 1, "b.txt", "a Windows program"};
const Finding kClosed{Cause::closed, 2, "c.zip > d", "is encrypted"};

Action action(std::vector<Finding> findings, const Settings& settings = {}, Way way = Way::inbound) {
  return decide(mime::parse(mime::kForwarded), findings, settings, way).action;
}

TEST(Policy, as_shipped_refuses_what_is_listed_and_holds_what_is_closed) {
  for (const auto way : {Way::inbound, Way::outbound}) {
    EXPECT_EQ(action({}, {}, way), Action::accept);
    EXPECT_EQ(action({kNamed}, {}, way), Action::refuse);
    EXPECT_EQ(action({kProgram}, {}, way), Action::refuse);
    EXPECT_EQ(action({kClosed}, {}, way), Action::quarantine);
  }
}

TEST(Policy, H29_of_an_upload_the_end_of_its_name_decides) {
  const ExtensionList listed(Settings().uploads);
  for (const auto* name :
       {"chain.pem", "mail.example.com.crt", "example.pl.key", "home.pfx", "drop.netset", "settings.json", "no end"})
    EXPECT_EQ(listed.found_in(name), "") << name;
  const std::vector<std::pair<std::string_view, std::string_view>> refused{
      {"shell.php", "php"},         {"a.ASPX", "aspx"},
      {"page.html ", "html"},       {"list.txt:x.hta", "hta"},
      {"\u202etxt.gvs.svg", "svg"}, {"C:\\x\\chain.pem.jsp", "jsp"},
      {"run.cgi.", "cgi"},          {"x.exe", "exe"}};
  for (const auto& [name, end] : refused) EXPECT_EQ(listed.found_in(name), end) << name;
  EXPECT_EQ(ExtensionList({".pem"}).found_in("a.PEM"), "pem");
}

TEST(Policy, takes_the_strictest_action) {
  const Settings settings{
      .inbound_name = Action::strip, .inbound_content = Action::accept, .inbound_closed = Action::quarantine};
  EXPECT_EQ(action({kProgram}, settings), Action::accept);
  EXPECT_EQ(action({kProgram, kNamed}, settings), Action::strip);
  EXPECT_EQ(action({kClosed, kNamed}, settings), Action::quarantine);
  EXPECT_EQ(action({kClosed, kNamed}, settings, Way::outbound), Action::refuse);
}

TEST(Policy, says_what_and_why_in_ascii) {
  const auto message = mime::parse(mime::kForwarded);
  const auto said = [&](Finding f) { return decide(message, std::vector{std::move(f)}, {}, Way::inbound).words; };
  EXPECT_EQ(said(kNamed), "a.exe: names that end in .exe are not taken");
  EXPECT_EQ(said(kProgram), "b.txt: it is a Windows program, which is not taken");
  EXPECT_EQ(said(kClosed), "c.zip > d: it cannot be looked into, for it is encrypted");
  EXPECT_EQ(said({Cause::name, 1, "gr\u00FC\u00DFe\r\n250.exe", "exe"}).find_first_of("\r\n\xC3"), std::string::npos);
}

TEST(Policy, a_long_name_leaves_the_reason_and_its_end_in_sight) {
  std::string name;
  while (name.size() < 10'000) name += "\u00FC";
  const auto said = words({Cause::name, 1, name + ".exe", "exe"});
  EXPECT_LT(said.size(), 400U);
  EXPECT_TRUE(is_utf8(said));
  EXPECT_TRUE(said.ends_with(".exe: names that end in .exe are not taken"));
  EXPECT_TRUE(words({Cause::closed, 1, std::string(10'000, '\x80'), "is encrypted"}).ends_with("for it is encrypted"))
      << "not UTF-8";
}

TEST(Policy, strips_the_part_that_was_found_and_none_inside_it) {
  const Settings settings{.inbound_name = Action::strip, .inbound_closed = Action::strip};
  const auto decision =
      decide(mime::parse(mime::kForwarded), std::vector<Finding>{{Cause::closed, 5, "x", "y"}, {Cause::name, 2, "z", "exe"}},
             settings, Way::inbound);
  ASSERT_EQ(decision.removals.size(), 1U);
  EXPECT_EQ(decision.removals[0].part, 2U);
}

TEST(Policy, shipped_list_has_every_kind_and_nothing_twice) {
  const auto list = shipped_extensions();
  EXPECT_EQ(std::ranges::adjacent_find(list), list.end());
  for (const auto* one : {"exe", "js", "docm", "iso", "lnk"}) EXPECT_TRUE(std::ranges::binary_search(list, one)) << one;
}

TEST(Strip, leaves_all_other_octets_as_they_are) {
  const std::string raw =
      "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\npreamble\r\n--b\r\n\r\nhello\r\n--b\r\nX-Kept: "
      "1\r\n"
      "Content-Type: application/x;\r\n name=a.exe\r\nContent-Transfer-Encoding: base64\r\n\r\nTVo=\r\n--b--\r\nepilogue";
  const std::vector<Removal> removals{{2, "a.exe: names that end in .exe are not taken"}};
  EXPECT_EQ(edited(raw, edits_of(mime::parse(raw), removals)),
            "From: a@b.example\r\nContent-Type: multipart/mixed; "
            "boundary=b\r\n\r\npreamble\r\n--b\r\n\r\nhello\r\n--b\r\nX-Kept: 1\r\n"
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\nContent-Disposition: inline\r\n\r\n"
            "An attachment was removed by the mail server.\r\n\r\na.exe: names that end in .exe are not "
            "taken\r\n\r\n--b--\r\nepilogue");
}

TEST(Strip, of_the_whole_body_keeps_the_header) {
  const std::string raw = "Subject: x\r\nContent-Type: application/x; name=a.exe\r\nTo: c@d.example\r\n\r\nMZ";
  const auto out = edited(raw, edits_of(mime::parse(raw), std::vector<Removal>{{0, "gone"}}));
  EXPECT_TRUE(out.starts_with("Subject: x\r\nTo: c@d.example\r\nContent-Type: text/plain"));
  EXPECT_EQ(mime::parse(out).parts.size(), 1U);
  EXPECT_EQ(out.find("MZ"), std::string::npos);
}

TEST(Strip, of_a_part_without_a_body_leaves_one_that_can_be_read) {
  const std::string raw =
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/x; name=a.exe\r\n--b--\r\n";
  const auto parsed = mime::parse(edited(raw, edits_of(mime::parse(raw), std::vector<Removal>{{1, "gr\u00FC\u00DFe"}})));
  ASSERT_EQ(parsed.parts.size(), 2U);
  EXPECT_EQ(parsed.parts[1].encoding, mime::Encoding::base64);
  EXPECT_TRUE(parsed.parts[1].type.is("text", "plain"));
}

TEST(Strip, leaves_a_note_in_the_language_of_who_reads_it) {
  const std::string raw =
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/x; name=a.exe\r\n\r\nMZ\r\n--b--\r\n";
  const std::vector<Removal> removals{{1, "a.exe: names that end in .exe are not taken"}};
  const auto out = edited(raw, edits_of(mime::parse(raw), removals, Language::de));
  EXPECT_NE(out.find("Der Mailserver hat einen Anhang entfernt.\r\n\r\na.exe: "), out.npos) << out;
  EXPECT_EQ(out.find("names that end in"), out.npos) << out;
}

TEST(Strip, says_so_in_a_field) {
  EXPECT_EQ(
      removed_field("X-Attachments-Removed", std::vector<Removal>{{1, "a.exe: gr\u00FC\u00DFe"}}),
      "X-Attachments-Removed:\r\n a.exe: gr????e;\r\n one attachment was removed; signatures over the body do not fit any "
      "more\r\n");
}

TEST(Strip, copies_a_large_message_to_a_blob_and_knows_its_structure) {
  std::string raw = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n";
  while (raw.size() < 300'000) raw += "a line of text\r\n";
  raw += "--b\r\nContent-Type: application/x; name=a.exe\r\n\r\nMZ\r\n--b--\r\n";
  test::SeededRandom random(1);
  const test::ManualTime time;
  const auto blobs = store::blobs_in_memory(random, time);
  const auto parsed = mime::parse(raw);
  const auto edits = edits_of(parsed, std::vector<Removal>{{2, "gone"}});
  const ReadOctets read = [&raw](std::uint64_t from, std::size_t n) -> Task<Result<std::string>> {
    co_return raw.substr(static_cast<std::size_t>(from), n);
  };
  auto stripped = run_here(strip(read, raw.size(), edits, std::make_unique<store::Spool>(*blobs, 100'000)));
  ASSERT_TRUE(stripped);
  const auto content = run_here(stripped->body->finish());
  ASSERT_TRUE(content && content->blob);
  const auto written = run_here(blobs->read(content->blob->name, 0, static_cast<std::size_t>(content->size())));
  EXPECT_EQ(*written, edited(raw, edits));
  EXPECT_EQ(stripped->parsed->parts.size(), 3U);
  EXPECT_EQ(stripped->parsed->size, written->size());
}

}  // namespace
}  // namespace postern::attachments
