// Completion for bash: the words that may follow each command.
#include "app/completion.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

namespace postern::app {
namespace {

// One line of the script's table for each command: "noun verb") words="...";;
void words_of(const CLI::App& command, const std::string& path, std::string& out) {
  std::string words;
  for (const auto* sub : command.get_subcommands({})) words += sub->get_name() + " ";
  for (const auto* option : command.get_options())
    for (const auto& name : option->get_lnames()) words += "--" + name + " ";
  out += fmt::format("    \"{}\") words=\"{}\" ;;\n", path, words);
  for (const auto* sub : command.get_subcommands({})) words_of(*sub, path + (path.empty() ? "" : " ") + sub->get_name(), out);
}

}  // namespace

int print_completion(const std::string& shell, const CLI::App& root) {
  if (shell != "bash") {
    fmt::print(stderr, "postern: completion is there for bash, not for {}\n", shell);
    return 1;
  }
  std::string table;
  words_of(root, "", table);
  fmt::print(
      "_postern() {{\n"
      "  local path=\"\" words=\"\" word\n"
      "  for word in \"${{COMP_WORDS[@]:1:COMP_CWORD-1}}\"; do\n"
      "    [[ $word == -* || $word == */* ]] || path+=\"${{path:+ }}$word\"\n"
      "  done\n"
      "  while :; do\n"
      "    case $path in\n{}    esac\n"
      "    [[ -n $words || $path != *\" \"* ]] && break\n"
      "    path=${{path% *}}\n"
      "  done\n"
      "  COMPREPLY=($(compgen -W \"$words\" -- \"${{COMP_WORDS[COMP_CWORD]}}\"))\n"
      "}}\n"
      "complete -o default -F _postern postern\n",
      table);
  return 0;
}

}  // namespace postern::app
