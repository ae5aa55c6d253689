// The completion script: every command and option is in it.
#include "app/completion.h"

#include <gtest/gtest.h>

#include <CLI/CLI.hpp>

namespace postern::app {
namespace {

std::string script(const std::string& shell) {
  CLI::App root{"x"};
  bool flag = false;
  root.add_flag("--json", flag);
  auto* settings = root.add_subcommand("settings", "");
  settings->add_subcommand("set", "")->add_flag("--dry", flag);
  root.add_subcommand("reference", "");
  testing::internal::CaptureStdout();
  EXPECT_EQ(print_completion(shell, root), 0);
  return testing::internal::GetCapturedStdout();
}

TEST(Completion, knows_commands_options_and_keys) {
  const auto text = script("bash");
  EXPECT_NE(text.find("\"\") words=\"settings reference "), std::string::npos) << text;
  EXPECT_NE(text.find("\"settings\") words=\"set "), std::string::npos);
  const auto set = text.substr(text.find("\"settings set\")"));
  const auto line = set.substr(0, set.find('\n'));
  for (const auto* word : {" smtp.max_hops ", "--dry ", "--json ", "--config "})
    EXPECT_NE(line.find(word), std::string::npos) << word;
  EXPECT_NE(text.find("\"reference\") words=\"settings events commands "), std::string::npos);
}

TEST(Completion, is_there_for_zsh_and_says_for_what_it_is_not) {
  EXPECT_EQ(script("zsh").find("autoload"), 0u);
  const CLI::App root{"x"};
  testing::internal::CaptureStderr();
  EXPECT_EQ(print_completion("fish", root), 1);
  EXPECT_NE(testing::internal::GetCapturedStderr().find("bash and zsh"), std::string::npos);
}

}  // namespace
}  // namespace postern::app
