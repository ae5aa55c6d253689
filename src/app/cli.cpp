// Parsing the command line and running one command.
#include "app/cli.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <map>

#include "admin/operation.h"
#include "admin/socket.h"
#include "app/boot.h"
#include "app/check.h"
#include "app/completion.h"
#include "app/input.h"
#include "app/offline.h"
#include "app/reference.h"
#include "app/render.h"
#include "app/serve.h"
#include "app/setup.h"
#include "base/text.h"
#include "releases/version.h"

namespace postern::app {
namespace {

using admin::Argument;
using admin::Kind;
using admin::Operation;
namespace json = boost::json;

// What CLI11 fills for one operation; the addresses must stay, so they live in a map for the life of the parse.
struct Given {
  std::map<std::string_view, std::string> texts;
  std::map<std::string_view, std::vector<std::string>> lists;
  std::map<std::string_view, std::uint64_t> numbers;
  std::map<std::string_view, bool> flags;
};

constexpr const char* kFirstSteps =
    "First steps, as root:\n"
    "    postern setup                             user, folders, key and systemd unit\n"
    "    systemctl daemon-reload && systemctl enable --now postern\n"
    "    postern domain create example.org\n"
    "    postern account create ann@example.org    prints a made password\n"
    "Commands work on the running server, or on its data folder while it is stopped. The exit code is 0 when it is done, 1 "
    "when it "
    "was refused, 2 when the command was not understood.";

struct Common {
  std::string config = kDefaultBootFile;
  bool as_json = false;
};

std::string option_name(const Argument& a) {
  std::string name(a.name);
  std::ranges::replace(name, '_', '-');
  return a.positional ? name : "--" + name;
}

void add_argument(CLI::App& command, const Argument& a, Given& given) {
  const auto name = option_name(a);
  const std::string help(a.help);
  CLI::Option* option = nullptr;
  switch (a.kind) {
    case Kind::text:
    case Kind::octets:
    case Kind::file: option = command.add_option(name, given.texts[a.name], help); break;
    case Kind::number: option = command.add_option(name, given.numbers[a.name], help); break;
    case Kind::list: option = command.add_option(name, given.lists[a.name], help); break;
    case Kind::flag: option = command.add_flag(name, given.flags[a.name], help); break;
    case Kind::secret:
      if (!a.required)
        option = command.add_flag(name, given.flags[a.name], help + " (asked for, or the first line of standard input)");
      return;
  }
  if (a.required) option->required();
}

Result<json::object> arguments_of(const Operation& op, const CLI::App& command, const Given& given) {
  json::object out;
  json::array files;
  for (const auto& a : op.arguments) {
    if (!admin::is_typed(a)) {
      out[a.name] = std::move(files);  // they come before it
      continue;
    }
    const auto name = option_name(a);
    const bool there = (a.kind == Kind::secret && a.required) || command.count(name) > 0;
    if (!there) continue;
    switch (a.kind) {
      case Kind::text: out[a.name] = given.texts.at(a.name); break;
      case Kind::number: out[a.name] = given.numbers.at(a.name); break;
      case Kind::flag: out[a.name] = given.flags.at(a.name); break;
      case Kind::secret: out[a.name] = read_secret(a.name); break;
      case Kind::list: out[a.name] = json::value_from(given.lists.at(a.name)); break;
      case Kind::octets:
      case Kind::file: {
        auto content = read_text(given.texts.at(a.name));
        if (!content) return pass_on(content);
        files.emplace_back(std::filesystem::path(given.texts.at(a.name)).filename().string());
        out[a.name] = a.kind == Kind::octets ? to_base64(*content) : *content;
        break;
      }
    }
  }
  return out;
}

// On the running server when there is one, else on the stopped data folder.
int run_row(const Operation& op, const CLI::App& command, const Given& given, const Common& common) {
  auto arguments = arguments_of(op, command, given);
  if (!arguments) return refuse(arguments.error(), common.as_json);
  auto boot = read_boot(common.config);
  if (!boot) return refuse(boot.error(), common.as_json);
  if (auto entered = work_from_its_folder(*boot); !entered) return refuse(entered.error(), common.as_json);
  const bool lines = op.output == admin::Output::lines;
  const admin::Progress progress = [&](const json::value& step) {
    if (step.is_null()) return true;  // asks only whether we are there still
    std::FILE* const to = lines ? stdout : stderr;
    fmt::print(to, "{}\n", common.as_json ? render_json(step) : lines ? render_log_line(step) : render_progress(step));
    return std::fflush(to) == 0;
  };
  auto done = admin::call_over_socket(boot->socket.string(), op.name, *arguments, progress);
  if (!done && done.error().kind == Failure::closed && !op.needs_server)
    done = run_offline(*boot, op.name, *arguments, progress);
  if (!done) return refuse(done.error(), common.as_json);
  const bool printed = lines && done->is_null();  // line by line, as they came
  if (common.as_json && !printed)
    fmt::print("{}\n", render_json(*done));
  else if (!printed)
    fmt::print("{}", lines                      ? render_log_lines(*done)
                     : op.for_people != nullptr ? harmless(op.for_people(*done))
                                                : render(*done));
  if (std::fflush(stdout) != 0) return 1;
  return op.exit_code != nullptr ? op.exit_code(*done) : 0;
}

// "account.create" becomes `account create`, "audit.run" plain `audit`; the noun's command is made on first use.
CLI::App& place_of(CLI::App& root, std::string_view name) {
  const auto dot = name.find('.');
  const std::string noun(name.substr(0, dot));
  const auto there = root.get_subcommands([&](const CLI::App* sub) { return sub->get_name() == noun; });
  CLI::App* parent = there.empty() ? nullptr : there.front();
  if (!parent) {
    parent = root.add_subcommand(noun, std::string(admin::about_noun(noun)));
    if (!admin::is_plain(name)) parent->require_subcommand(1);
  }
  if (admin::is_plain(name)) return *parent;
  return *parent->add_subcommand(std::string(name.substr(dot + 1)));
}

void add_own_commands(CLI::App& root, const Common& common, std::function<int()>& chosen) {
  static ServeOptions serve_options;
  auto* serve_command = root.add_subcommand("serve", "Run the server until SIGTERM; SIGHUP reads certificate files again");
  serve_command->add_option("--ready-fd", serve_options.ready_fd, "Write \"ready\" to this descriptor once every port answers");
  serve_command->callback([&] { chosen = [&] { return serve(common.config, serve_options); }; });

  static SetupOptions setup_options;
  auto* setup_command = root.add_subcommand("setup", "Make folders, key, user and systemd unit for a server; safe to repeat");
  setup_command->add_option(
      "--dir", setup_options.dir,
      "Put the whole state under this folder, for trials and tests: no systemd unit is made. The folder is "
      "given to the server's user. Other commands then need --config DIR/postern.toml");
  setup_command->add_option("--user", setup_options.user, "The user the server becomes when root starts it; made if missing")
      ->capture_default_str();
  setup_command->add_option("--plan", setup_options.plan,
                            "Apply a plan from a JSON file, - for standard input: {\"settings\": {KEY: VALUE}, \"domains\": "
                            "[{\"name\"}], \"accounts\": [{\"address\", \"password\"}]}; what is there already stays");
  setup_command->callback([&] { chosen = [&] { return setup(setup_options, common.as_json); }; });

  static std::string page;
  auto* reference_command =
      root.add_subcommand("reference", "Print a page of the reference: settings, events, commands, api, openapi or words");
  reference_command->add_option("page", page, "settings, events, commands, api, openapi or words")->required();
  reference_command->callback([&] { chosen = [&] { return print_reference(page); }; });

  static std::string shell = "bash";
  auto* completion_command =
      root.add_subcommand("completion", "Print a completion script for a shell: source <(postern completion bash)");
  completion_command->add_option("shell", shell, "bash or zsh")->capture_default_str();
  completion_command->callback([&] { chosen = [&] { return print_completion(shell, root); }; });
}

}  // namespace

int command_line(int argc, char** argv) {
  CLI::App root{"postern: a whole mail server"};
  root.require_subcommand(1);
  root.fallthrough();
  root.set_version_flag("--version", releases::own_version().text(), "Print which release this program is");
  root.set_help_all_flag("--help-all", "Help on every command");
  root.footer(kFirstSteps);
  Common common;
  root.add_option("--config", common.config, "The boot file, which says where the server's data is")->capture_default_str();
  root.add_flag("--json", common.as_json, "Print answers and errors as JSON");
  std::function<int()> chosen;
  add_own_commands(root, common, chosen);
  add_check_commands(root, common.as_json, chosen);
  std::map<std::string_view, Given> given;
  for (const auto& op : admin::operations()) {
    auto& command = place_of(root, op.name);
    command.description(std::string(op.help));
    command.fallthrough();
    for (const auto& a : op.arguments)
      if (admin::is_typed(a)) add_argument(command, a, given[op.name]);
    command.callback([&, row = &op, at = &command] {
      if (at->get_subcommands().empty()) chosen = [&, row, at] { return run_row(*row, *at, given[row->name], common); };
    });
  }
  try {
    root.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return root.exit(e) == 0 ? 0 : 2;
  }
  return chosen ? chosen() : 2;
}

}  // namespace postern::app
