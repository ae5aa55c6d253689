// Whole SMTP dialogues as text files: what the client says, what the server answers, what is delivered.
// Lines: "C: text" (CRLF added); "C\ text" (\r \n \t \0 \\ are escapes, nothing added); "S: reply line" (a "*" at its end
//   matches the rest); "reply: 250" (a whole reply of that code); "closed" (by the server); "tls" (it is on); "delivered: N"; "body: text in the last delivery".
// In front: "listener: exchange", "submission" or "lmtp", "implicit tls", "trusted", "cleartext login", "set: name value".
// "#" begins a comment.
#pragma once
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/smtp_bare_session.h"

namespace postern::smtp {

struct Script {
  struct Line {
    int number = 0;
    std::string kind, text;
  };
  std::string name;
  Settings settings;
  net::SessionLimits limits;
  Listener listener = exchange_listener();
  bool tls = false;
  bool trusted = false;
  bool cleartext_login = false;
  std::vector<Line> lines;
};

inline void PrintTo(const Script& script, std::ostream* os) { *os << script.name << ".txt"; }

inline std::string unescape(std::string_view in) {
  std::string out;
  for (std::size_t i = 0; i < in.size(); ++i) {
    if (in[i] != '\\' || i + 1 == in.size()) {
      out += in[i];
      continue;
    }
    const char c = in[++i];
    out += c == 'r' ? '\r' : c == 'n' ? '\n' : c == 't' ? '\t' : c == '0' ? '\0' : c;
  }
  return out;
}

inline void set_number(Script& script, std::string_view name, std::uint32_t value) {
  auto& settings = script.settings;
  const std::map<std::string_view, std::uint32_t*> fields{{"max_recipients", &settings.max_recipients},
                                                          {"max_messages", &settings.max_messages},
                                                          {"max_commands", &settings.max_commands},
                                                          {"max_bad_commands", &script.limits.max_bad_commands},
                                                          {"max_failed_logins", &script.limits.max_failed_logins},
                                                          {"max_hops", &settings.max_hops},
                                                          {"max_command_line", &settings.max_command_line}};
  if (name == "max_message_size") {
    settings.max_message_size.value = value;
  } else if (name == "client_names") {
    settings.client_names = ClientNames::strict;
  } else {
    *fields.at(name) = value;
  }
}

inline Script read_script(const std::filesystem::path& path) {
  Script script;
  script.name = path.stem().string();
  std::ifstream file(path);
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line.front() == '#') continue;
    const auto colon = line.find(':');
    const auto word = line.substr(0, colon);
    const auto rest = colon == line.npos ? "" : line.substr(std::min(colon + 2, line.size()));
    if (word == "listener") {
      script.listener = rest == "submission" ? submission_listener() : exchange_listener();
      if (rest == "lmtp") script.listener.role = Role::lmtp;
    } else if (word == "implicit tls") {
      script.tls = true;
    } else if (word == "trusted") {
      script.trusted = true;
    } else if (word == "cleartext login") {
      script.cleartext_login = true;
    } else if (word == "set") {
      const auto space = rest.find(' ');
      set_number(script, rest.substr(0, space), postern::number<std::uint32_t>(rest.substr(space + 1), UINT32_MAX).value_or(0));
    } else if (line.starts_with("C\\ ")) {
      script.lines.push_back({number, "C", unescape(line.substr(3))});
    } else {
      script.lines.push_back({number, word, word == "C" ? rest + "\r\n" : rest});
    }
  }
  return script;
}

// How a script is played: the bare session or the whole server, whole or in pieces.
struct Player {
  std::function<std::string(std::string_view)> give;  // "" to learn what was said before anything was given
  std::function<bool()> closed;
  std::function<bool()> tls;
};

inline void play(const Script& script, const Player& player, const World& world) {
  std::string said = player.give("");
  std::string pending;
  const auto sync = [&] {
    if (!pending.empty()) said += player.give(std::exchange(pending, {}));
  };
  for (const auto& line : script.lines) {
    const auto where = script.name + ".txt:" + std::to_string(line.number);
    if (line.kind == "C") {
      if (!said.empty()) FAIL() << where << ": the server also said " << said;
      pending += line.text;
      continue;
    }
    sync();
    if (line.kind == "S") {
      const auto end = said.find("\r\n");
      ASSERT_NE(end, said.npos) << where << ": the server said nothing, wanted " << line.text;
      const auto got = said.substr(0, end);
      said.erase(0, end + 2);
      if (line.text.ends_with('*')) {
        EXPECT_EQ(got.substr(0, line.text.size() - 1), line.text.substr(0, line.text.size() - 1)) << where;
      } else {
        EXPECT_EQ(got, line.text) << where;
      }
    } else if (line.kind == "reply") {  // whole, whatever it says
      for (bool more = true; more;) {
        const auto end = said.find("\r\n");
        ASSERT_NE(end, said.npos) << where;
        ASSERT_TRUE(said.starts_with(line.text)) << where << ": " << said;
        more = said.substr(line.text.size(), 1) == "-";
        said.erase(0, end + 2);
      }
    } else if (line.kind == "closed") {
      EXPECT_TRUE(player.closed()) << where;
    } else if (line.kind == "tls") {
      EXPECT_TRUE(player.tls()) << where;
    } else if (line.kind == "delivered") {
      EXPECT_EQ(std::to_string(world.delivered.size()), line.text) << where;
    } else if (line.kind == "body") {
      ASSERT_FALSE(world.delivered.empty()) << where;
      EXPECT_NE(world.delivered.back().bytes.find(unescape(line.text)), std::string::npos)
          << where << ": " << world.delivered.back().bytes;
    } else {
      FAIL() << where << ": unknown line " << line.kind;
    }
  }
  EXPECT_EQ(said, "") << script.name << ": said at the end";
}

}  // namespace postern::smtp
