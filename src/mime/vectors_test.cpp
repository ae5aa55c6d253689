// Differential tests: what two other parsers see in their own test messages, compared with what this one sees.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <utility>

#include "base/text.h"
#include "mime/address_list.h"
#include "mime/charset.h"
#include "mime/date.h"
#include "mime/encoded_word.h"
#include "mime/imap_bytes.h"
#include "mime/parameters.h"
#include "mime/transfer.h"
#include "support/source_tree.h"
#include "support/temp_dir.h"
#include "support/vectors.h"

namespace postern::mime {
namespace {

enum class Peer { email, mail_parser };

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string one_spaced(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!blank) out += c;
    if (blank && !out.empty() && out.back() != ' ') out += ' ';
  }
  return std::string(trim(out));
}

std::string fnv(std::string_view bytes) {
  std::uint64_t h = 0xCBF29CE484222325U;
  for (const char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return fmt::format("{}:{:016x}", bytes.size(), h);
}

// One line, as made_messages.py writes it.
std::string visible(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') out += "\\\\";
    if (c == '\r') out += "\\r";
    if (c == '\n') out += "\\n";
    if (c != '\\' && c != '\r' && c != '\n') out += c;
  }
  return out;
}

class Outline {
 public:
  Outline(const std::string& raw, Peer peer) : raw_(raw), m_(parse(raw)), peer_(peer) {}
  std::string lines() {
    part(0);
    return out_;
  }
  // What made_messages.py prints above the outline of the parts.
  std::string made() {
    out_ = "envelope " + visible(envelope(m_)) + "\nstructure " + visible(body_structure(m_)) + "\n";
    out_ += fmt::format("subject {}\n", one_spaced(decode_words(m_.unfolded(0, "Subject"))));
    const auto date = parse_date(m_.unfolded(0, "Date"));
    out_ += fmt::format("date {}\n", date ? date->at.ms / 1000 : 0);
    return lines();
  }

 private:
  void people(PartIndex i, const char* field, const char* label) {
    for (const auto& value : m_.all(i, field))
      for (const auto& a : address_list(value))
        if (a.kind == AddressKind::mailbox && !a.domain.empty())
          out_ += fmt::format("{} {} <{}>\n", label, one_spaced(display_name(a)), mailbox_text(a));
  }

  void part(PartIndex i) {
    const Part& p = m_.parts[i];
    if (peer_ == Peer::mail_parser) {
      if (const auto subject = m_.unfolded(i, "Subject"); !subject.empty())
        out_ += fmt::format("subject {}\n", one_spaced(decode_words(subject)));
      people(i, "From", "from");
      people(i, "To", "to");
    }
    out_ += fmt::format("{} {} name={}", p.depth, to_lower(p.type.type + "/" + p.type.subtype), one_spaced(file_name(m_, i)));
    const bool container = p.type.is("multipart") || p.type.is("message");
    if (p.inside == Inside::leaf && !(container && peer_ == Peer::email)) out_ += " " + fnv(content(p));
    out_ += '\n';
    for (auto c = p.first_child; c != kNoPart; c = m_.parts[c].next) part(c);
  }

  std::string content(const Part& p) {
    auto bytes = decode_transfer(p.encoding, std::string_view(raw_).substr(p.body.start, p.body.size()));
    if (peer_ == Peer::email || !p.type.is("text")) return bytes;
    const auto* charset = find_parameter(p.type.parameters, "charset");
    return to_utf8(bytes, charset ? *charset : "");
  }

  const std::string& raw_;
  Message m_;
  Peer peer_;
  std::string out_;
};

std::map<std::string, std::string> outlines_of(const char* program, const std::string& arguments,
                                               const std::filesystem::path& folder) {
  const auto script = source_tree() / "src/mime" / program;
  const auto command = fmt::format("python3 -B '{}' {} '{}'", script.string(), arguments, folder.string());
  std::map<std::string, std::string> all;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string text, name;
  std::array<char, 4096> buffer{};
  while (const auto n = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) text.append(buffer.data(), n);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("message ")) {
      name = line.substr(8);
    } else {
      all[name] += line + "\n";
    }
  }
  return all;
}

// What this parser sees where the others see something else, from vectors_differences.txt: "message FILE", lines of "because
// ...", and the outline.
std::map<std::string, std::string> differences() {
  std::map<std::string, std::string> all;
  std::ifstream file(source_tree() / "src/mime/vectors_differences.txt");
  bool reason = true;
  std::string name;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("message ")) {
      EXPECT_TRUE(std::exchange(reason, false)) << name;
      name = line.substr(8);
      all[name];
    } else if (line.starts_with("because ")) {
      reason = true;
    } else {
      all[name] += line + "\n";
    }
  }
  EXPECT_TRUE(reason) << name;
  return all;
}

void compare(Peer peer, const std::string& folder) {
  const auto root = vectors();
  if (!root) {
    std::puts("not run: no vectors");
    if (std::getenv("NEED_VECTORS")) FAIL() << "NEED_VECTORS is set";
    return;
  }
  const auto expected = outlines_of("vectors_outline.py", peer == Peer::email ? "email" : "mail-parser", *root / folder);
  ASSERT_FALSE(expected.empty());
  auto ours_differ = differences();
  for (const auto& [name, outline] : expected) {
    auto path = *root / folder / name;
    if (peer == Peer::mail_parser) path.replace_extension(".eml");
    const auto raw = read_file(path);
    const auto ours = Outline(raw, peer).lines();
    const auto known = ours_differ.extract(folder + "/" + path.filename().string());
    if (!known) {
      EXPECT_EQ(ours, outline) << path;
    } else {
      EXPECT_EQ(ours, known.mapped()) << path;
      EXPECT_NE(ours, outline) << path << " is no difference any more";
    }
  }
  for (const auto& [name, outline] : ours_differ) EXPECT_FALSE(name.starts_with(folder + "/")) << name << " is not there";
}

TEST(Vectors, python_email_sees_the_same_parts) { compare(Peer::email, "mime-python"); }

// What was put into a message is in its ENVELOPE and BODYSTRUCTURE, octet by octet, and Python's email sees the same in it.
TEST(MadeMessages, are_seen_as_they_were_made) {
  constexpr std::size_t kMessages = 400;
  const test::TempDir folder;
  const auto expected = outlines_of("made_messages.py", fmt::format("1 {}", kMessages), folder.path());
  EXPECT_EQ(expected.size(), kMessages);
  for (const auto& [name, outline] : expected)
    EXPECT_EQ(Outline(read_file(folder.path() / name), Peer::email).made(), outline) << name;
}

TEST(Vectors, mail_parser_sees_the_same_in_rfc_examples) { compare(Peer::mail_parser, "mime-mail-parser/rfc"); }

TEST(Vectors, mail_parser_sees_the_same_in_malformed_messages) { compare(Peer::mail_parser, "mime-mail-parser/malformed"); }

}  // namespace
}  // namespace postern::mime
