// Messages turned into 7 bit: what is encoded, what stays, and what cannot be done.
#include "mime/seven_bit.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "mime/sample_messages.h"
#include "mime/transfer.h"
#include "support/vectors.h"

namespace postern::mime {
namespace {

struct Converted {
  std::string text, obstacle;
};

Converted convert(std::string_view message, std::size_t step = SIZE_MAX) {
  const auto parsed = parse(message);
  SevenBit text(parsed);
  const auto each = [&](auto&& feed) {
    for (std::size_t at = 0; at < message.size(); at += std::min(step, message.size() - at)) feed(message.substr(at, step));
  };
  each([&](std::string_view piece) { text.look(piece); });
  Converted out{.text = {}, .obstacle = std::string(text.obstacle())};
  if (out.obstacle.empty()) each([&](std::string_view piece) { text.convert(piece, out.text); });
  return out;
}

std::string converted(std::string_view message) {
  auto out = convert(message);
  EXPECT_EQ(out.obstacle, "") << message;
  return std::move(out.text);
}

bool is_seven_bit(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c != '\0' && static_cast<unsigned char>(c) < 0x80; });
}

// What each leaf says, however it is encoded.
std::vector<std::string> leaves(std::string_view text) {
  const auto m = parse(text);
  std::vector<std::string> out;
  for (const auto& part : m.parts)
    if (part.inside == Inside::leaf)
      out.push_back(decode_transfer(part.encoding, text.substr(part.body.start, part.body.size())));
  return out;
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

// RFC 6152 §3, RFC 2045 §6.7
TEST(SevenBit, text_becomes_quoted_printable_and_its_field_says_so) {
  EXPECT_EQ(converted("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
                      "Subject: x\r\n\r\nGr\xC3\xBC\xC3\x9F"
                      "e = \r\n-- \r\nAnn\r\n"),
            "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nSubject: x\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=BC=C3=9Fe =3D=20\r\n=2D-=20\r\nAnn\r\n");
}

// RFC 1428 §3
TEST(SevenBit, a_message_of_before_mime_gets_what_it_lacks) {
  EXPECT_EQ(converted("Subject: x\r\n\r\n\xE4\r\n"),
            "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=unknown-8bit\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n\r\n=E4\r\n");
}

TEST(SevenBit, of_a_multipart_only_what_needs_it_changes) {
  const std::string message =
      "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\nContent-Transfer-Encoding: 8bit\r\n\r\npreamble\r\n"
      "--b\r\nContent-Transfer-Encoding: 8bit\r\n\r\nplain\r\n"
      "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>\xC3\xA4</p>\r\n"
      "--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n"
      "--b\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\n\r\n\xFF\xFE\r\n--b--\r\n";
  EXPECT_EQ(
      converted(message),
      "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\nContent-Transfer-Encoding: 7bit\r\n\r\npreamble\r\n"
      "--b\r\nContent-Transfer-Encoding: 7bit\r\n\r\nplain\r\n"
      "--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=C3=A4</p>\r\n"
      "--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n"
      "--b\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n//4=\r\n--b--\r\n");
}

TEST(SevenBit, an_enclosed_message_is_converted_within) {
  const auto out = converted(
      "Subject: x\r\nContent-Type: message/rfc822\r\n\r\nSubject: y\r\nMIME-Version: 1.0\r\n"
      "Content-Type: text/plain; charset=utf-8\r\n\r\n\xC3\xA4\r\n");
  EXPECT_TRUE(
      out.contains("Subject: y\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                   "Content-Transfer-Encoding: quoted-printable\r\n\r\n=C3=A4\r\n"))
      << out;
  EXPECT_TRUE(out.starts_with("Subject: x\r\nContent-Type: message/rfc822\r\nMIME-Version: 1.0\r\n\r\n")) << out;
}

// RFC 6532 §3.7
TEST(SevenBit, an_enclosed_message_with_a_header_in_utf_8_is_encoded_as_a_whole) {
  const std::string inner = "Subject: \xC3\xA4\r\n\r\n\xC3\xBC\r\n";
  const auto out = converted(
      "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
      "Content-Type: message/global\r\n\r\n" +
      inner + "\r\n--b\r\n\r\nlast\r\n--b--\r\n");
  EXPECT_TRUE(is_seven_bit(out)) << out;
  const auto said = leaves(out);
  ASSERT_EQ(said.size(), 2u);
  EXPECT_EQ(said[0], inner);
  EXPECT_EQ(said[1], "last");
}

// RFC 1847 §2.1
TEST(SevenBit, what_is_signed_is_not_touched) {
  const auto with = [](const std::string& inside, const std::string& beside) {
    return "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/signed; "
           "boundary=s\r\n\r\n"
           "--s\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" +
           inside + "\r\n--s\r\nContent-Type: application/pgp-signature\r\n\r\nx\r\n--s--\r\n--b\r\n\r\n" + beside +
           "\r\n--b--\r\n";
  };
  const auto out = converted(with("plain", "\xC3\xA4"));
  EXPECT_TRUE(out.contains("--s\r\nContent-Transfer-Encoding: 8bit\r\n\r\nplain\r\n--s")) << out;
  EXPECT_TRUE(out.contains("=C3=A4")) << out;
  EXPECT_EQ(convert(with("\xC3\xA4", "plain")).obstacle, "a part of it is signed or encrypted");
}

TEST(SevenBit, what_cannot_be_done_is_said) {
  const std::pair<std::string, std::string> cases[] = {
      {"Subject: \xC3\xA4\r\n\r\nx\r\n", "its header is not in ASCII"},
      {"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n\xC3\xA4\r\n",
       "a part of it is not what its encoding says"},
      {"Content-Transfer-Encoding: x-own\r\n\r\n\xC3\xA4\r\n", "a part of it is not what its encoding says"},
      {"Content-Type: message/partial\r\n\r\n\xC3\xA4\r\n", "a part of it may not be encoded"},
      {"Content-Type: multipart/mixed; boundary=b\r\n\r\n\xC3\xA4\r\n--b\r\n\r\nx\r\n--b--\r\n",
       "text outside its parts is not in ASCII"},
      {"Content-Type: multipart/mixed; boundary=" + std::string(300, 'b') + "\r\n\r\n\xC3\xA4\r\n",
       "it has too many parts or fields"}};
  for (const auto& [message, why] : cases) EXPECT_EQ(convert(message).obstacle, why) << message;
}

// RFC 3030 §3: what is binary has bare line ends and long lines.
TEST(SevenBit, binary_parts_come_out_octet_by_octet) {
  const std::string octets("a\rb\nc\0d", 7);
  for (const auto* type : {"text/plain", "application/x"}) {
    const auto message = std::string("MIME-Version: 1.0\r\nContent-Type: ") + type +
                         "\r\nContent-Transfer-Encoding: binary\r\n\r\n" + octets + std::string(2000, 'x') +
                         " \r\n\t\r\r\n-\r\n--\r";
    const auto out = converted(message);
    EXPECT_TRUE(is_seven_bit(out));
    EXPECT_EQ(leaves(out), leaves(message));
    for (std::size_t at = 0; at < out.size();) {
      const auto end = out.find("\r\n", at);
      const auto line = out.substr(at, end == out.npos ? end : end - at);
      EXPECT_LE(line.size(), 78u);
      EXPECT_EQ(line.find_first_of("\r\n"), line.npos);
      at = end == out.npos ? out.size() : end + 2;
    }
  }
}

// A line that is broken anew does not begin as a boundary does.
TEST(SevenBit, no_boundary_comes_to_be_by_breaking_lines) {
  std::string line = repeated("x", 75) + "--b\r\n";
  for (int shift = 0; shift < 10; ++shift, line.erase(0, 1)) {
    const auto message =
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n\xC3\xA4\r\n" + line + "--b--\r\n";
    const auto out = converted(message);
    EXPECT_EQ(leaves(out), leaves(message)) << out;
  }
}

TEST(SevenBit, a_field_is_left_out_when_that_is_asked_for) {
  const std::string message = "DKIM-Signature: v=1;\r\n b=x\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\n\xC3\xA4\r\n";
  const auto parsed = parse(message);
  SevenBit text(parsed);
  text.look(message);
  text.leave_out(*parsed.find(0, "DKIM-Signature"));
  ASSERT_EQ(text.obstacle(), "");
  std::string out;
  text.convert(message, out);
  EXPECT_TRUE(out.starts_with("Subject: x\r\nMIME-Version: 1.0\r\n")) << out;
}

std::vector<std::string> vector_messages() {
  std::vector<std::string> all;
  const auto root = vectors();
  for (const auto* folder : {"mime-python", "mime-mail-parser", "dkim-arc-mail-auth"}) {
    if (!root || !std::filesystem::exists(*root / folder)) continue;
    for (const auto& file : std::filesystem::recursive_directory_iterator(*root / folder)) {
      if (!file.is_regular_file()) continue;
      std::ifstream in(file.path(), std::ios::binary);
      std::ostringstream text;
      text << in.rdbuf();
      all.push_back(text.str());
    }
  }
  return all;
}

// The same with bodies of 8 bit.
std::string in_eight_bit(std::string message) {
  const auto m = parse(message);
  for (const auto& part : m.parts)
    for (auto at = part.body.start; part.inside == Inside::leaf && part.encoding == Encoding::identity && at < part.body.end;
         ++at)
      if (auto& c = message[static_cast<std::size_t>(at)]; c == 'e') c = '\xE9';
  return message;
}

// Whatever messages there are: what can be converted is 7 bit, has its parts, and says what it said; the splits do not matter.
TEST(SevenBit, every_part_of_every_vector_says_what_it_said) {
  auto all = sample_messages();
  std::ranges::move(vector_messages(), std::back_inserter(all));
  for (std::size_t i = 0, count = all.size(); i < count; ++i) all.push_back(in_eight_bit(all[i]));
  std::size_t done = 0;
  for (const auto& message : all) {
    const auto out = convert(message);
    if (!out.obstacle.empty()) continue;
    done += is_seven_bit(message) ? 0 : 1;
    EXPECT_TRUE(is_seven_bit(out.text));
    EXPECT_EQ(leaves(out.text), leaves(message)) << message;
    EXPECT_EQ(convert(message, 1).text, out.text);
    EXPECT_EQ(convert(out.text).text, out.text) << "what is in 7 bit stays as it is";
  }
  EXPECT_GT(done, vectors() ? 40u : 0u);
}

}  // namespace
}  // namespace postern::mime
