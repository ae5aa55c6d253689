// Plays a dialogue file against sessions: what a client says, and each line it must hear.
// A file:  # comment      C: bytes of the client, CRLF added     S: a whole line of the server; "..." stands for any text
//          C2: and S2: speak for a second connection (3 to 9 likewise); [word] is a direction: [skip 1], [remember WORD] or the
//          port's
// Use: run_dialogue(file, port) with  port.send(n, bytes), port.receive(n) -> bytes so far, port.direct("word").
#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>

namespace postern::test {

// "..." in the pattern stands for any text.
inline bool fits(std::string_view pattern, std::string_view line) {
  const auto dots = pattern.find("...");
  if (dots == pattern.npos) return pattern == line;
  if (!line.starts_with(pattern.substr(0, dots))) return false;
  const auto after = pattern.substr(dots + 3);
  for (auto at = dots; at <= line.size(); ++at)
    if (fits(after, line.substr(at))) return true;
  return false;
}

template <class Port>
class Dialogue {
 public:
  explicit Dialogue(Port& port) : port_(port) {}

  void play(const std::filesystem::path& file) {
    std::ifstream in(file);
    ASSERT_TRUE(in) << file;
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
      SCOPED_TRACE(file.filename().string() + ":" + std::to_string(number));
      step(line);
      if (testing::Test::HasFatalFailure()) return;
    }
    for (const auto& [session, left] : heard_)
      EXPECT_EQ(left + port_.receive(session), "") << "connection " << session << " said more";
  }

 private:
  void step(const std::string& line) {
    if (line.empty() || line[0] == '#') return;
    if (line[0] == '[') {
      direct(line.substr(1, line.find(']') - 1));
      return;
    }
    const auto colon = line.find(':');
    ASSERT_NE(colon, line.npos) << line;
    const int session = colon == 1 ? 1 : line[1] - '0';
    const auto text = line.size() > colon + 2 ? line.substr(colon + 2) : std::string{};
    if (line[0] == 'C') {
      port_.send(session, with_values(text) + "\r\n");
    } else {
      expect(session, text);
    }
  }

  // [skip 2] drops what connection 2 has heard; [remember WORD] keeps the number behind WORD as $WORD; others are the port's.
  void direct(const std::string& words) {
    if (words.starts_with("skip ")) {
      port_.receive(words[5] - '0');
      heard_[words[5] - '0'].clear();
    } else if (words.starts_with("remember ")) {
      const auto word = words.substr(9);
      auto& left = heard_[1];
      left += port_.receive(1);
      const auto at = left.find(word + " ");
      ASSERT_NE(at, left.npos) << left;
      const auto begin = at + word.size() + 1;
      values_[word] = left.substr(begin, left.find_first_not_of("0123456789", begin) - begin);
    } else {
      port_.direct(words);
    }
  }

  [[nodiscard]] std::string with_values(std::string text) const {
    for (const auto& [word, value] : values_)
      for (auto at = text.find("$" + word); at != text.npos; at = text.find("$" + word))
        text.replace(at, word.size() + 1, value);
    return text;
  }

  void expect(int session, const std::string& pattern) {
    auto& left = heard_[session];
    if (left.find("\r\n") == left.npos) left += port_.receive(session);
    const auto end = left.find("\r\n");
    ASSERT_NE(end, left.npos) << "nothing came; expected " << pattern << "; so far: " << left;
    const auto line = left.substr(0, end);
    left.erase(0, end + 2);
    ASSERT_TRUE(fits(pattern, line)) << "  expected: " << pattern << "\n  heard:    " << line
                                     << "\n  then: " << left.substr(0, 500);
  }

  Port& port_;
  std::map<int, std::string> heard_;
  std::map<std::string, std::string> values_;
};

}  // namespace postern::test
