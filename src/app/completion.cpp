// Completion for bash, and for zsh by way of its bash rules: the words that may follow each command.
#include "app/completion.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <string>

#include "app/parts.h"

namespace postern::app {
namespace {

std::string options_of(const CLI::App& command) {
  std::string words;
  for (const auto* option : command.get_options())
    for (const auto& name : option->get_lnames()) words += "--" + name + " ";
  return words;
}

// The keys, after the commands that take one.
std::string words_for_arguments(const std::string& path) {
  std::string words;
  if (path == "settings show" || path == "settings set" || path == "settings set-secret" || path == "settings reset")
    for (const auto& setting : AllSettings().registry.settings()) words += setting.key + " ";
  if (path == "reference") words = "settings events commands api openapi words ";
  if (path == "completion") words = "bash zsh ";
  return words;
}

// One line of the script's table for each command: "noun verb") words="...";; options of the program itself are good everywhere.
void words_of(const CLI::App& command, const std::string& path, const std::string& everywhere, std::string& out) {
  std::string words;
  for (const auto* sub : command.get_subcommands({})) words += sub->get_name() + " ";
  words += words_for_arguments(path) + options_of(command);
  if (!path.empty()) words += everywhere;
  out += fmt::format("    \"{}\") words=\"{}\" ;;\n", path, words);
  for (const auto* sub : command.get_subcommands({}))
    words_of(*sub, path + (path.empty() ? "" : " ") + sub->get_name(), everywhere, out);
}

}  // namespace

int print_completion(const std::string& shell, const CLI::App& root) {
  if (shell != "bash" && shell != "zsh") {
    fmt::print(stderr, "postern: completion is there for bash and zsh, not for {}\n", shell);
    return 1;
  }
  std::string table;
  words_of(root, "", "--config --json ", table);
  if (shell == "zsh") fmt::print("autoload -U +X bashcompinit && bashcompinit\n");
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
